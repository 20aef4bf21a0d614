import { request } from 'undici8';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SimulatedStation } from '#demo/azuracast/simulated-station.ts';
import { buttons } from '#demo/discord/read-message.ts';
import { startTestApp, type TestApp } from '#test/support/app.ts';
import { putOnAir, skipUntil } from '#test/support/on-air.ts';

const history = (query: string, key = 'station') => `GET /api/station/lanternlight/history?${query} (${key})`;
const button = (message: Parameters<typeof buttons>[0], label: string) =>
	buttons(message).find((one) => one.label === label);

let app: TestApp;
let station: SimulatedStation;

beforeAll(async () => {
	// In Vienna, where the station is, the next day has already begun.
	app = await startTestApp({ startAt: Date.UTC(2026, 10, 22, 23, 10) });
	station = app.radio.station('lanternlight');
	await app.run('listener', 'nowplaying');
});
beforeEach(() => {
	app.calls();
});
afterAll(() => app.close());

describe('/history', () => {
	test('shows everybody what was on, newest first, with the station key', async () => {
		const song = putOnAir(station, { title: 'Just Begun', artist: 'The Newest' });
		const { text, isPrivate, message } = await app.run('listener', 'history');
		expect(app.calls()).toEqual([history('rowCount=10&current=1')]);
		expect(isPrivate).toBe(false);
		expect(text).toMatch(/^## Played · Lanternlight FM\n-# last days · page 1 of \d+\n/);
		const at = Math.floor((station.nowPlaying?.startedAt ?? 0) / 1000);
		expect(text).toContain(`<t:${at}:t> **Just Begun**\n-# The Newest\n`);
		expect(text.match(/^<t:\d+:t> \*\*/gm)).toHaveLength(10);
		expect(text).toContain('playlist Late Evening');
		expect(button(message, 'Newer')?.disabled).toBe(true);
		expect(station.nowPlaying?.song.songId).toBe(song.songId);
	});

	test('tells the day as well of what was on more than twelve hours ago', async () => {
		let shown = await app.run('listener', 'history');
		for (let page = 2; page <= 25; page += 1) shown = await app.click('listener', shown.message, 'Older');
		const { text } = shown;
		const times = [...text.matchAll(/^<t:(\d+):([tf])> \*\*/gm)];
		expect(times.length).toBeGreaterThan(0);
		for (const [, at, style] of times) {
			expect(Number(at) * 1000).toBeLessThan(app.clock.now() - 12 * 3_600_000);
			expect(style).toBe('f');
		}
	});

	test('turns its pages in place, to the last and back', async () => {
		const { message } = await app.run('listener', 'history');
		app.calls();
		const older = await app.click('dj', message, 'Older');
		expect(app.calls()).toEqual([history('rowCount=10&current=2')]);
		expect(older.message.id).toBe(message.id);
		expect(older.text).toContain('-# last days · page 2 of ');
		const newer = await app.click('dj', message, 'Newer');
		expect(newer.text).toContain('page 1 of ');
	});

	test('disables Older on the last page', async () => {
		const { message, text } = await app.run('listener', 'history', { day: '2026-11-21' });
		const pages = Number(/page 1 of (\d+)/.exec(text)?.[1]);
		expect(pages).toBeGreaterThan(0);
		for (let page = 1; page < pages; page++) await app.click('listener', message, 'Older');
		expect(button(message, 'Older')?.disabled).toBe(true);
		expect(button(message, 'Newer')?.disabled).not.toBe(true);
	});

	test('names who asked for a song and who played live', async () => {
		station.addSong({ title: 'Asked For', artist: 'Petitioner' });
		await app.run('listener', 'request', { song: 'Asked For' });
		await app.clock.advance(180_000);
		skipUntil(station, 'Asked For');
		station.goLive('Teo Park', 'Nina - Wild Is the Wind');
		const { text, message } = await app.run('dj', 'history');
		station.endLive();
		expect(text).toContain(`**Asked For**\n-# Petitioner · 🙋 for <@${app.as('listener').userId}>`);
		expect(text).toContain('**Wild Is the Wind**\n-# Nina · 🎙️ Teo Park');
		expect(message.pinged).toEqual([]);
	});
});

describe('the day of /history', () => {
	test.each([
		['today', '2026-11-23', 'Monday, November 23, 2026'],
		['Yesterday', '2026-11-22', 'Sunday, November 22, 2026'],
		['22.11.2026', '2026-11-22', 'Sunday, November 22, 2026'],
		['2026-11-2', '2026-11-02', 'Monday, November 2, 2026'],
	])('“%s” is %s, as the station counts days', async (typed, day, name) => {
		const { text } = await app.run('listener', 'history', { day: typed });
		expect(app.calls()).toContain(history(`rowCount=10&current=1&start=${day}&end=${day}`));
		expect(text).toContain(name);
	});

	test('gives times of day, since the date stands above', async () => {
		const { text } = await app.run('listener', 'history', { day: 'yesterday' });
		expect(text).toMatch(/<t:\d+:t> \*\*/);
		expect(text).not.toMatch(/<t:\d+:f>/);
	});

	test('is kept by the buttons', async () => {
		const { message } = await app.run('listener', 'history', { day: '2026-11-22' });
		app.calls();
		await app.click('listener', message, 'Older');
		expect(app.calls()).toEqual([history('rowCount=10&current=2&start=2026-11-22&end=2026-11-22')]);
	});

	test.each(['soon', '2026-02-30', '22/11/2026', '**bold**'])('“%s” is no day', async (typed) => {
		const { text } = await app.run('listener', 'history', { day: typed });
		expect(text).toContain(`is not a day. Write it as 2026-11-22.`);
		expect(text).not.toContain('**bold**');
		expect(app.calls().filter((call) => call.includes('history'))).toEqual([]);
	});

	test('that is still to come is not asked for', async () => {
		const { text } = await app.run('listener', 'history', { day: '2026-11-24' });
		expect(text).toBe('Tuesday, November 24, 2026 is still to come.');
		expect(app.calls().filter((call) => call.includes('history'))).toEqual([]);
	});

	test('on which nothing was recorded says so', async () => {
		const { text, message } = await app.run('listener', 'history', { day: '2026-11-01' });
		expect(text).toContain('Nothing was recorded on Sunday, November 1, 2026.');
		expect(button(message, 'As a file')).toBeUndefined();
	});

	test('is suggested: two weeks back from the station’s own today, narrowed while typing', async () => {
		const choices = await app.suggest('listener', 'history', { day: '' }, 'day');
		expect(choices).toHaveLength(14);
		expect(choices[0]).toMatchObject({ name: 'today · Monday, November 23, 2026', value: '2026-11-23' });
		expect(choices[1]).toMatchObject({ name: 'yesterday · Sunday, November 22, 2026', value: '2026-11-22' });
		expect(choices.at(-1)).toMatchObject({ value: '2026-11-10' });
		const sundays = await app.suggest('german', 'history', { day: 'sonntag' }, 'day');
		expect(sundays.map(({ value }) => value)).toEqual(['2026-11-22', '2026-11-15']);
		expect(await app.suggest('listener', 'history', { day: 'nothing like it' }, 'day')).toEqual([]);
		expect(app.calls().filter((call) => call.includes('history'))).toEqual([]);
	});

	test('can be written into a form, whose answer is private', async () => {
		const { message } = await app.run('listener', 'history');
		app.calls();
		const form = await app.openForm('german', message, 'Choose a day');
		expect(form.title).toBe('Verlauf');
		const seen = await app.submit('german', form, { day: '22.11.2026' });
		expect(seen.isPrivate).toBe(true);
		expect(seen.text).toContain(
			'## Gespielt · Lanternlight FM\n-# Sonntag, 22. November 2026 · Seite 1 von ',
		);
		expect(app.calls()).toContain(history('rowCount=10&current=1&start=2026-11-22&end=2026-11-22'));
		const wrong = await app.submit('listener', await app.openForm('listener', message, 'Choose a day'), {
			day: 'whenever',
		});
		expect(wrong.text).toContain('“whenever” is not a day.');
	});
});

describe('/history as a file', () => {
	// As bytes: text() would swallow the byte order mark.
	const download = async (url: string) => Buffer.from(await (await request(url)).body.bytes()).toString();

	test('is private and holds the whole day, in the station’s own time', async () => {
		putOnAir(station, { title: '=SUM(A1)', artist: 'Quote "Unquote", Ltd', album: 'Ünïcode' });
		const played = station.history.filter(({ startedAt }) => startedAt >= Date.UTC(2026, 10, 22, 23));
		const { text, isPrivate, message } = await app.run('listener', 'history', { as: 'csv', day: 'today' });
		expect(isPrivate).toBe(true);
		expect(text).toContain(`-# Monday, November 23, 2026 · ${played.length} songs`);
		expect(text).toContain("Times are in the station's time zone, Europe/Vienna.");
		expect(app.calls()).toContain(history('rowCount=100&current=1&start=2026-11-23&end=2026-11-23'));
		const [file] = message.attachments;
		expect(file?.filename).toBe('history-lanternlight-2026-11-23.csv');
		const content = await download(file?.url ?? '');
		const lines = content.trimEnd().split('\n');
		expect(lines[0]).toBe(
			'\uFEFFplayed_at,artist,title,album,seconds,playlist,streamer,requested,listeners_start,listeners_end',
		);
		expect(lines).toHaveLength(played.length + 1);
		expect(lines[1]).toContain(`,"Quote ""Unquote"", Ltd",'=SUM(A1),Ünïcode,`);
		expect(lines[1]).toMatch(/^2026-11-23 00:\d\d:\d\d,/);
		expect(lines.at(-1)).toMatch(/^2026-11-23 00:/);
		expect(content).toContain(',Petitioner,Asked For,');
		expect(content).toMatch(/,Petitioner,Asked For,.*,yes,\d+,\d+/);
	});

	test('reads every page of the last days', async () => {
		const total = station.history.length;
		const { message, text } = await app.run('german', 'history', { as: 'csv' });
		expect(app.calls().filter((call) => call.includes('/history'))).toEqual(
			Array.from({ length: Math.ceil(total / 100) }, (_, page) =>
				history(`rowCount=100&current=${page + 1}`),
			),
		);
		expect(text).toContain(`letzte Tage · ${total} Songs`);
		const lines = (await download(message.attachments[0]?.url ?? '')).trimEnd().split('\n');
		expect(lines).toHaveLength(total + 1);
	});

	test('comes privately from the button of a public page as well', async () => {
		const { message } = await app.run('listener', 'history', { day: 'yesterday' });
		const seen = await app.click('dj', message, 'As a file');
		expect(seen.isPrivate).toBe(true);
		expect(seen.message.attachments[0]?.filename).toBe('history-lanternlight-2026-11-22.csv');
	});
});

describe('/history without what it needs', () => {
	test('says which key is missing', async () => {
		const poor = await startTestApp({ stations: [{ keys: {} }] });
		const { text, isPrivate } = await poor.run('listener', 'history');
		expect(isPrivate).toBe(true);
		expect(text).toContain('### ⛔ The history was not fetched\nThis needs the station key');
		expect(poor.calls()).toEqual([]);
		await poor.close();
	});

	test('says which right is missing', async () => {
		const poor = await startTestApp({ stations: (radio) => [{ keys: { station: radio.keys.noroles } }] });
		const { text } = await poor.run('listener', 'history');
		expect(text).toContain('lacks the right **View Station Reports**');
		expect(poor.calls()).toEqual([history('rowCount=10&current=1', 'noroles')]);
		await poor.close();
	});
});
