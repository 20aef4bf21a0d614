import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { request } from 'undici8';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SimulatedStation } from '#demo/azuracast/simulated-station.ts';
import type { LoopbackMessage } from '#demo/discord/loopback-discord.ts';
import { invitedBotPermissions, Permission } from '#demo/discord/permissions.ts';
import { textOf } from '#demo/discord/read-message.ts';
import { channels, roles, startTestApp, type TestApp, type TestAppOptions } from '#test/support/app.ts';
import { mp3 } from '#test/support/audio.ts';
import { seeOutcome } from '#test/support/outcome.ts';

let app: TestApp;
let station: SimulatedStation;
let dataDir: string;
beforeEach(async () => {
	dataDir = await mkdtemp(path.join(tmpdir(), 'airdeck-outlet-'));
});
afterEach(async () => {
	await app.close();
	await rm(dataDir, { recursive: true, force: true });
});

/** A bot that knows the library of a station with 120 songs and some jingles. */
async function start(options: TestAppOptions = {}) {
	app = await startTestApp({
		live: true,
		stations: [{ channels: { alerts: channels.alerts } }],
		environment: { DATA_DIR: dataDir },
		...options,
	});
	station = app.radio.station('lanternlight');
	await until(async () => (await files()).length > 0);
}
const mediaFolder = () => path.join(dataDir, 'media');
const files = async () => (await readdir(mediaFolder())).filter((name) => name.endsWith('.jsonl'));
const saved = async () => readFile(path.join(mediaFolder(), (await files())[0]!), 'utf8');
const told = (channel = channels.alerts) => app.discord.messages(channel);
const texts = () => told().map((message) => textOf(message).replace(/\\([^\p{L}\p{N}\s])/gu, '$1'));

/** A quarter of a minute, and what is sent in it arrives. */
async function step() {
	await app.clock.advance(15_000);
	for (let turn = 0; turn < 4; turn += 1) await new Promise((resolve) => setTimeout(resolve, 1));
}
/** As long as two looks may be apart, and what they find is gathered. */
const longest = (20 + 20 + 6) * 4;
async function until(isSo: () => boolean | Promise<boolean>) {
	for (let steps = 0; steps < longest; steps += 1) {
		if (await isSo()) return;
		await step();
	}
	throw new Error('It did not come about');
}
async function pass(minutes: number) {
	for (let steps = 0; steps < minutes * 4; steps += 1) await step();
}
const untilTold = (count: number) => until(() => told().length >= count);

/** Somebody edits the tags of a song in AzuraCast. */
function edit(place: number, changed: Partial<SimulatedStation['songs'][number]>) {
	const song = station.songs[place]!;
	const before = { ...song };
	Object.assign(song, { mtime: Math.floor(app.clock.now() / 1000) }, changed);
	return { before, song };
}
async function download(message: LoopbackMessage | undefined) {
	const [file] = message?.attachments ?? [];
	expect(file?.filename).toBe('music-library-changes.csv');
	return Buffer.from(await (await request(file?.url ?? '')).body.bytes()).toString();
}

describe('changes of a music library', () => {
	test('are told in the language of the server, with what was and what is, and the first reading is not', async () => {
		await start({ guildLocale: 'de' });
		await pass(6);
		expect(told()).toEqual([]);
		station.addSong({ title: '*Fresh* Snow', artist: 'Nina @everyone', path: 'new/fresh.mp3' });
		const retagged = edit(3, { title: 'Neuer Titel' });
		edit(4, { genre: 'Dub', album: 'Zweite Ausgabe', title: 'Vierter', artist: 'Jemand' });
		edit(5, { genre: 'Ska' });
		edit(6, { path: 'Elsewhere/6.mp3' });
		edit(7, { path: station.songs[7]!.path.replace('track', 'renamed') });
		await untilTold(1);
		const [text = ''] = texts();
		expect(text).toContain('Musikbibliothek · Lanternlight FM');
		expect(text).toMatch(/\d+ Titel · 1 neu, 2 verschoben, 3 mit neuen Tags · <t:\d+:R>/);
		expect(text).toContain('➕ **Neu** 1\nNina @everyone – *Fresh* Snow');
		expect(text).toContain(`${retagged.song.artist} – Neuer Titel\n-# Titel war „${retagged.before.title}“`);
		expect(text).toMatch(/Jemand – Vierter\n-# Titel war „[^“]+“ · und 3 weitere Felder/);
		expect(text).toMatch(/-# Genre war „[^“]+“, ist „Ska“/);
		expect(text).toContain('-# Music/ › Elsewhere/');
		expect(text).toMatch(/-# track_\d+\.mp3 › renamed_\d+\.mp3/);
		expect(told()[0]?.attachments).toEqual([]);
	});

	test('by uploads within five minutes of a message are one message, and what came and went is none', async () => {
		await start();
		const upload = async (title: string) => {
			const file = { name: `${title}.mp3`, content: mp3({ title, artist: 'Nina' }) };
			const { text } = await seeOutcome(app, () =>
				app.discord.command(app.as('manager'), 'station upload', { file }),
			);
			expect(text).toContain('Added · Lanternlight FM');
		};
		await upload('First');
		await untilTold(1);
		const firstAt = app.clock.now();
		expect(texts()[0]).toContain('➕ **Added** 1\nNina – First');
		await upload('Second');
		await upload('Passing');
		await until(async () => (await saved()).includes('Passing'));
		const passing = station.songs.findIndex(({ title }) => title === 'Passing');
		station.songs.splice(passing, 1);
		await upload('Third');
		await until(async () => !(await saved()).includes('Passing'));
		expect([told().length, app.clock.now() - firstAt < 4 * 60_000]).toEqual([1, true]);
		await untilTold(2);
		const apartMs = app.clock.now() - firstAt;
		expect([apartMs >= 4.5 * 60_000, apartMs <= 5.5 * 60_000]).toEqual([true, true]);
		expect(texts()[1]).toContain('➕ **Added** 2\nNina – Second\nNina – Third');
		await pass(20);
		expect(told()).toHaveLength(2);
	});

	test('that leave more than a fifth out are told once, with a warning, when everything was read a second time', async () => {
		await start();
		const before = station.songs.length;
		app.calls();
		station.songs.splice(10, 40);
		const wholeReads = () =>
			app.radio.requests.filter(({ path: asked }) => /\/files\?.*sort=path/.test(asked)).length;
		const readBefore = wholeReads();
		await until(() => wholeReads() > readBefore);
		expect(told()).toEqual([]);
		await untilTold(1);
		await pass(20);
		expect(told()).toHaveLength(1);
		expect(texts()[0]).toContain(`⚠️ **40 of ${before} songs disappeared at once.** A folder may be missing.`);
		expect(texts()[0]).toContain('🗑️ **Removed** 40');
		expect(texts()[0]).toContain('and 37 more');
		expect(wholeReads() - readBefore).toBeGreaterThanOrEqual(2);
		expect(
			app
				.calls()
				.filter((call) => call.includes('/files'))
				.every((call) => call.endsWith('(station)')),
		).toBe(true);
	});

	test('that are many come as a file, in which nothing is a formula', async () => {
		await start();
		for (let number = 1; number <= 5; number += 1)
			station.addSong({
				title: `=HYPERLINK("http://x") ${number}`,
				artist: '@SUM(A1)',
				path: `-new/${number}.mp3`,
			});
		const { before } = edit(2, { genre: '=1+1' });
		await untilTold(1);
		expect(texts()[0]).toContain('and 2 more');
		const content = await download(told()[0]);
		expect(content).toMatch(/^\uFEFFkind,artist,title,path,before,after\n/);
		expect(content).toContain(`added,'@SUM(A1),"'=HYPERLINK(""http://x"") 1",'-new/1.mp3,,\n`);
		expect(content).toContain(`,genre: ${before.genre},genre: =1+1\n`);
		expect(content.trimEnd().split('\n')).toHaveLength(7);
	});

	test('come without the file where the bot may not attach any', async () => {
		const mute = '300000000000000042';
		await start({
			stations: [{ channels: { alerts: mute } }],
			prepare: (discord) => {
				const botPermissions = invitedBotPermissions & ~Permission.AttachFiles;
				discord.addGuild({ name: 'Other', channels: [{ id: mute, name: 'bare', botPermissions }] });
			},
		});
		for (let number = 1; number <= 5; number += 1) station.addSong({ title: `New ${number}` });
		await until(() => told(mute).length > 0);
		expect(told(mute)[0]?.attachments).toEqual([]);
		expect(textOf(told(mute)[0]!)).toContain('No full list: Airdeck may not attach files here.');
	});

	test('that are untold when the bot stops are told by then', async () => {
		await start();
		station.addSong({ title: 'Last Minute', artist: 'Nina', path: 'new/last.mp3' });
		for (let steps = 0; !(await saved()).includes('Last Minute'); steps += 1) {
			if (steps > 1_500) throw new Error('The song was not found');
			await app.clock.advance(1_000);
			await new Promise((resolve) => setTimeout(resolve, 1));
		}
		expect(told()).toEqual([]);
		await app.stopBot();
		expect(texts()).toEqual([expect.stringContaining('Nina – Last Minute')]);
	});
});

// Linux has a file for which there is never room.
describe.skipIf(!existsSync('/dev/full'))('a disk that is full', () => {
	/** What is written beside the file goes where there is never room. */
	const fill = async () => symlink('/dev/full', path.join(mediaFolder(), `${(await files())[0]}.tmp`));

	test('is told once, in words, and so is its end; searches go on, and the old list is there', async () => {
		await start({ guildLocale: 'de' });
		const old = await saved();
		for (const [place, title] of ['Eins', 'Zwei'].entries()) {
			await fill();
			station.addSong({ title: `Notfall ${title}`, artist: 'Nina', path: `new/${title}.mp3` });
			// The alert and its news, and then news alone.
			await untilTold(place + 2);
		}
		const alerts = texts().filter((text) => text.includes('Titelliste'));
		expect(alerts).toEqual([
			[
				'### 💾 Die Titelliste von Lanternlight FM wurde nicht gespeichert',
				'Auf dem Datenträger von Airdeck ist kein Platz mehr.',
				'Bis zum nächsten Neustart bleibt sie im Speicher, und die Suche geht weiter.',
				'**Wer es beheben kann** Wer diesen Bot betreibt. Es wird von selbst wieder versucht.',
			].join('\n'),
		]);
		expect(app.log()).toContain('ENOSPC');
		expect(await saved()).toBe(old);
		await app.radio.down();
		app.calls();
		const { text } = await app.run('listener', 'search', { text: 'notfall zwei' });
		expect(text).toContain('Notfall Zwei');
		expect(app.calls()).toEqual([]);
		await app.restart();
		await step();
		expect((await app.run('listener', 'search', { text: station.songs[0]!.title })).text).toContain(
			station.songs[0]!.title,
		);
	});

	test('that has room again is told, though nothing else is new', async () => {
		await start({ mayPing: [roles.dj] });
		const { message } = await app.run('manager', 'alerts');
		const opened = await app.click('manager', message, 'Change');
		await app.choose('manager', opened.message, roles.dj, 'Whom the first message calls');
		await fill();
		station.addSong({ title: 'Late', artist: 'Nina', path: 'new/late.mp3' });
		await untilTold(2);
		expect(texts().filter((text) => text.includes('was not saved'))).toHaveLength(1);
		await untilTold(3);
		expect(texts()[2]).toMatch(
			/^### ✅ The song list of Lanternlight FM is saved again\nIt was known in memory only for \*\*\d+ min\*\*\.$/,
		);
		expect(await saved()).toContain('Late');
		expect(told().map(({ pinged }) => pinged)).toEqual([[roles.dj], [roles.dj], []]);
		await pass(20);
		expect(told()).toHaveLength(3);
	});
});
