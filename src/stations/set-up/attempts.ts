import type { Clock } from '#src/clock.ts';
import type { RuleMemory } from '../request-rules.ts';

const spanMs = 10 * 60_000;
/** Enough for somebody who mistypes; too few for somebody who looks for open ports or tries keys. */
export const perPerson = 12;
export const perServer = 40;

/** How often addresses and keys may be tried, by a person and on a Discord server. */
export class Attempts {
	readonly #memory: RuleMemory;
	readonly #clock: Clock;

	constructor(memory: RuleMemory, clock: Clock) {
		this.#memory = memory;
		this.#clock = clock;
	}

	/** Counts an attempt. Null if it may be made, else from when on the next one may be. */
	async take(guildId: string, userId: string): Promise<number | null> {
		const mine = await this.#takeOne(`person:${userId}`, perPerson);
		return mine ?? (await this.#takeOne(`server:${guildId}`, perServer));
	}

	async #takeOne(key: string, most: number): Promise<number | null> {
		const now = this.#clock.now();
		let until: number | null = null;
		await this.#memory.update(
			key,
			(before = []) => {
				const recent = before.filter((at) => at > now - spanMs);
				const decisive = recent[recent.length - most];
				until = decisive === undefined ? null : decisive + spanMs;
				return until === null ? [...recent, now] : recent;
			},
			spanMs,
		);
		return until;
	}
}
