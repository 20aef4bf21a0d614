import { expect, test } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import type { RuleMemory } from '#src/stations/request-rules.ts';
import { Attempts } from '#src/stations/set-up/attempts.ts';

const tenMinutes = 600_000;

function open() {
	const clock = new ManualClock();
	const kept = new Map<string, number[]>();
	const memory: RuleMemory = {
		update: async (key, change) => {
			const times = change(kept.get(key));
			kept.set(key, times);
			return times;
		},
	};
	return { clock, attempts: new Attempts(memory, clock) };
}

test('a person may try a dozen times in ten minutes', async () => {
	const { clock, attempts } = open();
	const start = clock.now();
	for (let i = 0; i < 12; i++) {
		expect(await attempts.take('guild', 'ada')).toBeNull();
		await clock.advance(1_000);
	}
	expect(await attempts.take('guild', 'ada')).toBe(start + tenMinutes);
	// What was refused does not count.
	await clock.advance(tenMinutes - 12_000);
	expect(await attempts.take('guild', 'ada')).toBeNull();
	expect(await attempts.take('guild', 'ada')).toBe(start + 1_000 + tenMinutes);
});

test('many persons of one Discord server share its forty', async () => {
	const { attempts } = open();
	let allowed = 0;
	for (let i = 0; i < 60; i++) if ((await attempts.take('guild', `person ${i}`)) === null) allowed += 1;
	expect(allowed).toBe(40);
	expect(await attempts.take('elsewhere', 'somebody')).toBeNull();
});
