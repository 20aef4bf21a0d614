import { randomBytes } from 'node:crypto';
import { request } from 'undici8';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SimulatedStation } from '#demo/azuracast/simulated-station.ts';
import { guildId, roles, startTestApp, type TestApp } from '#test/support/app.ts';
import { seeOutcome } from '#test/support/outcome.ts';
import type { Seen } from '#test/support/people.ts';
import { unzip } from '#test/support/unzip.ts';

let app: TestApp;
let station: SimulatedStation;

beforeAll(async () => {
	app = await startTestApp();
	station = app.radio.station('lanternlight');
});
beforeEach(() => {
	app.radio.faults.clear();
	app.calls();
});
afterAll(() => app.close());

function named(name: string) {
	const found = station.playlists.find((playlist) => playlist.name === name);
	if (found === undefined) throw new Error(`There is no playlist ${name}`);
	return found;
}
const pathsOf = (name: string) =>
	station.songs.filter(({ playlists }) => playlists.includes(named(name).id)).map(({ path }) => path);
const exported = (options: Record<string, string> = {}) =>
	seeOutcome(app, () => app.discord.command(app.as('manager'), 'playlist export', options));
const exports = () => app.calls().filter((call) => call.includes('/export/'));
async function fileOf({ message }: Seen): Promise<{ name: string; bytes: Buffer }> {
	const [file] = message.attachments;
	if (file === undefined) throw new Error('There is no file');
	return { name: file.filename, bytes: Buffer.from(await (await request(file.url)).body.bytes()) };
}

describe('/playlist export of one', () => {
	test('is refused to a DJ, without a call', async () => {
		const { text } = await app.run('dj', 'playlist export');
		expect(text).toContain('Only managers and above can do this on Lanternlight FM.');
		expect(app.calls()).toEqual([]);
	});

	test('gives a playlist as M3U unless PLS is wanted, with the station key', async () => {
		const { id } = named('Morning Boats');
		const seen = await exported({ playlist: `id:${id}` });
		expect(seen.isPrivate).toBe(true);
		expect(seen.text).toContain('## Morning Boats · Lanternlight FM\n-# ');
		const m3u = await fileOf(seen);
		expect(m3u.name).toBe('Morning-Boats.m3u');
		expect(m3u.bytes.toString()).toBe(pathsOf('Morning Boats').join('\n'));
		const pls = await fileOf(await exported({ playlist: 'morning boats', format: 'pls' }));
		expect(pls.name).toBe('Morning-Boats.pls');
		expect(pls.bytes.toString()).toMatch(/^\[playlist\]\nFile1=/);
		expect(exports()).toEqual([
			`GET /api/station/lanternlight/playlist/${id}/export/m3u (station)`,
			`GET /api/station/lanternlight/playlist/${id}/export/pls (station)`,
		]);
	});

	test('asks which one if several fit, and keeps the format', async () => {
		const { message } = await exported({ playlist: 'in', format: 'pls' });
		const chosen = await app.choose('manager', message, `id:${named('Jingles').id}`);
		expect((await fileOf(chosen)).name).toBe('Jingles.pls');
	});

	test('has nothing to write down of a stream from elsewhere', async () => {
		station.addPlaylist({ name: 'Relay', source: 'remote_url' });
		const { text } = await exported({ playlist: 'Relay' });
		station.playlists.pop();
		expect(text).toContain('### ⚠️ Nothing to export');
		expect(exports()).toEqual([]);
	});

	test('is refused before it is sent if Discord would not take it', async () => {
		app.radio.faults.add({ path: /export\/m3u/, body: 'x'.repeat(10 * 1024 * 1024 + 1) });
		const { text, message } = await exported({ playlist: 'Jingles' });
		expect(text).toContain(
			'### ⚠️ Too large for Discord\nThe file would be larger than the 10 MiB that Discord takes here. Nothing was sent.',
		);
		expect(message.attachments).toEqual([]);
	});

	test('names the right that the key lacks, and speaks German', async () => {
		const poor = await startTestApp({ stations: (radio) => [{ keys: { station: radio.keys.limited } }] });
		expect((await poor.run('manager', 'playlist export')).text).toContain(
			'lacks the right **Manage Station Media**',
		);
		await poor.close();
		app.discord.setMemberRoles(guildId, app.as('german').userId, [roles.manager]);
		const { text } = await app.run('german', 'playlist export', { playlist: 'Jingles' });
		app.discord.setMemberRoles(guildId, app.as('german').userId, []);
		expect(text).toContain('-# Die Songs stehen darin mit ihren Pfaden');
	});
});

describe('/playlist export of all', () => {
	test('is one zip with safe names, and shows how far it is', async () => {
		const before = station.playlists.length;
		const first = station.addPlaylist({ name: 'jingles' });
		station.addPlaylist({ name: '../etc/passwd' });
		station.addPlaylist({ name: 'Relay', source: 'remote_url' });
		station.addSong({ title: 'Ünï', artist: 'Ω', path: 'ω/ünï.mp3', playlists: [first.id] });
		app.radio.faults.add({ path: /export\/m3u/, delayMs: 3_000, times: 1 });
		const seen = await exported();
		station.playlists.splice(before);
		expect(seen.text).toContain('## Playlists · Lanternlight FM\n-# 6 playlists');
		expect(seen.text).toContain('-# 1 playlist was left out: its music comes from elsewhere.');
		const { name, bytes } = await fileOf(seen);
		expect(name).toBe('playlists-lanternlight.zip');
		const files = unzip(bytes);
		expect([...files.keys()].map((file) => file.toLowerCase()).toSorted()).toEqual([
			'-etc-passwd.m3u',
			'jingles (2).m3u',
			'jingles.m3u',
			'late evening.m3u',
			'morning boats.m3u',
			'winter shelf.m3u',
		]);
		expect([...files.values()]).toContain('ω/ünï.mp3');
		expect(files.get('Late Evening.m3u')).toBe(pathsOf('Late Evening').join('\n'));
		expect(app.sent()).toContain('### ⏳ Exporting the playlists of Lanternlight FM');
		expect(exports()).toHaveLength(6);
	});

	test('stops asking as soon as it is too large', async () => {
		const noise = randomBytes(8 * 1024 * 1024).toString('base64');
		app.radio.faults.add({ path: /export\/m3u/, body: noise });
		const { text, message } = await exported();
		expect(text).toContain('The zip would be larger than the 10 MiB that Discord takes here.');
		expect(message.attachments).toEqual([]);
	});

	test('sends no half of it if one playlist fails', async () => {
		app.radio.faults.add({
			path: new RegExp(`playlist/${named('Morning Boats').id}/export`),
			status: 500,
			body: '{"code":500,"type":"Exception","message":"x","success":false}',
		});
		const seen = await seeOutcome(app, () => app.discord.command(app.as('manager'), 'playlist export', {}));
		expect(seen.text).toContain('### ⛔ The playlists were not exported');
		expect(seen.message.attachments).toEqual([]);
	});

	test('says when there is none', async () => {
		app.radio.faults.add({ path: /\/playlists/, body: '[]' });
		expect((await exported()).text).toContain('This station has no playlists with songs of its own.');
	});
});
