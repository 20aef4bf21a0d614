import type { Clock } from '#src/clock.ts';

/** Where the rules remember: a namespace of the store. Values fall away by themselves after `ttlMs`. */
export interface RuleMemory {
	update(key: string, change: (times: number[] | undefined) => number[], ttlMs: number): Promise<number[]>;
}

export interface RequestLimits {
	/** Milliseconds between two requests of one person at one station. */
	cooldownMs: number;
	/** Requests of one person at one station within any hour. */
	perHour: number;
}

/**
 * AzuraCast keeps its own delay by the asker's address, which for a bot is one address for everybody, and drops it for
 * requests with a key. So the bot keeps one for each person.
 */
export const defaultRequestLimits: RequestLimits = { cooldownMs: 60_000, perHour: 5 };

const hourMs = 3_600_000;

export type Admission =
	/** The request counts. `release` gives the place back when the radio server did not take it. */
	| { admitted: true; nextAt: number; leftThisHour: number; release(): Promise<void> }
	| { admitted: false; why: 'cooldown' | 'hourly-limit'; until: number; waitMs: number; perHour: number };

/** Who may ask for a song again, and when. */
export class RequestRules {
	readonly #memory: RuleMemory;
	readonly #clock: Clock;
	readonly #limits: RequestLimits;

	constructor(memory: RuleMemory, clock: Clock, limits: RequestLimits = defaultRequestLimits) {
		this.#memory = memory;
		this.#clock = clock;
		this.#limits = limits;
	}

	/** Takes a place for a request, before it is sent: two clicks at once must not both pass. */
	async admit(stationId: string, userId: string): Promise<Admission> {
		const key = `${stationId}:${userId}`;
		const now = this.#clock.now();
		const { cooldownMs, perHour } = this.#limits;
		let refusal: Obstacle | undefined;
		const times = await this.#memory.update(
			key,
			(before = []) => {
				const recent = before.filter((time) => time > now - hourMs);
				refusal = this.#standsInTheWay(recent, now);
				return refusal === undefined ? [...recent, now] : recent;
			},
			hourMs,
		);
		if (refusal !== undefined) return { admitted: false, ...refusal, waitMs: cooldownMs, perHour };
		return {
			admitted: true,
			nextAt: now + cooldownMs,
			leftThisHour: perHour - times.length,
			release: async () => {
				await this.#memory.update(key, (after = []) => without(after, now), hourMs);
			},
		};
	}

	/** A request that was accepted at `at` was dropped: its place is free again. */
	async forgive(stationId: string, userId: string, at: number): Promise<void> {
		const change = (times: readonly number[] = []) => {
			const mine = times.findLast((time) => time <= at);
			return mine === undefined ? [...times] : without(times, mine);
		};
		await this.#memory.update(`${stationId}:${userId}`, change, hourMs);
	}

	/** The rule that is in force the longest, and until when. */
	#standsInTheWay(recent: readonly number[], now: number): Obstacle | undefined {
		const { cooldownMs, perHour } = this.#limits;
		const newest = recent.at(-1);
		// Once this one is an hour old, fewer than allowed are left.
		const decisive = recent[recent.length - perHour];
		const cooldown: Obstacle = { why: 'cooldown', until: (newest ?? Number.NEGATIVE_INFINITY) + cooldownMs };
		const hourly: Obstacle = { why: 'hourly-limit', until: (decisive ?? Number.NEGATIVE_INFINITY) + hourMs };
		const later = hourly.until >= cooldown.until ? hourly : cooldown;
		return later.until > now ? later : undefined;
	}
}

interface Obstacle {
	why: 'cooldown' | 'hourly-limit';
	until: number;
}

/** The times without one of those that are `time`: two requests of one moment are two. */
function without(times: readonly number[], time: number): number[] {
	const place = times.indexOf(time);
	return times.filter((_, index) => index !== place);
}
