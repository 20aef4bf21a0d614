import { z } from 'zod';
import { BackendError, type BackendProblem } from '#src/backends/backend-error.ts';
import type { Clock } from '#src/clock.ts';
import type { Reading } from '#src/stations/on-air-states.ts';
import type { Station } from '#src/stations/station.ts';
import type { AlertDesk } from './alert-desk.ts';
import { aboutServer, byGuild, byServer, type ServerStations } from './server-stations.ts';

/** What is known of a radio server from one look to the next: for the store. */
export const serverMemorySchema = z.object({
	/** No answer since; null while it answers. */
	silentSince: z.number().nullable(),
	tries: z.int(),
	told: z.boolean(),
});
export type ServerMemory = z.output<typeof serverMemorySchema>;

export interface ServerMemories {
	get(server: string): Promise<ServerMemory | undefined>;
	set(server: string, value: ServerMemory): Promise<void>;
}

export interface ServerWatchParts {
	stations: () => readonly Station[];
	known: (station: Station) => Reading | undefined;
	readNow: (station: Station) => Promise<Reading>;
	memories: ServerMemories;
	desk: Pick<AlertDesk, 'raise' | 'end'>;
	clock: Clock;
	onError: (server: string, error: unknown) => void;
}

const tickMs = 10_000;
/** Two tries so far apart, and a server counts as silent. */
const secondTryMs = 20_000;
const tryEveryMs = 60_000;
const strikes = 2;
const mostAsked = 5;
const newServer: ServerMemory = { silentSince: null, tries: 0, told: false };

/** Watches radio servers, whose stations they all are: whether they answer, how full they are, what is new for them. */
export class ServerWatch {
	readonly #parts: ServerWatchParts;
	readonly #memories = new Map<string, ServerMemory>();
	readonly #triedAt = new Map<string, number>();
	readonly #working = new Map<string, Promise<void>>();
	#stop: (() => void) | undefined;

	constructor(parts: ServerWatchParts) {
		this.#parts = parts;
	}

	async start(): Promise<void> {
		for (const server of byServer(this.#parts.stations()).keys()) await this.#remembered(server);
		this.#stop ??= this.#parts.clock.every(tickMs, () => this.#tick());
	}

	async close(): Promise<void> {
		this.#stop?.();
		this.#stop = undefined;
		while (this.#working.size > 0) await Promise.allSettled(this.#working.values());
	}

	/** The server is said to be silent since a moment, or to be back: reason to ask it once more. */
	doubted(station: Station, since?: number): void {
		const stations = byServer(this.#parts.stations()).get(station.backend.server);
		if (stations !== undefined && this.#stop !== undefined)
			this.#turn(station.backend.server, () => this.#ask(stations, since));
	}

	#tick(): void {
		const { clock } = this.#parts;
		for (const [server, stations] of byServer(this.#parts.stations())) {
			const memory = this.#memories.get(server);
			const silent = memory !== undefined && memory.silentSince !== null;
			const trouble = stations.some((station) => this.#parts.known(station)?.trouble !== undefined);
			if (!silent && !trouble) continue;
			const every = memory?.told === true ? tryEveryMs : secondTryMs;
			const tried = this.#triedAt.get(server);
			if (tried === undefined || clock.now() - tried >= every) this.#turn(server, () => this.#ask(stations));
		}
	}

	async #ask(stations: ServerStations, silentSince?: number): Promise<void> {
		const { clock } = this.#parts;
		const [first] = stations;
		const { server } = first.backend;
		const before = await this.#remembered(server);
		this.#triedAt.set(server, clock.now());
		const failure = await this.#answerOf(first);
		if (failure === undefined) {
			if (before.silentSince === null) return;
			if (before.told) await this.#tellBack(stations, before.silentSince);
			await this.#keep(server, newServer);
			return;
		}
		const since = before.silentSince ?? silentSince ?? clock.now();
		// Whoever said so has tried as well.
		const tries = before.tries + 1 + (before.tries === 0 && silentSince !== undefined ? 1 : 0);
		const tells =
			!before.told && tries >= strikes && (silentSince !== undefined || clock.now() - since >= secondTryMs);
		if (tells) await this.#tellSilent(stations, { since, why: failure.problem, tries });
		await this.#keep(server, { silentSince: since, tries, told: before.told || tells });
	}

	async #tellSilent(
		stations: ServerStations,
		seen: { since: number; why: BackendProblem; tries: number },
	): Promise<void> {
		for (const group of byGuild(stations))
			await this.#parts.desk.raise(aboutServer(group, 'reach', 'silent', { type: 'unreachable', ...seen }));
	}

	async #tellBack(stations: ServerStations, since: number): Promise<void> {
		const { desk, clock } = this.#parts;
		for (const group of byGuild(stations)) {
			const onAir = await this.#countOnAir(group);
			const news = { type: 'reachable', since, until: clock.now(), onAir } as const;
			await desk.end(aboutServer(group, 'reach', 'silent', news));
		}
	}

	/** Undefined if it answers: what it refuses to tell about one station is an answer. */
	async #answerOf(station: Station): Promise<BackendError | undefined> {
		try {
			await this.#parts.readNow(station);
			return undefined;
		} catch (error) {
			if (!(error instanceof BackendError)) throw error;
			const { kind } = error.problem;
			return kind === 'unreachable' || kind === 'server-trouble' || kind === 'wrong-address'
				? error
				: undefined;
		}
	}

	/** Null where one of them is not known, or where they are too many to ask a server that has just come back. */
	async #countOnAir(stations: ServerStations): Promise<number | null> {
		if (stations.length > mostAsked) return null;
		const states = await Promise.allSettled(stations.map((station) => this.#parts.readNow(station)));
		const known = states.flatMap((one) => (one.status === 'fulfilled' ? [one.value.state.online] : []));
		return known.length === stations.length ? known.filter(Boolean).length : null;
	}

	async #remembered(server: string): Promise<ServerMemory> {
		const known = this.#memories.get(server) ?? (await this.#parts.memories.get(server)) ?? newServer;
		this.#memories.set(server, known);
		return known;
	}

	async #keep(server: string, memory: ServerMemory): Promise<void> {
		await this.#parts.memories.set(server, memory);
		this.#memories.set(server, memory);
	}

	#turn(server: string, work: () => Promise<void>): void {
		if (this.#working.has(server)) return;
		const mine = work()
			.catch((error: unknown) => this.#parts.onError(server, error))
			.finally(() => this.#working.delete(server));
		this.#working.set(server, mine);
	}
}
