import type { Clock } from '#src/clock.ts';

/** What one shard's connection to Discord says about itself. Moments are milliseconds since 1970. */
export interface GatewayState {
	/** discord.js's `Status`; 0 is ready. */
	status(): number;
	/** When Discord last acknowledged a heartbeat; null if never. */
	lastAckAt(): number | null;
	/** When this shard last became ready or resumed; null if never. */
	readyAt(): number | null;
}

/** What must have happened before the bot is of use. */
export interface Startup {
	commandsRegistered: boolean;
	stationsLoaded: boolean;
}

export interface Verdict {
	ok: boolean;
	/** Why not, one sentence each. */
	reasons: string[];
}

/** Discord asks for a heartbeat every 41.25 s: two were missed, and some time was left for the answer. */
const quietForMs = 100_000;
const tickMs = 1_000;
const stalledForMs = 5_000;
/** A second that took this long was none: the clock was set. */
const jumpMs = 60_000;

/**
 * Whether the bot works, from what cannot be wrong about it: discord.js's own `isReady()` stays true after the token was
 * revoked and while a resume hangs.
 */
export class Health {
	readonly #clock: Clock;
	readonly #shards: () => readonly GatewayState[];
	readonly #startup: () => Startup;
	readonly #problems: () => readonly string[];
	readonly #stop: () => void;
	#tickedAt: number;
	/** When the clock was set, or the machine slept: what was heard before that cannot be reckoned with. */
	#jumpedAt = 0;

	/** @param sources.shards one for each shard of this process; none counts as not connected */
	constructor(
		clock: Clock,
		sources: {
			shards: () => readonly GatewayState[];
			startup: () => Startup;
			/** What else keeps the bot from answering, one sentence each. */
			problems?: () => readonly string[];
		},
	) {
		this.#clock = clock;
		this.#shards = sources.shards;
		this.#startup = sources.startup;
		this.#problems = sources.problems ?? (() => []);
		this.#tickedAt = clock.now();
		this.#stop = clock.every(tickMs, () => {
			const now = clock.now();
			const passed = now - this.#tickedAt;
			if (passed < 0 || passed > jumpMs) this.#jumpedAt = now;
			this.#tickedAt = now;
		});
	}

	/** Whether the gateway is really connected and the event loop turns. */
	alive(): Verdict {
		const now = this.#clock.now();
		const shards = this.#shards();
		const reasons = shards.flatMap((shard, index) => shardProblem(shard, now, index, this.#jumpedAt) ?? []);
		if (shards.length === 0) reasons.push('not connected to Discord');
		const stalledMs = now - this.#tickedAt;
		if (stalledMs >= stalledForMs) reasons.push(`the event loop stood still for ${toSeconds(stalledMs)} s`);
		return { ok: reasons.length === 0, reasons };
	}

	/** Whether the bot is alive and has everything it needs to answer. */
	ready(): Verdict {
		const { commandsRegistered, stationsLoaded } = this.#startup();
		const { reasons } = this.alive();
		if (!commandsRegistered) reasons.push('commands are not registered yet');
		if (!stationsLoaded) reasons.push('stations are not loaded yet');
		reasons.push(...this.#problems());
		return { ok: reasons.length === 0, reasons };
	}

	close(): void {
		this.#stop();
	}
}

function shardProblem(shard: GatewayState, now: number, index: number, jumpedAt: number): string | undefined {
	const status = shard.status();
	if (status !== 0) return `shard ${index} is not connected (status ${status})`;
	// Right after a connection no acknowledgement is due yet, and the last one is from before it.
	const heardAt = Math.max(shard.lastAckAt() ?? 0, shard.readyAt() ?? 0);
	if (heardAt === 0) return `shard ${index} was never ready`;
	// After the clock was set back, what was heard seems to lie ahead, and would look fresh until the clock is there again.
	const quietMs = now - Math.max(jumpedAt, heardAt > now ? jumpedAt : heardAt);
	if (quietMs < quietForMs) return undefined;
	return `shard ${index} had no heartbeat acknowledged for ${toSeconds(quietMs)} s`;
}

function toSeconds(ms: number): number {
	return Math.floor(ms / 1000);
}
