import { pino } from 'pino';
import { beforeEach, describe, expect, test } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import { type Identifies, IdentifyBudget } from '#src/discord/identify-budget.ts';

let clock: ManualClock;
let kept: Identifies | undefined;
let lines: string[];
const never = new AbortController().signal;

beforeEach(() => {
	clock = new ManualClock();
	kept = undefined;
	lines = [];
});

const process = (book?: { load: () => Promise<undefined>; save: () => Promise<void> }) =>
	new IdentifyBudget({
		clock,
		log: pino({}, { write: (line: string) => void lines.push(line) }),
		book: book ?? {
			load: async () => structuredClone(kept),
			save: async (identifies) => {
				kept = structuredClone(identifies);
			},
		},
	});

/** Seconds until the shard may introduce itself. */
async function waited(budget: IdentifyBudget, shard = 0): Promise<number> {
	const before = clock.now();
	const times: number[] = [];
	void budget.spend(shard, never).then(() => times.push(clock.now()));
	for (;;) {
		await new Promise((resolve) => setImmediate(resolve));
		const [at] = times;
		if (at !== undefined) return Math.round((at - before) / 1_000);
		if (clock.waiting > 0) await clock.advance(1_000);
	}
}

describe('introductions', () => {
	test('that come to nothing make the next one wait, twice as long each time', async () => {
		const budget = process();
		const pauses: number[] = [];
		for (let times = 0; times < 8; times++) pauses.push(await waited(budget));
		expect(pauses).toEqual([0, 5, 10, 20, 40, 80, 120, 120]);
	});

	test('are remembered by the next process', async () => {
		const first = process();
		for (let times = 0; times < 4; times++) await waited(first);
		expect(await waited(process())).toBe(40);
		expect(kept?.times).toHaveLength(5);
	});

	test('that worked do not', async () => {
		const budget = process();
		await waited(budget);
		await budget.succeeded(0);
		expect(await waited(process())).toBe(0);
	});

	test('of one shard do not hold up another', async () => {
		const budget = process();
		for (let times = 0; times < 4; times++) await waited(budget);
		expect(await waited(budget, 1)).toBe(0);
	});

	test('wait no longer because the clock was set back', async () => {
		const budget = process();
		for (let times = 0; times < 3; times++) await waited(budget);
		clock = new ManualClock(clock.now() - 10 * 365 * 86_400_000);
		expect(await waited(process())).toBe(20);
	});

	test('use none of the last fifty, say so once, and go on when Discord gives new ones', async () => {
		const budget = process();
		budget.learn({ remaining: 51, reset_after: 3_600_000 });
		expect(await waited(budget, 0)).toBe(0);
		expect(await waited(budget, 1)).toBe(0);
		expect(await waited(budget, 2)).toBe(3_600);
		expect(lines).toHaveLength(1);
		expect(lines[0]).toContain('resets the token');
	});

	test('stop near a thousand a day where Discord told nothing', async () => {
		kept = {
			times: Array.from({ length: 950 }, (_, index) => clock.now() - 80_000_000 + index),
			fruitless: {},
		};
		expect(await waited(process())).toBe(86_400 - 80_000);
	});

	test('go on while the store fails', async () => {
		const fails = async () => {
			throw new Error('disk full');
		};
		const budget = process({ load: fails, save: fails });
		expect(await waited(budget)).toBe(0);
		expect(await waited(budget)).toBe(5);
		expect(lines.length).toBeGreaterThan(0);
	});

	test('are given up when nobody waits for them any more', async () => {
		const budget = process();
		await waited(budget);
		const gone = new AbortController();
		const waiting = budget.spend(0, gone.signal);
		while (clock.waiting === 0) await new Promise((resolve) => setImmediate(resolve));
		gone.abort(new Error('closed'));
		await expect(waiting).rejects.toThrow('closed');
		expect(kept?.times).toHaveLength(1);
	});
});
