import type { Clock } from '#src/clock.ts';

/** Who asked for a song, and when. */
export interface Requester {
	userId: string;
	at: number;
}

/** Where it is remembered: a namespace of the store whose values fall away after {@link rememberedForMs}. */
export interface RequesterMemory {
	get(key: string): Promise<Requester | undefined>;
	/** In the order of the keys. */
	getMany(keys: string[]): Promise<(Requester | undefined)[]>;
	set(key: string, value: Requester, ttlMs: number): Promise<void>;
}

/** A request that has not played by then is not going to. */
const rememberedForMs = 12 * 3_600_000;

/** Who asked for which song: the radio server knows only the bot. */
export class Requesters {
	readonly #memory: RequesterMemory;
	readonly #clock: Clock;

	constructor(memory: RequesterMemory, clock: Clock) {
		this.#memory = memory;
		this.#clock = clock;
	}

	async remember(stationId: string, songId: string, userId: string): Promise<void> {
		await this.#memory.set(`${stationId}:${songId}`, { userId, at: this.#clock.now() }, rememberedForMs);
	}

	/** Undefined for a song that nobody asked for here: in AzuraCast's own pages, say. */
	async of(stationId: string, songId: string): Promise<Requester | undefined> {
		return this.#memory.get(`${stationId}:${songId}`);
	}

	/** The same for several songs, in their order, with one look at what is remembered. */
	async ofAll(stationId: string, songIds: readonly string[]): Promise<(Requester | undefined)[]> {
		return this.#memory.getMany(songIds.map((songId) => `${stationId}:${songId}`));
	}
}
