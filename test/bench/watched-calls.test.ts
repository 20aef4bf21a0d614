import { expect, test } from 'vitest';
import type { LoggedRequest } from '#demo/discord/loopback-discord.ts';
import { WatchedCalls } from '../../bench/watched-calls.ts';

const call = (status: number, response?: unknown): LoggedRequest => ({
	at: 0,
	method: 'POST',
	path: '/interactions/1/t/callback',
	query: '',
	body: undefined,
	files: [],
	auth: false,
	status,
	response,
});

test('what a bot brings on itself is counted by its code, and other refusals apart', () => {
	const watched = new WatchedCalls();
	watched.take([
		call(204),
		call(404, { code: 10_062, message: 'Unknown interaction' }),
		call(400, { code: 40_060, message: 'Interaction has already been acknowledged.' }),
		call(404, { code: 10_008, message: 'Unknown Message' }),
		call(502, '<html>'),
	]);
	expect([...watched.ownFaults]).toEqual([
		[10_062, 1],
		[40_060, 1],
	]);
	expect([...watched.otherRefusals]).toEqual([
		['404 10008', 1],
		['502 ?', 1],
	]);
	expect(watched.seen).toBe(5);
});

test('each call is counted once, and only when it was answered', () => {
	const watched = new WatchedCalls();
	const late = call(0);
	const all = [call(204), late];
	watched.take(all);
	expect([watched.seen, all]).toEqual([1, []]);
	Object.assign(late, { status: 404, response: { code: 10_062 } });
	all.push(call(204));
	watched.take(all);
	watched.take(all);
	expect(watched.seen).toBe(3);
	expect(watched.ownFaults.get(10_062)).toBe(1);
});

test('calls that the loopback forgot before they were looked at are no zero', () => {
	const watched = new WatchedCalls();
	watched.take([call(204)]);
	expect(() => watched.take(Array.from({ length: 10_000 }, () => call(204)))).toThrow(
		'went by without being looked at',
	);
});
