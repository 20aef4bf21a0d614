import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RateWindow } from '#src/backends/rate-window.ts';
import { JumpingClock } from '#test/support/jumping-clock.ts';

const options = { turns: 2, perMs: 5_000, maxWaitMs: 10_000 };

function start() {
	const clock = new JumpingClock(0);
	const window = new RateWindow(clock, options);
	const taken: number[] = [];
	const take = async (signal?: AbortSignal) => {
		const cameAt = clock.now();
		const turn = await window.turn(signal);
		if ('waitedMs' in turn) taken.push(cameAt + turn.waitedMs);
		return turn;
	};
	return { clock, window, taken, take };
}

describe('RateWindow', () => {
	it('lets two through at once and spreads what follows', async () => {
		const { clock, taken, take } = start();
		const turns = [take(), take(), take(), take()];
		await clock.advance(20_000);
		await Promise.all(turns);
		expect(taken).toEqual([0, 0, 5_100, 7_700]);
	});

	it('turns away at once who would wait longer than ten seconds', async () => {
		const { clock, taken, take } = start();
		const turns = [take(), take(), take(), take()];
		await expect(take()).resolves.toEqual({ until: 10_300 });
		await clock.advance(20_000);
		await Promise.all(turns);
		expect(taken.length).toBe(4);
	});

	it('keeps nobody waiting because the clock was set back', async () => {
		const { clock, window, take } = start();
		await Promise.all([take(), take()]);
		clock.jump(-3_600_000);
		await expect(take()).resolves.toEqual({ waitedMs: 0 });
		window.close();
		clock.jump(-3_600_000);
		const turn = take();
		await clock.advance(5_000);
		await expect(turn).resolves.toEqual({ waitedMs: 5_000 });
	});

	it('lets two through at once again after a quiet time', async () => {
		const { clock, taken, take } = start();
		await Promise.all([take(), take()]);
		await clock.advance(10_000);
		await Promise.all([take(), take()]);
		expect(taken).toEqual([0, 0, 10_000, 10_000]);
	});

	it('tells how long the wait was', async () => {
		const { clock, take } = start();
		await expect(take()).resolves.toEqual({ waitedMs: 0 });
		await take();
		const third = take();
		await clock.advance(6_000);
		await expect(third).resolves.toEqual({ waitedMs: 5_100 });
	});

	it('lets nobody through for a whole span once the server has had enough', async () => {
		const { clock, window, taken, take } = start();
		await clock.advance(1_000);
		expect(window.close()).toBe(6_000);
		const turn = take();
		await clock.advance(6_000);
		await turn;
		expect(taken).toEqual([6_000]);
	});

	it('stops waiting for who gave up', async () => {
		const { clock, take } = start();
		await Promise.all([take(), take()]);
		const giveUp = new AbortController();
		const turn = take(giveUp.signal);
		giveUp.abort(new Error('gone'));
		await expect(turn).rejects.toThrow('gone');
		expect(clock.waiting).toBe(0);
	});

	it('never lets more than two through in any five seconds, however they come', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(fc.nat(8_000), { maxLength: 25 }), async (pauses) => {
				const { clock, taken, take } = start();
				const turns = [];
				for (const pause of pauses) {
					turns.push(take());
					await clock.advance(pause);
				}
				await clock.advance(30_000);
				await Promise.all(turns);
				for (const [i, at] of taken.entries()) {
					if (i >= 2) expect(at - taken[i - 2]!).toBeGreaterThanOrEqual(5_000);
				}
			}),
			{ numRuns: 50 },
		);
	});
});
