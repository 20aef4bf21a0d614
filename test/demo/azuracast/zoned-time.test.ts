import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromLocal, isoInZone, toLocal } from '#demo/azuracast/zoned-time.ts';

const zones = ['UTC', 'Europe/Vienna', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'];

test('a moment survives the way to the wall and back, or lands on the other side of a clock change', () => {
	fc.assert(
		fc.property(
			fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2035, 0) }),
			fc.constantFrom(...zones),
			(at, zone) => {
				const second = Math.floor(at / 1000) * 1000;
				const back = fromLocal(toLocal(second, zone), zone);
				expect(toLocal(back, zone)).toEqual(toLocal(second, zone));
				expect(Date.parse(isoInZone(at, zone))).toBe(second);
			},
		),
	);
});

test('weekdays count from Monday', () => {
	expect(toLocal(Date.UTC(2026, 10, 22, 23, 30), 'UTC').weekday).toBe(7);
	expect(toLocal(Date.UTC(2026, 10, 22, 23, 30), 'Europe/Vienna').weekday).toBe(1);
});
