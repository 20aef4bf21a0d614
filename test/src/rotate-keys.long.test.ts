import { describe, expect, test } from 'vitest';
import { leaseSchema } from '#src/bot-lease.ts';
import { whyNoDatabase } from '#test/support/real-databases.ts';
import { bothKeys, newKey, oldKey, rotating } from './rotating.ts';

// What tells a bot at work from one that was killed takes seconds; with a clock that is turned: at-work.test.ts.
describe.each(['redis', 'postgresql'] as const)('npm run rotate-keys over %s', (kind) => {
	const missing = whyNoDatabase(kind);
	if (missing !== undefined) {
		test.skip(`is not tried: ${missing}`, () => {});
		return;
	}
	const { rotate, fill, openedBy, sealerOf, withStore } = rotating(kind);

	test('is refused while a bot is at work on another machine, and not by what one left that was killed', async () => {
		await fill(await sealerOf(oldKey), 1);
		await withStore(async (store) => {
			const leases = store.namespace('leases', leaseSchema);
			const beat = (count: number) => leases.set('bot', [{ folder: 'elsewhere', run: 'one', beat: count }]);
			let count = 1;
			await beat(count);
			const working = rotate(bothKeys);
			const heart = setInterval(() => void beat((count += 1)), 100);
			const refused = await working.ended;
			clearInterval(heart);
			expect(refused.said).toBe('Another process answers for a bot with this store: stop it first.\n');
			expect(refused.code).toBe(78);
		});
		expect(await openedBy(oldKey)).toBe(1);
		expect(await rotate(bothKeys).ended).toMatchObject({ code: 0 });
		expect(await openedBy(newKey)).toBe(1);
	});
});
