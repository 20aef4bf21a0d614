import { expect, it } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import { TurnableClock } from '#demo/turnable-clock.ts';

const start = Date.UTC(2026, 10, 22, 19, 13, 40);

function setClocks() {
	const real = new ManualClock(start);
	return { real, clock: new TurnableClock(real) };
}

/** Lets what was woken lie down again. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

it('goes as the real one does, ten times as fast, or not at all, and never jumps', async () => {
	const { real, clock } = setClocks();
	const shown = () => clock.now() - start;
	await real.advance(1000);
	expect(shown()).toBe(1000);
	clock.turn(10);
	expect(shown()).toBe(1000);
	await real.advance(1000);
	expect(shown()).toBe(11_000);
	clock.turn(0);
	await real.advance(60_000);
	expect(shown()).toBe(11_000);
	clock.turn(1);
	await real.advance(500);
	expect(shown()).toBe(11_500);
});

it('shortens what is being waited for when it is turned in the middle', async () => {
	const { real, clock } = setClocks();
	let isOver = false;
	void clock.sleep(10_000).then(() => {
		isOver = true;
	});
	await real.advance(5000);
	clock.turn(10);
	await settled();
	await real.advance(499);
	expect(isOver).toBe(false);
	await real.advance(2);
	await settled();
	expect(isOver).toBe(true);
});

it('lets deadlines come while it stands still', async () => {
	const { real, clock } = setClocks();
	clock.turn(0);
	const over = clock.sleep(3000).then(() => 'over');
	await real.advance(3000);
	expect(await over).toBe('over');
	expect(clock.now()).toBe(start);
});

it('stops waiting when told to, with the reason', async () => {
	const { clock } = setClocks();
	const stop = new AbortController();
	const waiting = clock.sleep(3000, stop.signal);
	clock.turn(10);
	stop.abort(new Error('Enough'));
	await expect(waiting).rejects.toThrow('Enough');
	await expect(clock.sleep(0, stop.signal)).rejects.toThrow('Enough');
});

it('runs what is due regularly more often, until it is stopped', async () => {
	const { real, clock } = setClocks();
	let runs = 0;
	const stop = clock.every(1000, () => {
		runs += 1;
	});
	await real.advance(2000);
	expect(runs).toBe(2);
	clock.turn(10);
	await real.advance(1000);
	expect(runs).toBe(12);
	stop();
	clock.turn(1);
	await real.advance(5000);
	expect(runs).toBe(12);
});
