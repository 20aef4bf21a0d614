import { request } from 'undici8';
import { describe, expect, test } from 'vitest';
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
