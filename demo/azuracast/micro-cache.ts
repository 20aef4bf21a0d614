import type { Answer } from './answer.ts';

const lifeMs = 15_000;

/**
 * The web server's cache in front of now-playing: 15 seconds by address alone. Who asks is not part of it, so what one key
 * may see, the next caller gets as well.
 */
export class MicroCache {
	readonly #kept = new Map<string, { answer: Answer; until: number }>();

	find(address: string, now: number): Answer | null {
		const hit = this.#kept.get(address);
		return hit !== undefined && now < hit.until ? hit.answer : null;
	}

	/** Keeps only what says of itself that it may be kept. */
	offer(address: string, answer: Answer, now: number): void {
		if (answer.headers['cache-control'] !== 'public, max-age=15') return;
		for (const [known, { until }] of this.#kept) if (now >= until) this.#kept.delete(known);
		this.#kept.set(address, { answer, until: now + lifeMs });
	}
}
