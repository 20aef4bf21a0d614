import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { textOf } from '#demo/discord/read-message.ts';
import { channels, startTestApp, type TestApp } from '#test/support/app.ts';
import { passTime } from '#test/support/pass-time.ts';

const hourMs = 3_600_000;
let app: TestApp;
const reads = () => app.calls().filter((call) => call.includes('/schedule'));
const card = () => textOf(app.discord.messages(channels.nowPlaying)[0]!);

/** Milliseconds from now, for the next reads of the schedule. */
function plan(...rows: [type: string, name: string, from: number, to: number][]) {
	const now = app.clock.now();
	const body = rows.map(([type, name, from, to], id) => ({
		id,
		type,
		name,
		title: name,
		description: '',
		start_timestamp: Math.floor((now + from) / 1000),
		end_timestamp: Math.floor((now + to) / 1000),
	}));
	app.radio.faults.clear();
	app.radio.faults.add({ path: /\/schedule/, body: JSON.stringify(body), times: 99 });
	return (ms: number) => Math.floor((now + ms) / 1000);
}

describe('what is planned', () => {
	beforeAll(async () => {
		app = await startTestApp({
			live: true,
			stations: [{ channels: { alerts: channels.alerts, nowPlaying: channels.nowPlaying } }],
		});
		const { message } = await app.run('manager', 'alerts');
		const opened = await app.click('manager', message, 'Change');
		await app.choose('manager', opened.message, ['dj'], 'What is told there');
		await passTime(app.clock, 3_000);
	});
	afterAll(() => app.close());

	test('is not read for a card that does not show it', async () => {
		expect(card()).toContain('On air');
		expect(reads()).toEqual([]);
	});

	test('stands on the card of a live DJ as soon as it is known, and is read once in an hour', async () => {
		const at = plan(
			['streamer', 'hanne', -hourMs, hourMs],
			['playlist', 'Night *tide*', hourMs, 3 * hourMs],
			['streamer', 'Rhea', 5 * hourMs, 6 * hourMs],
		);
		app.radio.station('lanternlight').goLive('Hanne');
		await passTime(app.clock, 12_000);
		expect(card()).toContain(`planned until <t:${at(hourMs)}:t>`);
		expect(card()).toContain('**After the show** Night \\*tide\\*');
		// The DJ's own name is no name of a show.
		expect(card()).not.toContain('**hanne**');
		await expect
			.poll(() =>
				app.discord
					.messages(channels.alerts)
					.map((message) => textOf(message))
					.join(),
			)
			.toContain(`planned until <t:${at(hourMs)}:t>`);
		const { text } = await app.run('listener', 'nowplaying');
		expect(text).toContain('**After the show** Night');
		expect(reads()).toHaveLength(1);
	});

	test('is left out where the schedule cannot be read, and the card stands without it', async () => {
		app.radio.station('lanternlight').endLive();
		await passTime(app.clock, 12_000);
		await app.clock.advance(hourMs);
		app.radio.faults.clear();
		app.radio.faults.add({ path: /\/schedule/, status: 500, times: 99 });
		app.radio.station('lanternlight').goLive('Rhea');
		await passTime(app.clock, 12_000);
		expect(card()).toContain('## Rhea');
		expect(card()).not.toContain('planned until');
		app.radio.station('lanternlight').endLive();
	});

	test('names the next show on the card of a station that is off the air', async () => {
		await app.clock.advance(2 * hourMs);
		const at = plan(['playlist', 'Quiet', hourMs, 2 * hourMs], ['streamer', 'Rhea', 5 * hourMs, 6 * hourMs]);
		app.radio.station('lanternlight').backendRunning = false;
		await passTime(app.clock, 40_000);
		expect(card()).toContain('Off air');
		expect(card()).toContain(`**Next show** Rhea · <t:${at(5 * hourMs)}:R>`);
	});
});
