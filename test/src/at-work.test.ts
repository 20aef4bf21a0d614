import { expect, onTestFinished, test } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import { isBotAtWork } from '#src/at-work.ts';
import { leaseSchema } from '#src/bot-lease.ts';
import { Store } from '#src/store/open-store.ts';
import { SqliteFile, SqliteKeyv } from '#src/store/sqlite-keyv.ts';

function setUp() {
	const file = new SqliteFile(':memory:');
	const store = new Store({ createAdapter: () => new SqliteKeyv(file), close: async () => file.close() });
	onTestFinished(() => store.close());
	return store.namespace('leases', leaseSchema);
}
const holder = (run: string, beat: number) => ({ folder: 'elsewhere', run, beat });

test('where nobody ever was, nobody is at work, and nothing is waited for', async () => {
	expect(await isBotAtWork(setUp(), new ManualClock())).toBe(false);
});

test.each([
	['that stands still was killed', [holder('one', 7)], false],
	['that counts on is at work', [holder('one', 8)], true],
	['that came meanwhile is at work', [holder('one', 7), holder('two', 1)], true],
	['that left meanwhile is gone', undefined, false],
])('a process %s', async (_what, then, isAtWork) => {
	const leases = setUp();
	await leases.set('another bot', [holder('three', 99)]);
	await leases.set('bot', [holder('one', 7)]);
	const clock = new ManualClock();
	const answer = isBotAtWork(leases, clock);
	await expect.poll(() => clock.waiting).toBe(1);
	await (then === undefined ? leases.delete('bot') : leases.set('bot', then));
	await clock.advance(6_000);
	expect(await answer).toBe(isAtWork);
});
