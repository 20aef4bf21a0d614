import { BackendError, type BackendProblem } from '#src/backends/backend-error.ts';
import type { RequestableSong } from '#src/backends/roles/song-requests.ts';
import type { OnAirRole, OnAirState, Play, Song, StationBackend, StationFacts } from '#src/backends/roles.ts';
import type { Station } from '#src/stations/station.ts';

export const host = 'radio.example.org';

export function song(id: string, fields: Partial<Song> = {}): Song {
	return { id, title: `Title ${id}`, artist: `Artist ${id}`, album: '', text: '', art: null, ...fields };
}

export function play(id: string, fields: Partial<Play> = {}): Play {
	return {
		id,
		song: song(id),
		startedAt: 0,
		duration: 180_000,
		playlist: '',
		streamer: '',
		requested: false,
		...fields,
	};
}

const facts: StationFacts = {
	remoteId: '1',
	shortName: 'test_radio',
	name: 'Test Radio',
	plays: 'songs',
	timezone: 'Europe/Berlin',
	isPublic: true,
	requestsEnabled: true,
	playerUrl: null,
	playlistUrls: { pls: null, m3u: null },
	streams: [],
	hlsUrl: null,
};

export function onAirState(fields: Partial<OnAirState> = {}, about: Partial<StationFacts> = {}): OnAirState {
	return {
		facts: { ...facts, ...about },
		online: true,
		listeners: 12,
		live: null,
		now: play('one'),
		next: null,
		history: [],
		...fields,
	};
}

export function requestable(id: string, fields: Partial<Song> = {}): RequestableSong {
	return { requestId: `r-${id}`, song: song(id, fields) };
}

export function problem(of: BackendProblem, options: { perhapsDone?: boolean } = {}): BackendError {
	return new BackendError('GET /test', host, of, options);
}

export const unreachable = () => problem({ kind: 'unreachable', reason: 'timeout', afterMs: 10_000 });

/** A promise that is settled from outside: the answer of a server that takes its time. */
export function pending<T>() {
	return Promise.withResolvers<T>();
}

/** Lets everything run that needs no more time to pass. */
export const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

/** What is on the air as a server tells it; counts how often it was asked. */
export class FakeOnAir implements OnAirRole {
	reads = 0;
	readsPastCaches = 0;
	answer: () => Promise<OnAirState> | OnAirState;

	constructor(answer: OnAirState | (() => Promise<OnAirState> | OnAirState) = onAirState()) {
		this.answer = typeof answer === 'function' ? answer : () => answer;
	}

	async read(options?: { past?: 'caches' }): Promise<OnAirState> {
		this.reads += 1;
		if (options?.past === 'caches') this.readsPastCaches += 1;
		return this.answer();
	}
}

/** The same, of a server that can also tell of all its public stations at once. */
export class FakeServerOnAir extends FakeOnAir {
	serverReads = 0;
	all: () => Promise<OnAirState[]> | OnAirState[] = () => [];

	async readServer(): Promise<OnAirState[]> {
		this.serverReads += 1;
		return this.all();
	}
}

export function station(
	id: string,
	fields: Partial<Omit<Station, 'backend'>> & { backend?: Partial<StationBackend> } = {},
): Station {
	return {
		id,
		guildId: 'guild',
		name: `Station ${id}`,
		remote: 'test_radio',
		source: 'declared',
		roles: { dj: [], manager: [], admin: [] },
		channels: {},
		keys: new Map(),
		url: `https://${host}`,
		...fields,
		backend: {
			kind: 'azuracast',
			label: 'AzuraCast',
			server: `https://${host}`,
			host,
			onAir: new FakeOnAir(),
			...fields.backend,
		},
	};
}
