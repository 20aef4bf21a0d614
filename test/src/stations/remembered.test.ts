import { expect, test } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import { Remembered } from '#src/stations/remembered.ts';
import { pending } from './fake-station.ts';

function setUp() {
	const clock = new ManualClock();
	const remembered = new Remembered<{ n: number }>(clock, 60_000);
	let reads = 0;
	const read = async () => ({ n: ++reads });
	return { clock, remembered, read };
}

test('what was read is not read again until it is too old', async () => {
	const { clock, remembered, read } = setUp();
	const first = { value: { n: 1 }, readAt: clock.now() };
	expect(await remembered.get('a', read)).toEqual(first);
	await clock.advance(59_999);
	expect(await remembered.get('a', read)).toEqual(first);
	await clock.advance(1);
	expect(remembered.peek('a')).toBeUndefined();
	expect(await remembered.get('a', read)).toEqual({ value: { n: 2 }, readAt: clock.now() });
});

test('is read anew for another key, on demand, and when it was to be forgotten', async () => {
	const { remembered, read } = setUp();
	await remembered.get('a', read);
	expect((await remembered.get('b', read)).value).toEqual({ n: 2 });
	expect((await remembered.get('a', read, true)).value).toEqual({ n: 3 });
	remembered.forget('a');
	expect((await remembered.get('a', read)).value).toEqual({ n: 4 });
});

test('two who ask at the same moment share one read, and a failure is not kept', async () => {
	const { remembered, read } = setUp();
	const slow = pending<{ n: number }>();
	const both = [remembered.get('a', () => slow.promise), remembered.get('a', read)];
	slow.reject(new Error('no'));
	expect((await Promise.allSettled(both)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
	expect((await remembered.get('a', read)).value).toEqual({ n: 1 });
});
