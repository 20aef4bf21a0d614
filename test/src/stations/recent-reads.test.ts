import { describe, expect, test } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import { RecentReads } from '#src/stations/recent-reads.ts';

function setUp() {
	const clock = new ManualClock();
	const recent = new RecentReads(clock);
	let reads = 0;
	const read = async () => {
		reads += 1;
		return reads;
	};
	return { clock, recent, read };
}

describe('a recent read', () => {
	test('answers for 15 seconds, and to everybody who asks at once', async () => {
		const { clock, recent, read } = setUp();
		expect(await Promise.all([recent.read('a', read), recent.read('a', read)])).toEqual([1, 1]);
		await clock.advance(14_999);
		expect(await recent.read('a', read)).toBe(1);
		await clock.advance(1);
		expect(await recent.read('a', read)).toBe(2);
	});

	test('is for its own key, and is forgotten after a change', async () => {
		const { recent, read } = setUp();
		expect(await recent.read('a', read)).toBe(1);
		expect(await recent.read('b', read)).toBe(2);
		recent.forget('a');
		expect(await recent.read('a', read)).toBe(3);
		expect(await recent.read('b', read)).toBe(2);
	});

	test('is not remembered when it failed', async () => {
		const { recent, read } = setUp();
		await expect(recent.read('a', () => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
		expect(await recent.read('a', read)).toBe(1);
	});
});
