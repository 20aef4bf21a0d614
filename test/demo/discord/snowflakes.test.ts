import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSnowflakes, snowflakeTime } from '#demo/discord/snowflakes.ts';

describe('ids', () => {
	it('always rise, have 17 to 19 digits and tell their time, whatever the clock does', () => {
		const times = fc.array(fc.integer({ min: Date.UTC(2016, 0), max: Date.UTC(2040, 0) }), { minLength: 1 });
		fc.assert(
			fc.property(times, (moments) => {
				let now = 0;
				const newId = createSnowflakes(() => now);
				let latest = 0;
				let before = 0n;
				for (now of moments) {
					const id = newId();
					expect(id).toMatch(/^\d{17,19}$/);
					expect(BigInt(id)).toBeGreaterThan(before);
					latest = Math.max(latest, now);
					expect(snowflakeTime(id)).toBe(latest);
					before = BigInt(id);
				}
			}),
		);
	});
});
