import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SimulatedStation } from '#demo/azuracast/simulated-station.ts';
import { Permission } from '#demo/discord/permissions.ts';
import { channels, guildId, type PersonName, roles, startTestApp, type TestApp } from '#test/support/app.ts';
import { seeOutcome } from '#test/support/outcome.ts';
import { seenPictures } from '#test/support/seen-pictures.ts';

let app: TestApp;
let station: SimulatedStation;

beforeAll(async () => {
	app = await startTestApp();
	station = app.radio.station('lanternlight');
});
beforeEach(async () => {
	app.radio.faults.clear();
	app.radio.host.analytics = 'all';
	await app.clock.advance(61_000);
	app.calls();
});
afterAll(() => app.close());

const report = (person: PersonName = 'manager', options = {}) => app.run(person, 'station report', options);

describe('/station report', () => {
	test.each<PersonName>(['listener', 'dj'])('is refused to a %s, without a call', async (person) => {
		expect((await report(person)).text).toContain('Only managers and above can do this');
		expect(app.calls()).toEqual([]);
	});

	test('puts a week together with the station key, privately, in words and four pictures', async () => {
		const { text, isPrivate, message } = await report();
		// In Vienna it is the 22nd until 23:00 UTC.
		const range = 'start=2026-11-16&end=2026-11-22';
		const overview = 'GET /api/station/lanternlight/reports/overview';
		const calls = app.calls();
		expect(calls.slice(0, 4)).toEqual([
			'GET /api/nowplaying/lanternlight (none)',
			`${overview}/charts?${range}&type=average (station)`,
			`${overview}/best-and-worst?${range} (station)`,
			`${overview}/by-client?${range} (station)`,
		]);
		expect(
			calls.slice(4).every((call) => call.startsWith('GET /api/station/lanternlight/history?rowCount=100&')),
		).toBe(true);
		expect(isPrivate).toBe(true);
		expect(text).toContain(
			'## Report · Lanternlight FM\n-# Monday, November 16, 2026 to Sunday, November 22, 2026 · Europe/Vienna\n',
		);
		expect(text).toMatch(/\*\*Listeners\*\* \d+ on average · most \d+ on \w+day, November \d+, 2026/);
		expect(text).toMatch(/\*\*Busiest hour\*\* \w+day, \d\d:00 · \d+ on average/);
		expect(text).toMatch(
			/\*\*Players\*\* Firefox 128\.0, GNU\/Linux \([\d,]+\), VLC 3\.0, Unknown OS \([\d,]+\)/,
		);
		expect(text).toMatch(/\*\*Most played\*\*\n`1` .+ · \d+ times?\n`2` .+\n`3` .+\n`4` .+\n`5` .+/);
		const pictures = await seenPictures(message);
		expect(pictures.map(({ file }) => file)).toEqual(
			expect.arrayContaining(['listeners.png', 'hours.png', 'songs.png']),
		);
		for (const { width, height, bytes } of pictures) {
			expect([width, height]).toEqual([800, 400]);
			expect(bytes).toBeLessThan(100_000);
		}
	});

	test('counts the requests that were on the air, by the day of the station', async () => {
		const song = station.addSong({ title: 'Asked For', artist: 'Petitioner' });
		station.requests.add(song, '127.0.0.1', app.clock.now(), 0);
		await app.clock.advance(20 * 60_000);
		const requested = station.history.filter((play) => play.requested).length;
		expect(requested).toBeGreaterThan(0);
		const { text, message } = await report();
		expect(text).toContain(`**Requests** ${requested} on the air · most `);
		const picture = (await seenPictures(message)).find(({ file }) => file === 'requests.png');
		expect(picture?.alt).toContain(
			`Requests on the air at Lanternlight FM, Monday, November 16, 2026 to Sunday, November 22, 2026: ${requested} in all`,
		);
	});

	test('tells the numbers of each picture to those who cannot see it', async () => {
		const { message } = await report();
		const alts = new Map((await seenPictures(message)).map(({ file, alt }) => [file, alt]));
		expect(alts.get('listeners.png')).toMatch(
			/^Listeners of Lanternlight FM by day, Monday, November 16, 2026 to Sunday, November 22, 2026: between \d+ and \d+ on average, most on \w+day, November \d+, 2026, at last \d+\.$/,
		);
		expect(alts.get('hours.png')).toMatch(
			/Most on \w+day at \d\d:00: \d+ on average\. Fewest on \w+day at \d\d:00: [\d.]+\.$/,
		);
		expect(alts.get('songs.png')).toMatch(
			/^The 10 most played songs of Lanternlight FM\. First .+, \d+ times; the last of them \d+ times\.$/,
		);
	});

	test('goes as far back as asked', async () => {
		const one = await report('manager', { days: 1 });
		expect(one.text).toContain('-# Sunday, November 22, 2026 · Europe/Vienna\n');
		expect(app.calls().some((call) => call.includes('charts?start=2026-11-22&end=2026-11-22'))).toBe(true);
		const all = await report('manager', { days: 90 });
		expect(all.text).toContain('-# Tuesday, August 25, 2026 to Sunday, November 22, 2026');
		expect((await seenPictures(all.message)).map(({ file }) => file)).toContain('listeners.png');
		for (const days of [0, 91, 2.5]) expect(() => report('manager', { days })).toThrow('cannot be sent');
	});

	test('does without pictures where files may not be attached, and says so', async () => {
		app.discord.setBotPermissions(channels.general, { deny: Permission.AttachFiles });
		const { text, message } = await report();
		app.discord.setBotPermissions(channels.general, {});
		expect(text).toContain('-# No pictures: Airdeck may not attach files here.');
		expect(text).toContain('**Listeners** ');
		expect(message.attachments).toEqual([]);
		expect(await seenPictures(message)).toEqual([]);
	});

	test('says in one sentence that the server keeps no statistics, and tells what it knows', async () => {
		app.radio.host.analytics = 'none';
		const { text, message } = await report();
		expect(text).toContain(
			'💤 There are no numbers of listeners and songs: AzuraCast has its analytics switched off.\n**Requests** ',
		);
		expect(text).not.toContain('Most played');
		expect(app.calls().filter((call) => call.includes('/reports/'))).toHaveLength(1);
		expect((await seenPictures(message)).map(({ file }) => file)).toEqual(['requests.png']);
	});

	test('leaves out the players where the server must not know them', async () => {
		app.radio.host.analytics = 'no_ip';
		const { text } = await report();
		expect(text).toContain('**Busiest hour**');
		expect(text).not.toContain('**Players**');
	});

	test('says what could not be read, and by which right', async () => {
		app.radio.faults.add({ path: /best-and-worst/, status: 502, body: 'Bad Gateway' });
		const { text } = await report();
		expect(text).toContain('### ⛔ The report was not put together');
	});

	test('shows how far it is while the server takes its time', async () => {
		app.discord.setBotPermissions(channels.general, { deny: Permission.AttachFiles });
		app.radio.faults.add({ path: /history\?rowCount=100&current=2/, delayMs: 4_000, times: 1 });
		const { text } = await seeOutcome(app, () => app.discord.command(app.as('manager'), 'station report'));
		app.discord.setBotPermissions(channels.general, {});
		expect(text).toContain('## Report · Lanternlight FM');
		expect(app.sent()).toContain('### ⏳ Reading what was on');
	});

	test('speaks the language of the person', async () => {
		app.discord.setMemberRoles(guildId, app.as('german').userId, [roles.manager]);
		const { text, message } = await report('german');
		expect(text).toContain(
			'## Bericht · Lanternlight FM\n-# Montag, 16. November 2026 bis Sonntag, 22. November 2026',
		);
		expect(text).toMatch(/\*\*Zuhörer\*\* \d+ im Schnitt · am meisten \d+ am \w+tag|Mittwoch/);
		const [first] = await seenPictures(message);
		expect(first?.alt).toContain('Zuhörer von Lanternlight FM nach Tagen');
	});
});

test('a key without the right is told which one it lacks', async () => {
	const other = await startTestApp({
		stations: (radio) => [
			{ keys: { station: radio.addKey({ user: 'viewer', stations: { 1: ['view station management'] } }) } },
		],
	});
	try {
		const { text } = await other.run('manager', 'station report');
		expect(text).toContain('lacks the right **View Station Reports**');
	} finally {
		await other.close();
	}
});
