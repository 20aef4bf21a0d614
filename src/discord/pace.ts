import { LRUCache } from 'lru-cache';
import type { Clock } from '#src/clock.ts';

/** How often commands that ask a radio server may be run within any minute. */
export interface PaceLimits {
	perPerson: number;
	/** On one Discord server, by everybody together. */
	perGuild: number;
	/** At one radio server, from everywhere. */
	perServer: number;
}

/** Nobody who reads what is answered comes near them. */
export const usualPace: PaceLimits = { perPerson: 30, perGuild: 200, perServer: 400 };

const spanMs = 60_000;
/** Of people, Discord servers and radio servers of the last minute. */
const mostRemembered = 50_000;

/**
 * Slows down who fires commands faster than answers can be read, so that a radio server has nothing to suffer from people in
 * Discord. In memory: after a restart everybody begins anew.
 */
export class Pace {
	readonly #clock: Clock;
	readonly #limits: PaceLimits;
	readonly #runs = new LRUCache<string, number[]>({ max: mostRemembered });

	constructor(clock: Clock, limits: PaceLimits = usualPace) {
		this.#clock = clock;
		this.#limits = limits;
	}

	/** Counts a run. Null if it may be, else the moment from which the next one may. What is refused does not count. */
	take(by: { userId: string; guildId: string; server: string | undefined }): number | null {
		const { perPerson, perGuild, perServer } = this.#limits;
		const now = this.#clock.now();
		const places: [string, number][] = [
			[`person ${by.userId}`, perPerson],
			[`guild ${by.guildId}`, perGuild],
		];
		if (by.server !== undefined) places.push([`server ${by.server}`, perServer]);
		const counts = places.map(([place, most]) => ({ place, most, recent: this.#recent(place, now) }));
		const blocked = counts.flatMap(({ recent, most }) => {
			const decisive = recent[recent.length - most];
			return decisive === undefined ? [] : [decisive + spanMs];
		});
		if (blocked.length > 0) return Math.max(...blocked);
		for (const { place, recent } of counts) this.#runs.set(place, [...recent, now]);
		return null;
	}

	/** A clock that was set back must not keep anybody waiting. */
	#recent(place: string, now: number): number[] {
		return (this.#runs.get(place) ?? []).filter((at) => at > now - spanMs && at <= now);
	}
}
