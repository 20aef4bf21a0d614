import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { SimulatedStation } from '#demo/azuracast/simulated-station.ts';
import type { LoopbackMessage } from '#demo/discord/loopback-discord.ts';
import { buttons, textOf } from '#demo/discord/read-message.ts';
import { channels, roles, startTestApp, type TestApp } from '#test/support/app.ts';
import { passTime } from '#test/support/pass-time.ts';

const minute = 60_000;
let app: TestApp;
let station: SimulatedStation;

beforeEach(async () => {
	app = await startTestApp({
		live: true,
		mayPing: [roles.dj],
		stations: [{ channels: { alerts: channels.alerts, audit: channels.audit } }],
	});
	station = app.radio.station('lanternlight');
	await passTime(app.clock, 20_000);
});
afterEach(() => app.close());

const alerts = (channel = channels.alerts): LoopbackMessage[] => app.discord.messages(channel);
const titles = (channel?: string) => alerts(channel).map((message) => textOf(message).split('\n')[0]);
const until = (check: () => void) =>
	vi.waitFor(
		async () => {
			await passTime(app.clock, 2_000);
			check();
		},
		{ timeout: 8_000, interval: 1 },
	);
/** The card of the alerts channel, opened. */
async function opened(channel = channels.alerts) {
	const { message } = await app.run('manager', 'alerts');
	return (await app.choose('manager', message, channel, 'In which channel')).message;
}

describe('a station that stops', () => {
	test('raises one alert and one all-clear, also over a restart of the bot', async () => {
		station.isEnabled = false;
		await until(() => expect(titles()).toHaveLength(1));
		const [opening] = alerts();
		expect(textOf(opening!)).toMatch(
			/^### ⏹️ Off air · Lanternlight FM\nOff air since <t:\d+:t>\. Last song: /,
		);
		expect(buttons(opening!).map(({ label }) => label)).toEqual(['Start', 'Check-up']);
		await app.restart();
		await passTime(app.clock, 2 * minute);
		expect(titles()).toHaveLength(1);
		station.isEnabled = true;
		await until(() => expect(titles()).toHaveLength(2));
		expect(titles()).toEqual(['### ⏹️ Off air · Lanternlight FM', '### ▶️ Back on air · Lanternlight FM']);
		await until(() => expect(buttons(alerts()[0]!)).toEqual([]));
		expect(textOf(alerts()[0]!)).toMatch(/-# Over at <t:\d+:t>, after \d/);
		expect(textOf(alerts()[1]!)).toMatch(/Off air for \*\*.+\*\*, from <t:\d+:t> to <t:\d+:t>\.\nNow: /);
		await passTime(app.clock, 2 * minute);
		expect(titles()).toHaveLength(2);
		expect(alerts().flatMap(({ pinged }) => pinged)).toEqual([]);
	});

	test('can be started with the button, by those who may', async () => {
		station.isEnabled = false;
		await until(() => expect(titles()).toHaveLength(1));
		const refused = await app.click('listener', alerts()[0]!, 'Start');
		expect(refused.text).toContain('Only managers and above');
	});
});

describe('a song that ends, and none comes after it', () => {
	test('is told as silence, and its end with the same time', async () => {
		const { message } = await app.run('manager', 'alerts');
		const shown = (await app.click('manager', message, 'Change')).message;
		await app.choose('manager', shown, ['dead-air'], 'What is told there');
		const on = station.playlists.filter(({ isEnabled }) => isEnabled);
		for (const playlist of on) playlist.isEnabled = false;
		station.playout.clear();
		await until(() => expect(titles()).toHaveLength(1));
		const told = /^### 🔇 Silence on Lanternlight FM\?\nThe song should have ended at <t:(\d+):t>; no other/;
		const due = Number(told.exec(textOf(alerts()[0]!))?.[1]) * 1000;
		expect(app.clock.now() - due).toBeGreaterThanOrEqual(2 * minute);
		await passTime(app.clock, 2 * minute);
		for (const playlist of on) playlist.isEnabled = true;
		await until(() => expect(titles()).toHaveLength(2));
		await until(() => expect(textOf(alerts()[0]!)).toContain('Over at'));
		const lasted = /No song was announced for \*\*(.+?)\*\*/.exec(textOf(alerts()[1]!))?.[1];
		expect(lasted).toBeDefined();
		expect(textOf(alerts()[0]!)).toMatch(new RegExp(`Over at <t:\\d+:t>, after ${lasted}$`, 'm'));
	});
});

describe('a server that does not answer', () => {
	test('is told once, with its stations, and its return', async () => {
		app.radio.faults.add({ path: /./u, status: 502, html: '<h1>502</h1>' });
		app.radio.push.drop();
		await until(() => expect(titles()).toHaveLength(1));
		expect(textOf(alerts()[0]!)).toMatch(
			/does not answer\nNo answer since .+: it has trouble of its own\.\nNot seen now: Lanternlight FM\./,
		);
		await passTime(app.clock, 2 * minute);
		expect(titles()).toHaveLength(1);
		app.radio.faults.clear();
		await until(() => expect(titles()).toHaveLength(2));
		expect(textOf(alerts()[1]!)).toMatch(/answers again\nSilent for .+ 1 of 1 station is on air\./);
	});
});

describe('/alerts', () => {
	test('is refused to a DJ', async () => {
		const { text, isPrivate } = await app.run('dj', 'alerts');
		expect(isPrivate).toBe(true);
		expect(text).toContain('Only managers and above can do this on Lanternlight FM.');
	});

	test('shows what a new station tells, and what was chosen', async () => {
		const { text, message, isPrivate } = await app.run('manager', 'alerts');
		expect(isPrivate).toBe(true);
		expect(text).toContain('Nobody chose yet');
		expect(text).toContain(
			`**<#${channels.alerts}>**\n-# Off and on the air, Radio server silent and back, Keys and rights, Changes of the music library`,
		);
		const changed = (await app.click('manager', message, 'Change')).message;
		const { text: saved } = await app.choose('manager', changed, ['dj', 'record'], 'What is told there');
		expect(saved).toContain('✅ Saved.');
		const { text: now } = await app.run('manager', 'alerts');
		expect(now).toContain(`-# DJs come and go, Listener records`);
		expect(now).not.toContain('Nobody chose yet');
		expect(textOf(app.discord.messages(channels.audit).at(-1)!)).toContain(
			'chose what is told of **Lanternlight FM** in \\#alerts',
		);
		await app.restart();
		expect((await app.run('manager', 'alerts')).text).toContain('-# DJs come and go, Listener records');
	});

	test('in German', async () => {
		app.discord.setMemberRoles('100000000000000001', app.as('german').userId, [roles.manager]);
		const { text } = await app.run('german', 'alerts');
		expect(text).toContain('## Meldungen · Lanternlight FM');
		expect(text).toContain('Sendung weg und wieder da');
	});

	test('calls a role with the opening alone, and with nothing in quiet hours', async () => {
		await app.choose('manager', await opened(), roles.dj, 'Whom the first message calls');
		await app.choose('manager', await opened(), ['dj'], 'What is told there');
		station.goLive('Hanne');
		await until(() => expect(titles()).toEqual(['### 🎙️ Hanne is live on Lanternlight FM']));
		expect(alerts()[0]!.pinged).toEqual([roles.dj]);
		station.endLive();
		await until(() => expect(titles()).toHaveLength(2));
		expect(titles()[1]).toBe('### ▶️ Hanne ended the show');
		await until(() => expect(textOf(alerts()[0]!)).toContain('Over at'));
		expect(alerts()[1]!.pinged).toEqual([]);
		expect(alerts()[0]!.pinged).toEqual([roles.dj]);
		// The station's zone is an hour ahead of 19:20 UTC.
		const form = await app.openForm('manager', await opened(), 'Quiet hours');
		const { text } = await app.submit('manager', form, { from: '20', to: '21:30' });
		expect(text).toContain('quiet from 20:00 to 21:30 (Europe/Vienna)');
		await passTime(app.clock, 11 * minute);
		station.goLive('Rhea');
		await until(() => expect(titles()).toHaveLength(3));
		expect(alerts()[2]!.pinged).toEqual([]);
		expect(alerts()[2]!.flags & 4096).toBe(4096);
	});

	test('takes no quiet hours that are none', async () => {
		const form = await app.openForm('manager', await opened(), 'Quiet hours');
		const { text } = await app.submit('manager', form, { from: 'night', to: '7' });
		expect(text).toContain('Nothing was changed');
		expect(text).not.toContain('quiet from');
	});

	test('tells nothing where nothing is wanted', async () => {
		await app.click('manager', await opened(), 'Tell nothing here');
		expect((await app.run('manager', 'alerts')).text).toContain('-# nothing');
		station.isEnabled = false;
		await passTime(app.clock, 2 * minute);
		expect(titles()).toEqual([]);
	});

	test('sends a test, and says so when it does not arrive', async () => {
		const card = await opened(channels.general);
		const { text } = await app.click('manager', card, 'Send a test');
		expect(text).toContain(`✅ A test was sent to <#${channels.general}>.`);
		const sent = app.discord
			.messages(channels.general)
			.filter(({ ephemeralFor }) => ephemeralFor === undefined);
		expect(textOf(sent.at(-1)!)).toContain('### ✅ Test · Lanternlight FM');
		app.discord.setBotPermissions(channels.requests, { deny: 1n << 11n });
		const other = await opened(channels.requests);
		expect(textOf(other)).toContain('Send Messages');
		const { text: failed } = await app.click('manager', other, 'Send a test');
		expect(failed).toMatch(/The test did not reach <#\d+>: Airdeck lacks the right Send Messages there\./);
	});

	test('says when a role cannot be called', async () => {
		app.discord.setBotPermissions(channels.alerts, { deny: 1n << 17n });
		const { text } = await app.choose('manager', await opened(), roles.dj, 'Whom the first message calls');
		expect(text).toContain('Airdeck may not call');
	});
});

describe('what is looked for at set times', () => {
	test('an update is told once, with what the radio server said, and a restart does not look again', async () => {
		await app.close();
		app = await startTestApp({
			live: true,
			startAt: Date.UTC(2026, 10, 22, 16, 19),
			stations: [{ channels: { alerts: channels.alerts } }],
		});
		await app.choose('manager', await opened(), ['update'], 'What is told there');
		app.calls();
		await passTime(app.clock, 33 * minute);
		await vi.waitFor(() => expect(titles()).toHaveLength(1));
		const [told] = alerts();
		expect(textOf(told!)).toMatch(/^### ⬆️ AzuraCast 0\.24\.0 is available\n\S+ runs \d/);
		expect(buttons(told!).map(({ label }) => label)).toEqual(['What is new', 'Update']);
		const looks = () => app.calls().filter((call) => call.includes('/admin/updates'));
		expect(looks()).toEqual(['GET /api/admin/updates (admin)']);
		await app.restart();
		await passTime(app.clock, 5 * minute);
		expect(looks()).toEqual([]);
		expect(titles()).toHaveLength(1);
		const metrics = await (await fetch(`${app.webUrl}/metrics`)).text();
		expect(metrics).toContain('airdeck_jobs_total');
		const seen = await app.click('admin', told!, 'Update');
		expect(seen.isPrivate).toBe(true);
		expect(seen.text).toContain('0.24.0');
	});
});
