import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SimulatedStation } from '#demo/azuracast/simulated-station.ts';
import { buttons, selects, textOf } from '#demo/discord/read-message.ts';
import { channels, guildId, type PersonName, roles, startTestApp, type TestApp } from '#test/support/app.ts';
import { mp3, wav } from '#test/support/audio.ts';
import { seeOutcome } from '#test/support/outcome.ts';

let app: TestApp;
let station: SimulatedStation;

beforeAll(async () => {
	app = await startTestApp({ stations: [{ channels: { upload: channels.upload, audit: channels.audit } }] });
	station = app.radio.station('lanternlight');
});
beforeEach(async () => {
	app.radio.faults.clear();
	await app.clock.advance(61_000);
	app.calls();
});
afterAll(() => app.close());

const send = (
	name: string,
	content: Uint8Array,
	{ person = 'manager', channel = channels.general }: { person?: PersonName; channel?: string } = {},
) =>
	seeOutcome(app, () =>
		app.discord.command(app.as(person, channel), 'station upload', { file: { name, content } }),
	);
const uploads = () => app.calls().filter((call) => /^(POST|PUT|DELETE)/.test(call));
const uploadCall = /^POST \/api\/station\/lanternlight\/files\/upload/;
const stored = (path: string) => station.songs.find((song) => song.path === path);

describe('/station upload', () => {
	test.each<PersonName>(['listener', 'dj'])(
		'is refused to a %s elsewhere, without a call',
		async (person) => {
			const { text, isPrivate } = await send('a.mp3', mp3(), { person });
			expect(isPrivate).toBe(true);
			expect(text).toContain('Only managers and above can do this');
			expect(app.calls()).toEqual([]);
		},
	);

	test('stores the song with the station key, reads it back, and says where it lies', async () => {
		const content = mp3({ title: 'Harbour', artist: 'Mara Quill', album: 'Low Water' });
		const { text, isPrivate, message } = await send('My Harbour (final).MP3', content);
		const calls = uploads();
		expect(isPrivate).toBe(true);
		expect(calls).toHaveLength(1);
		expect(calls[0]).toMatch(uploadCall);
		expect(calls[0]).toContain('(station)');
		expect(text).toContain('-# ➕ Added · Lanternlight FM\n## Harbour\n**Mara Quill**');
		expect(text).toContain('folder discord\n-# In no playlist yet: it will not play by itself.');
		expect(stored('discord/my_harbour_final.mp3')).toMatchObject({
			title: 'Harbour',
			artist: 'Mara Quill',
		});
		expect(selects(message).map(({ placeholder }) => placeholder)).toEqual(['Add to playlists']);
		const lines = app.discord.messages(channels.audit).map((one) => textOf(one));
		expect(lines.at(-1)).toContain('uploaded Mara Quill – Harbour to **Lanternlight FM**');
	});

	test('puts it into playlists, and reads that back', async () => {
		const { message } = await send('shelf.mp3', mp3({ title: 'Shelf', artist: 'Winter' }));
		app.calls();
		const playlist = station.playlists[0]!;
		const { text } = await app.choose('manager', message, [String(playlist.id)]);
		expect(uploads()).toEqual(['PUT /api/station/lanternlight/files/batch (station)']);
		expect(stored('discord/shelf.mp3')?.playlists).toEqual([playlist.id]);
		expect(text).toContain(`-# In: ${playlist.name}`);
		// Somebody else's choice in the meantime stays.
		stored('discord/shelf.mp3')!.playlists = [playlist.id, station.playlists[1]!.id];
		const third = station.playlists[2]!.id;
		await app.choose('manager', message, [String(third)]);
		expect(stored('discord/shelf.mp3')?.playlists).toEqual([playlist.id, station.playlists[1]!.id, third]);
	});

	test('goes by the content, not by the name', async () => {
		const { text } = await send('song.mp3', Buffer.from('this is a letter, and not a song '.repeat(100)));
		expect(text).toContain('### ⚠️ Not added: song.mp3');
		expect(text).toContain('By its content this is no audio');
		const picture = Buffer.concat([
			Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xd, 0xa, 0x1a, 0xa]),
			Buffer.alloc(4_000),
		]);
		expect((await send('song.flac', picture)).text).toContain('By its content this is no audio');
		expect((await send('song.flac', Buffer.alloc(0))).text).toContain('The file is empty.');
		expect(uploads()).toEqual([]);
		await send('really.txt', mp3({ title: 'Really', artist: 'A Song' }));
		expect(stored('discord/really.mp3')).toBeDefined();
	});

	test('asks for title and artist where the file does not say them, and writes them into it', async () => {
		const { text, message } = await send('untitled.wav', wav());
		expect(text).toContain('### ⚠️ untitled.wav lacks its title or artist');
		expect(text).toContain('**Title** not in the file\n**Artist** not in the file');
		expect(uploads()).toEqual([]);
		const form = await app.openForm('manager', message, 'Enter title, artist');
		const act = () =>
			app.discord.submit(app.as('manager'), form, { title: 'Quiet', artist: 'Room', album: '' });
		const answer = await seeOutcome(app, act);
		expect(answer.text).toContain('## Quiet\n**Room**');
		const calls = uploads();
		expect(calls[0]).toMatch(uploadCall);
		expect(calls[1]).toMatch(/^PUT \/api\/station\/lanternlight\/file\/\w+ \(station\)$/);
		expect(stored('discord/room_-_quiet.wav')).toMatchObject({ title: 'Quiet', artist: 'Room' });
	});

	test('says that the file is gone when its form comes days later', async () => {
		const { message } = await send('late.wav', wav());
		const form = await app.openForm('manager', message, 'Enter title, artist');
		await app.clock.advance(25 * 3_600_000);
		const { text } = await app.submit('manager', form, { title: 'Late', artist: 'Guest', album: '' });
		expect(text).toContain('Discord has the file no longer: the message was too old.');
		expect(uploads()).toEqual([]);
	});

	test('refuses what lies there already, by its place and by its tags, and replaces nothing', async () => {
		await send('twice.mp3', mp3({ title: 'Twice', artist: 'Echo' }));
		app.calls();
		const place = await send('Twice.mp3', mp3({ title: 'Other', artist: 'Echo' }));
		expect(place.text).toContain(
			'A file of this name lies there already: `discord/twice.mp3`, Echo – Twice.',
		);
		const tags = await send('another-name.mp3', mp3({ title: 'TWICE', artist: 'echo ' }));
		expect(tags.text).toContain('The library has this song already, at `discord/twice.mp3`');
		expect(uploads()).toEqual([]);
	});

	test('takes no more than the radio server does', async () => {
		app.discord.setFileLimit(guildId, 100 * 1024 * 1024);
		const { text } = await send('long.mp3', Buffer.alloc(51 * 1024 * 1024));
		expect(text).toMatch(/5\d MB is over the limit of 5\d MB\. Nothing was sent\./);
		expect(app.calls().filter((call) => call.includes('/files'))).toEqual([]);
	});

	test.each([
		[
			'storage-full',
			{ type: 'StorageLocationFullException', message: 'full' },
			500,
			'storage is full. Nothing',
		],
		['not-audio', { type: 'CannotProcessMediaException', message: 'no' }, 500, 'could not read it as audio'],
	])('tells a refusal for %s in one sentence', async (_what, error, status, sentence) => {
		app.radio.faults.add({
			method: 'POST',
			path: /files\/upload/,
			status,
			body: JSON.stringify({ success: false, code: status, ...error }),
		});
		const { text } = await send('refused.mp3', mp3({ title: 'Refused', artist: 'Nobody' }));
		expect(text).toContain(sentence);
		expect(uploads()).toHaveLength(1);
	});

	test('looks for the file when the answer gets lost, and does not send it twice', async () => {
		app.radio.faults.add({ method: 'POST', path: /files\/upload/, closeSocket: true });
		const { text } = await send('lost.mp3', mp3({ title: 'Lost', artist: 'Nobody' }));
		expect(text).toContain('### ❔ Sent, but not seen: lost.mp3');
		expect(text).toContain('It was not sent a second time.');
		expect(uploads()).toHaveLength(1);
	});

	test('says what became of a file that the radio server cut off half-way', async () => {
		app.radio.faults.add({ method: 'POST', path: /files\/upload/, cutAfterBytes: 50_000 });
		const { text } = await send('half.mp3', mp3({ title: 'Half', artist: 'Way', frames: 5_000 }));
		expect(text).toContain('### ❔ Sent, but not seen: half.mp3\nThe connection broke before');
		expect(stored('discord/half.mp3')).toBeUndefined();
		expect(uploads()).toHaveLength(1);
	});

	test('shows how far it is while the radio server takes its time', async () => {
		app.radio.faults.add({ method: 'POST', path: /files\/upload/, delayMs: 8_000, times: 1 });
		const shown: string[] = [];
		const unhear = app.discord.onEvent((event) => {
			if (event.kind === 'message-updated') shown.push(textOf(event.message));
		});
		const { text } = await send('slow.mp3', mp3({ title: 'Slow', artist: 'Server', frames: 5_000 }));
		unhear();
		expect(
			shown.some((one) => /### ⏳ Sending slow\.mp3 to Lanternlight FM\n-# All 2\.1 MB sent;/.test(one)),
		).toBe(true);
		expect(text).toContain('## Slow');
	});

	test('does not claim what the library does not show', async () => {
		app.radio.faults.add({
			method: 'POST',
			path: /files\/upload/,
			body: '{"success":true,"message":"Record created."}',
		});
		const { text } = await send('ghost.mp3', mp3({ title: 'Ghost', artist: 'Nobody' }));
		expect(text).toContain('### ❔ Sent, but not seen: ghost.mp3');
		expect(text).toContain('took it, but does not show it at `discord/ghost.mp3`.');
	});

	test('names the right that the key lacks', async () => {
		const poor = await startTestApp({ stations: (radio) => [{ keys: { station: radio.keys.limited } }] });
		const file = { name: 'a.mp3', content: mp3({ title: 'A', artist: 'B' }) };
		const { text } = await poor.run('manager', 'station upload', { file });
		await poor.close();
		expect(text).toContain('### ⛔ The file was not added');
		expect(text).toContain('lacks the right **Manage Station Media**');
	});

	test('speaks German to who reads German', async () => {
		app.discord.setMemberRoles(guildId, app.as('german').userId, [roles.manager]);
		const { text } = await send('brief.mp3', Buffer.from('kein Ton'), { person: 'german' });
		app.discord.setMemberRoles(guildId, app.as('german').userId, []);
		expect(text).toContain('### ⚠️ Nicht hinzugefügt: brief.mp3');
	});
});

describe('/station upload in the upload channel', () => {
	const here = { person: 'listener', channel: channels.upload } as const;

	test('is for everybody, and public', async () => {
		const { text, isPrivate } = await send('gift.mp3', mp3({ title: 'Gift', artist: 'Listener' }), here);
		expect(isPrivate).toBe(false);
		expect(text).toContain('## Gift\n**Listener**');
		expect(stored('discord/gift.mp3')).toBeDefined();
	});

	test('only lets managers put the song into playlists', async () => {
		const { message } = await send('gift2.mp3', mp3({ title: 'Gift 2', artist: 'Listener' }), here);
		const playlist = String(station.playlists[0]!.id);
		app.calls();
		expect((await app.choose('listener', message, [playlist])).text).toContain('Only managers and above');
		expect(uploads()).toEqual([]);
		await app.choose('manager', message, [playlist]);
		expect(stored('discord/gift2.mp3')?.playlists).toHaveLength(1);
	});

	test('lets nobody else say what a file is', async () => {
		const { message } = await send('mine.wav', wav(), here);
		const form = await app.openForm('dj', message, 'Enter title, artist');
		const stolen = { title: 'Stolen', artist: 'Thief', album: '' };
		const { text } = await app.see(app.discord.submit(app.as('dj', channels.upload), form, stolen));
		expect(text).toContain('Only the person who sent this file can say what it is.');
		expect(buttons(message)).toHaveLength(1);
		expect(uploads()).toEqual([]);
	});
});
