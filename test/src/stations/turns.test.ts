import { expect, test } from 'vitest';
import { Turns } from '#src/stations/turns.ts';
import { pending, settle } from './fake-station.ts';

test('one thing is done at a time, and who comes again keeps the place', async () => {
	const turns = new Turns();
	const begun: string[] = [];
	const first = pending<string>();
	const work =
		(name: string, end: Promise<string> = Promise.resolve(name)) =>
		async () => {
			begun.push(name);
			return end;
		};
	const all = Promise.all([
		turns.take('ann', work('a', first.promise)),
		turns.take('ann', work('ab')),
		turns.take('bob', work('x')),
		turns.take('ann', work('abc')),
	]);
	await settle();
	expect(begun).toEqual(['a']);
	first.resolve('a');
	expect(await all).toEqual(['a', undefined, 'x', 'abc']);
	expect(begun).toEqual(['a', 'abc', 'x']);
	expect(turns.isIdle).toBe(true);
});

test('what fails holds up nobody', async () => {
	const turns = new Turns();
	const failing = turns.take('ann', async () => Promise.reject(new Error('no')));
	const next = turns.take('bob', async () => 'yes');
	await expect(failing).rejects.toThrow('no');
	expect(await next).toBe('yes');
});
