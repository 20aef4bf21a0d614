import { z } from 'zod';
import { parseBaseAddress } from '#config/base-address.ts';
import { BackendError, type BackendProblem } from '#src/backends/backend-error.ts';
import type {
	BackendDependencies,
	BackendSettings,
	RadioSystem,
	RadioSystemModule,
} from '#src/backends/radio-system.ts';
import type { OnAirState, Song, StationBackend } from '#src/backends/roles.ts';
import { withDeadline } from '#src/backends/with-deadline.ts';

/*
 * A fifth radio system, made up: a server that writes one postcard about what is on. It is here to show that a radio system is
 * one folder and a line in a list, and nothing else of the bot knows of it.
 */

const postcardSchema = z.object({
	postcard: z.literal(1),
	station: z.string(),
	song: z.object({ title: z.string(), by: z.string(), since: z.number() }).nullable(),
	listeners: z.int(),
});

async function readPostcard(url: string, { connections }: BackendDependencies) {
	const address = new URL(`${url}/postcard`);
	const failed = (problem: BackendProblem) => new BackendError('GET /postcard', address.host, problem);
	const answer = await withDeadline(5_000, undefined, async (signal) =>
		connections.send({
			method: 'GET',
			url: address,
			headers: {},
			signal,
			maxBytes: 10_000,
			asked: 'GET /postcard',
		}),
	);
	if (answer.status !== 200 || answer.contentType !== 'application/json')
		throw failed({ kind: 'wrong-address' });
	const read = postcardSchema.safeParse(JSON.parse(answer.body.toString('utf8')));
	if (!read.success) throw failed({ kind: 'unexpected-answer', detail: 'no postcard' });
	return read.data;
}

function toState({ station, song, listeners }: z.output<typeof postcardSchema>): OnAirState {
	const named = (title: string, artist: string): Song => ({
		id: `${artist} ${title}`,
		title,
		artist,
		album: '',
		text: '',
		art: null,
	});
	const rest = { duration: null, playlist: '', streamer: '', requested: false };
	return {
		facts: {
			remoteId: 'postcard',
			shortName: '',
			name: station,
			plays: 'songs',
			timezone: null,
			isPublic: true,
			requestsEnabled: null,
			playerUrl: null,
			playlistUrls: { pls: null, m3u: null },
			streams: [],
			hlsUrl: null,
		},
		online: song !== null,
		listeners,
		live: null,
		now:
			song === null
				? null
				: { id: String(song.since), song: named(song.title, song.by), startedAt: song.since, ...rest },
		next: null,
		history: [],
	};
}

function createPostcardBackend(options: BackendSettings & BackendDependencies): StationBackend {
	const { host, origin } = new URL(options.url);
	return {
		kind: 'postcard',
		label: 'Postcard Radio',
		server: origin,
		host,
		onAir: { read: async () => toState(await readPostcard(options.url, options)) },
	};
}

function createPostcardSystem(dependencies: BackendDependencies): RadioSystem {
	const find = (url: string) => readPostcard(url, dependencies);
	return {
		kind: 'postcard',
		label: 'Postcard Radio',
		keyNames: [],
		readAddress: (typed) => parseBaseAddress(typed.trim()),
		isKey: () => false,
		async identify(url) {
			await find(url);
			return { url, host: new URL(url).host, version: null };
		},
		owner: async () => ({ id: '', name: '', roles: [] }),
		async stations(url) {
			const { station: name, song } = await find(url);
			const known = { remoteId: 'postcard', station: 'postcard', shortName: '', keys: [] };
			return [{ ...known, name, online: song !== null, isPublic: true }];
		},
	};
}

export const postcardRadio: RadioSystemModule = {
	declaration: {
		kind: 'postcard',
		label: 'Postcard Radio',
		remote: z.string(),
		keys: { takes: [], form: /^$/, problem: 'is not needed' },
		examples: { url: '"https://radio.example.org"', station: '"postcard"' },
	},
	create: createPostcardBackend,
	system: createPostcardSystem,
};
