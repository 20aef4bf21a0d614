import type { Secret } from '#config/secret.ts';
import type { ObserveCall } from '#src/backends/backend-call.ts';
import { type KeyName, problemKind } from '#src/backends/backend-error.ts';
import type { StationDetails } from '#src/backends/radio-system.ts';
import { Remembered } from '#src/backends/remembered.ts';
import type { RepeatOptions } from '#src/backends/repeat-reads.ts';
import type { ScheduleRole } from '#src/backends/roles/schedule.ts';
import type { StationBackend } from '#src/backends/roles.ts';
import type { ServerConnections } from '#src/backends/server-connections.ts';
import type { Clock } from '#src/clock.ts';
import { Address } from './address.ts';
import { AutoPodClient } from './client.ts';
import { createEpisodesRole } from './episodes.ts';
import { createKeyCheckRole } from './key-check.ts';
import { fingerprint } from './keys.ts';
import { type AboutStation, createOnAirRole } from './on-air.ts';
import { createShowsRole } from './shows.ts';
import { zoneClock } from './station-clock.ts';
import { Timetable } from './timetable.ts';

export interface AutoPodOptions {
	/** `https://api.autopod.xyz/v1`. */
	url: string;
	/** Says which station it is. Without one everything throws key-missing and nothing is asked. */
	keys: Partial<Record<KeyName, Secret>>;
	details?: StationDetails;
	connections: ServerConnections;
	clock: Clock;
	repeat?: RepeatOptions;
	observe?: ObserveCall;
}

/** What AutoPod keeps its own answers for, or what hardly ever changes. */
const [onAirMs, aboutMs] = [15_000, 300_000];

/** A station that AutoPod records: its plan, its shows and their episodes. */
export function createAutoPodBackend({ url, details = {}, ...options }: AutoPodOptions): StationBackend {
	const address = new Address(url);
	const client = new AutoPodClient({ ...options, address });
	const { clock } = options;
	const reading = client.keys.secret(client.keys.nameFor('reading'));
	const place = reading === undefined ? 'no key' : fingerprint(reading);
	// A zone that this machine does not know is none.
	const timezone =
		details.timezone === undefined || zoneClock(details.timezone) === undefined
			? undefined
			: details.timezone;
	const onAir = new Remembered(clock, onAirMs, () => client.call('nowPlaying', {}));
	const about = new Remembered(clock, aboutMs, () => readAbout(client));
	const nowPlaying = () => onAir.get();
	const timetable = new Timetable({ client, clock, nowPlaying, timezone });
	return {
		kind: 'autopod',
		label: 'AutoPod',
		server: address.base,
		host: address.host,
		place,
		limits: { onAir: 'shows-not-songs', ...(timezone === undefined ? { schedule: 'station-clock' } : {}) },
		onAir: createOnAirRole({ about: () => about.get(), nowPlaying, timetable, place, timezone }),
		schedule: createScheduleRole(timetable),
		shows: createShowsRole(client),
		episodes: createEpisodesRole(client),
		keyCheck: createKeyCheckRole(client, details.keyExpires),
	};
}

function createScheduleRole(timetable: Timetable): ScheduleRole {
	return {
		between: async (from, to) => timetable.between(from, to),
		local: async () => timetable.local(),
	};
}

/** Null where the key may not read it: what is on is known without. */
async function readAbout(client: AutoPodClient): Promise<AboutStation | null> {
	try {
		const { id, name, image } = await client.call('station', {});
		return { id, name, image };
	} catch (error) {
		if (problemKind(error) === 'right-missing') return null;
		throw error;
	}
}
