/** A number from 0 up to, not including, 1. */
export type Random = () => number;

/** Mulberry32: the same seed gives the same radio, so that a failing test can be run again. */
export function createRandom(seed: number): Random {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** One of `list`, which must not be empty. */
export function pickOne<T>(random: Random, list: readonly T[]): T {
	const chosen = list[Math.floor(random() * list.length)];
	if (chosen === undefined) throw new RangeError('Nothing to pick from');
	return chosen;
}

/** `length` hexadecimal digits. */
export function pickHex(random: Random, length: number): string {
	return Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('');
}
