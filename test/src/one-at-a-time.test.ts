import { request } from 'undici8';
import { describe, expect, test } from 'vitest';
import { whyNoDatabase } from '#test/support/real-databases.ts';
import { registered, twoProcesses } from './two-processes.ts';

// What it does when the first one dies without a word takes longer: one-at-a-time.long.test.ts, and with a clock that is turned bot-lease.test.ts.
describe('a second process with the same token', () => {
	const { pair, discord } = twoProcesses();

	test('waits, says so, and takes over at once when the first one ends', { timeout: 60_000 }, async () => {
		const [first, second] = await pair();
		expect(discord().gateway.identifyCount).toBe(1);
		const ready = await request(`http://127.0.0.1:${second.port}/readyz`);
		expect(ready.statusCode).toBe(503);
		expect(await ready.body.text()).toContain('another process answers for this bot');
		const metrics = await (await request(`http://127.0.0.1:${second.port}/metrics`)).body.text();
		expect(metrics).toMatch(/^airdeck_waiting_for_other_process 1$/m);
		first.child.kill('SIGTERM');
		expect(await first.ended).toEqual({ code: 0, stderr: '' });
		await registered(second, 5_000);
		expect(discord().gateway.sessions).toBe(1);
	});

	test('can be stopped while it waits', { timeout: 30_000 }, async () => {
		const [first, second] = await pair();
		second.child.kill('SIGTERM');
		expect(await second.ended).toEqual({ code: 0, stderr: '' });
		expect(first.child.exitCode).toBeNull();
	});
});

// Over PostgreSQL, whose start takes longer: one-at-a-time.long.test.ts.
describe('two processes with the same token over Redis', () => {
	const missing = whyNoDatabase('redis');
	if (missing !== undefined) {
		test.skip(`is not tried: ${missing}`, () => {});
		return;
	}
	const { start, discord } = twoProcesses('redis');

	test('started in the same moment, one answers and the other one waits', { timeout: 60_000 }, async () => {
		const both = await Promise.all(['first', 'second'].map((name) => start(name)));
		const saying = (what: string) => both.filter(({ stdout }) => stdout().includes(what)).length;
		await expect.poll(() => saying('Connected to Discord'), { timeout: 30_000 }).toBe(1);
		await expect.poll(() => saying('Another process answers'), { timeout: 20_000 }).toBe(1);
		expect(discord().gateway.identifyCount).toBe(1);
		expect(saying('Connected to Discord')).toBe(1);
	});
});
