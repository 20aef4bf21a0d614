import type { Clock } from '#src/clock.ts';
import { startSimulatedAutoPod } from './autopod/simulated-autopod.ts';
import { harbour, startSimulatedIcecast } from './icecast/simulated-icecast.ts';
import { startSimulatedStreamingCenter } from './streaming-center/simulated-streaming-center.ts';

/** A simulated radio system beside AzuraCast, to be set up by whoever tries the playground. */
export interface OtherRadio {
	/** The same at every start. */
	readonly slug: string;
	/** As people know it: "Icecast". */
	readonly label: string;
	/** What a set-up takes. */
	readonly address: string;
	readonly keys: readonly { id: string; key: string }[];
	/** What it was asked, oldest first. */
	readonly requests: readonly { at: number; method: string; path: string; key: string; status: number }[];
	readonly down: () => Promise<void>;
	readonly up: () => Promise<void>;
	readonly close: () => Promise<void>;
}

/** One of each radio system that the bot knows beside AzuraCast. */
export async function startOtherRadios(clock: Clock): Promise<OtherRadio[]> {
	const [panel, pod, icecast] = await Promise.all([
		startSimulatedStreamingCenter({ clock }),
		startSimulatedAutoPod({ clock }),
		startSimulatedIcecast({ clock, mounts: [{ ...harbour, name: 'Pier Stream' }] }),
	]);
	// Covers for the shows, which AutoPod takes from wherever they are.
	const covers = panel.stations.flatMap(({ tracks }) =>
		tracks.map(({ id }) => `${panel.url}/media/tracks/t${id}.jpg`),
	);
	for (const [index, show] of pod.world.shows.entries()) show.image = covers[index] ?? '';
	return [
		{
			...hands(panel),
			slug: 'streaming-center',
			label: 'Streaming.Center',
			address: panel.url,
			keys: [{ id: 'station', key: panel.keys.station }],
		},
		{
			...hands(pod),
			slug: 'autopod',
			label: 'AutoPod',
			address: pod.url,
			keys: [
				{ id: 'read', key: pod.keys.read },
				{ id: 'write', key: pod.keys.write },
				{ id: 'all', key: pod.keys.all },
			],
		},
		{ ...hands(icecast), slug: 'icecast', label: 'Icecast', address: icecast.url, keys: [] },
	];
}

function hands({ requests, down, up, close }: Pick<OtherRadio, 'requests' | 'down' | 'up' | 'close'>) {
	return { requests, down, up, close };
}
