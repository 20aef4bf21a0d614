import { rateLimited } from './errors.ts';

const windowMs = 5000;
const allowed = 2;

/** AzuraCast's `api` bucket: two calls in five seconds for each address, over all routes that share it. */
export class RateLimit {
	#accepted: number[] = [];

	/** Counts a call at `now` (milliseconds), or throws; what was refused does not count. */
	take(now: number): void {
		this.#accepted = this.#accepted.filter((at) => now - at < windowMs);
		if (this.#accepted.length >= allowed) throw rateLimited();
		this.#accepted.push(now);
	}
}
