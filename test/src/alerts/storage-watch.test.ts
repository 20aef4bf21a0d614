import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { textOf } from '#demo/discord/read-message.ts';
import { channels, startTestApp, type TestApp } from '#test/support/app.ts';
import { passTime } from '#test/support/pass-time.ts';

const hourMs = 3_600_000;
let app: TestApp;
const alerts = () => app.discord.messages(channels.alerts).map((message) => textOf(message));
const reads = () => app.calls().filter((call) => call.includes('/quota'));

function fill(percent: number | undefined) {
	app.radio.faults.clear();
	const gigabyte = 1_000_000_000;
	if (percent === undefined) app.radio.faults.add({ path: /\/quota/, status: 403, times: 9 });
	else
		app.radio.faults.add({
			path: /\/quota/,
			times: 9,
			body: JSON.stringify({
				used: '',
				used_bytes: String((percent * gigabyte) / 10),
				used_percent: percent,
				available: '',
				available_bytes: String(((100 - percent) * gigabyte) / 10),
				quota: '10 GB',
				quota_bytes: String(10 * gigabyte),
				is_full: percent >= 100,
				num_files: 10,
			}),
		});
}

/** Past the next of the looks, whatever chance adds to its time. */
async function nextLook() {
	await app.clock.advance(6 * hourMs - 20_000);
	await passTime(app.clock, 20_000);
}

describe('the storage of a station', () => {
	beforeAll(async () => {
		app = await startTestApp({
			live: true,
			// Half past any look and its jitter.
			startAt: Date.UTC(2026, 10, 22, 20, 0),
			stations: (radio) => [{ keys: { station: radio.keys.station }, channels: { alerts: channels.alerts } }],
		});
	});
	afterAll(() => app.close());

	test('is not asked for while nobody wants to know', async () => {
		fill(99);
		await nextLook();
		expect(reads()).toEqual([]);
	});

	test('is read with the station key once somebody wants to know', async () => {
		const { message } = await app.run('manager', 'alerts');
		const opened = await app.click('manager', message, 'Change');
		await app.choose('manager', opened.message, ['disk'], 'What is told there');
		app.radio.faults.clear();
		await nextLook();
		expect(reads()).toEqual(['GET /api/station/lanternlight/quota (station)']);
	});

	// Told once for every five percent from 85 on.
	test.each([
		[84, 0],
		[86, 1],
		[89, 1],
		[91, 2],
		[100, 3],
	])('at %i percent has been told %i times', async (percent, told) => {
		fill(percent);
		await nextLook();
		await expect.poll(() => alerts()).toHaveLength(told);
	});

	test('is told with how full it is', () => {
		expect(alerts()[0]).toContain('Lanternlight FM: storage 86%');
		expect(alerts()[2]).toContain('storage 100%');
	});

	test('is silent where the key may not look', async () => {
		fill(undefined);
		await nextLook();
		expect(alerts()).toHaveLength(3);
	});
});
