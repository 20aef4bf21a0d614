import { pino } from 'pino';
import { beforeEach, describe, expect, test } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import { IdentifyTurns, type TurnBook } from '#src/discord/identify-turns.ts';

let clock: ManualClock;
let kept: Map<number, number>;
let lines: string[];
const never = new AbortController().signal;

beforeEach(() => {
	clock = new ManualClock();
	kept = new Map();
	lines = [];
});

const shared: TurnBook = {
	load: async (bucket) => kept.get(bucket),
	replace: async (bucket, before, at) => {
		if (kept.get(bucket) !== before) return false;
		kept.set(bucket, at);
		return true;
	},
};

/** A process whose clock is wrong by `skewMs`. */
const process = ({ skewMs = 0, book = shared } = {}) =>
	new IdentifyTurns({
		clock: {
			now: () => clock.now() + skewMs,
			sleep: (ms, signal) => clock.sleep(ms, signal),
			every: (ms, run) => clock.every(ms, run),
		},
		log: pino({}, { write: (line: string) => void lines.push(line) }),
		book,
	});

/** Milliseconds from now until each of them had its turn, in the order of the turns. */
async function turnsOf(waiting: readonly { turns: IdentifyTurns; shard: number }[], concurrency: number) {
	const startedAt = clock.now();
	const taken: number[] = [];
	const all = waiting.map(({ turns, shard }) =>
		turns.wait(shard, concurrency, never).then(() => taken.push(clock.now() - startedAt)),
	);
	for (let step = 0; step < 4_000 && taken.length < waiting.length; step++) {
		await new Promise((resolve) => setImmediate(resolve));
		await clock.advance(50);
	}
	await Promise.all(all);
	return taken;
}
const gaps = (times: readonly number[]) => times.slice(1).map((at, index) => at - (times[index] ?? 0));

describe('the introductions of several processes', () => {
	test('of one bucket are five seconds apart, whichever process they are of', async () => {
		const taken = await turnsOf(
			[0, 1, 2, 3, 4, 5].map((shard) => ({ turns: process(), shard })),
			1,
		);
		expect(taken[0]).toBe(0);
		expect(Math.min(...gaps(taken))).toBeGreaterThanOrEqual(5_000);
		expect(taken.at(-1)).toBeLessThan(6 * 6_000);
	});

	test('of different buckets do not wait for each other', async () => {
		const taken = await turnsOf(
			[0, 1, 2, 3].map((shard) => ({ turns: process(), shard })),
			4,
		);
		expect(taken).toEqual([0, 0, 0, 0]);
	});

	test.each([-3_600_000, 3_600_000])(
		'wait no longer for a process whose clock is wrong by %i ms',
		async (skewMs) => {
			await process({ skewMs }).wait(0, 1, never);
			const [taken = 0] = await turnsOf([{ turns: process(), shard: 1 }], 1);
			expect(taken).toBeLessThan(6_000);
		},
	);

	test('go on while the store is in trouble, and say so', async () => {
		const book: TurnBook = { load: () => Promise.reject(new Error('gone')), replace: async () => true };
		expect(await turnsOf([{ turns: process({ book }), shard: 0 }], 1)).toEqual([0]);
		expect(lines.join('')).toContain('When other processes connect to Discord is not known');
	});

	test('are not waited for by a shard that gave up', async () => {
		await process().wait(0, 1, never);
		const ending = new AbortController();
		const waiting = process().wait(1, 1, ending.signal);
		ending.abort(new Error('stopped'));
		await expect(waiting).rejects.toThrow('stopped');
		expect(lines).toEqual([]);
	});
});
