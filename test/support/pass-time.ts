import type { ManualClock } from '#demo/manual-clock.ts';

/** Lets what is on the way over the loopback arrive. */
export async function arrive(turns = 8): Promise<void> {
	for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** Moves time on second by second, as it moves in the world: what is sent in one second arrives before the next. */
export async function passTime(clock: ManualClock, ms: number): Promise<void> {
	for (let passed = 0; passed < ms; passed += 1000) {
		await clock.advance(Math.min(1000, ms - passed));
		await arrive();
	}
}
