import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SimulatedStation } from '#demo/azuracast/simulated-station.ts';
import type { Act, LoopbackMessage } from '#demo/discord/loopback-discord.ts';
import { buttons, customIdOf, selects, textOf } from '#demo/discord/read-message.ts';
import {
	type PersonName,
	roles,
	startTestApp,
	type TestApp,
	type TestAppOptions,
} from '#test/support/app.ts';
import { mp3 } from '#test/support/audio.ts';
import { seeOutcome } from '#test/support/outcome.ts';

let app: TestApp;
let station: SimulatedStation;
const open = async (options: TestAppOptions = {}) => {
	app = await startTestApp(options);
	station = app.radio.station('lanternlight');
	app.calls();
};
afterEach(() => app.close());

const act = (person: PersonName, options = {}) =>
	app.discord.command(app.as(person), 'station media', options);
const media = (person: PersonName = 'manager') => app.seeInTime(() => act(person));
const refresh = (person: PersonName = 'manager') => seeOutcome(app, () => act(person, { refresh: true }));
const click = (message: LoopbackMessage, label: string, person: PersonName = 'manager') =>
	seeOutcome(app, () => app.discord.press(app.as(person), message.id, customIdOf(message, label)));
const pause = () => new Promise((resolve) => setTimeout(resolve, 2));
/** Lets time go on by tenths of a second until `isSo`. */
const until = async (isSo: () => boolean) => {
	for (let turn = 0; !isSo(); turn += 1) {
		if (turn > 2_000) throw new Error('It never came to that');
		await app.clock.advance(100);
		await pause();
	}
};
const newest = (person: PersonName = 'manager') =>
	app.discord.messages(app.channelId, app.as(person).userId).at(-1);
const shown = (person?: PersonName) => {
	const message = newest(person);
	return message === undefined ? '' : textOf(message);
};
const download = async (message: LoopbackMessage) => (await fetch(message.attachments[0]?.url ?? '')).text();

const files = (page: number, perPage = 250) =>
	`GET /api/station/lanternlight/files?rowCount=${perPage}&current=${page}&sort=path&sortOrder=asc (station)`;
const playlists: unknown = expect.stringMatching(
	/^GET \/api\/station\/lanternlight\/playlists\?.*\(station\)$/,
);
const isOfLibrary = (call: string) => /\/(files|requests|playlists)/.test(call);

describe('/station media', () => {
	beforeEach(() => open());

	test.each<PersonName>(['listener', 'dj'])('is refused to a %s, without a call', async (person) => {
		expect((await media(person)).text).toContain('Only managers and above can do this');
		expect((await refresh(person)).text).toContain('Only managers and above can do this');
		expect(app.calls()).toEqual([]);
	});

	test('says that nothing is known yet, and asks nobody', async () => {
		const { text, message, isPrivate } = await media();
		expect(isPrivate).toBe(true);
		expect(text).toContain('## Music library · Lanternlight FM\n**Not known yet**');
		expect(buttons(message).map(({ label }) => label)).toEqual(['Refresh']);
		expect(app.calls()).toEqual([]);
	});

	test('reads everything with the station key, and then says what there is', async () => {
		const first = await refresh();
		expect(app.calls()).toEqual([playlists, files(1)]);
		expect(first.text).toContain(
			`### ✅ The music library is read\n-# ${station.songs.length} songs · 2 reads · `,
		);
		const { text, message } = await click(first.message, 'Overview');
		expect(app.calls()).toEqual([]);
		expect(text).toMatch(
			/## Music library · Lanternlight FM\n-# 123 songs · \d+ h \d+ min of music · compared <t:\d+:R>/,
		);
		expect(text).toMatch(/\*\*Read as a whole\*\* <t:\d+:f>, <t:\d+:R>/);
		expect(text).toContain('**Seen** as the station’s staff see it: all songs');
		expect(text).toMatch(/\*\*Complete\*\* all 123 rows of 127\.0\.0\.1:\d+/);
		expect(text).toMatch(/\*\*File\*\* \d+ kB/);
		expect(text).toContain('**Last changes** none since Airdeck was started');
		expect(buttons(message).map(({ label }) => label)).toEqual(['Refresh']);
		expect(first.isPrivate).toBe(true);
	});

	test('counts what changed, and says so when nothing did', async () => {
		await refresh();
		expect((await refresh()).text).toContain('### ✅ Nothing changed\n-# 123 songs · 2 reads');
		station.addSong({ title: 'Fresh *Snow*', artist: 'Nina Zeta', path: 'new/fresh.mp3' });
		station.songs[3]!.title = 'Another name';
		station.songs[4]!.path = 'elsewhere/4.mp3';
		station.songs.splice(5, 1);
		const { text } = await refresh();
		expect(text).toContain('### ✅ The music library is up to date');
		for (const line of ['➕ **Added** 1', '🗑️ **Removed** 1', '📁 **Moved** 1', '🏷️ **Retagged** 1'])
			expect(text).toContain(line);
		const seen = await media();
		expect(seen.text).toContain('**Last changes** 1 added, 1 removed, 1 moved, 1 retagged');
		expect(seen.plain).toContain('➕ Nina Zeta – Fresh *Snow*');
		const { message } = await app.choose('manager', seen.message, 'changes', 'A list as a file');
		expect(await download(message)).toContain('added,Nina Zeta,Fresh *Snow*,new/fresh.mp3');
	});

	test('finds what is there twice, lacks tags, or is in no playlist, and gives the lists as files', async () => {
		station.addSong({ title: 'Twice', artist: 'Nina Zeta', path: 'a/twice.mp3' });
		station.addSong({ title: 'Twice', artist: 'Nina Zeta', path: 'b/twice.mp3' });
		station.addSong({ title: '', artist: '', path: 'b/=name_less.mp3', playlists: [] });
		await refresh();
		const { text, plain, message } = await media();
		expect(text).toContain('**There twice** 1 song\nNina Zeta – Twice · 2 times');
		expect(plain).toContain('**Without title or artist** 4 songs\nb/=name_less.mp3');
		expect(plain).toContain('**In no playlist** 1 song\nb/=name_less.mp3');
		expect(selects(message).map(({ placeholder }) => placeholder)).toEqual(['A list as a file']);
		const twice = await app.choose('manager', message, 'duplicates');
		expect(twice.isPrivate).toBe(true);
		expect(twice.text).toContain('## There twice · Lanternlight FM\n-# 2 rows');
		const lines = (await download(twice.message)).trimEnd().split('\n');
		expect(lines[0]).toBe('group,artist,title,album,seconds,path,id');
		expect(lines.slice(1).map((line) => line.split(',').slice(0, 3).join())).toEqual([
			'1,Nina Zeta,Twice',
			'1,Nina Zeta,Twice',
		]);
		const untagged = await app.choose('manager', message, 'untagged');
		expect(untagged.message.attachments[0]?.filename).toBe('lanternlight-without-tags.csv');
		expect(await download(untagged.message)).toContain('b/=name_less.mp3');
		const list = await app.choose('manager', message, 'inNoPlaylist');
		expect((await download(list.message)).trimEnd().split('\n')).toHaveLength(2);
	});

	test('titles of any kind and length leave it readable', async () => {
		const nasty = [
			'*'.repeat(10_000),
			'👨‍👩‍👧‍👦'.repeat(300),
			'\n# Not a heading\n',
			'@everyone <@&2001>',
			'漢字'.repeat(500),
		];
		await refresh();
		for (const [place, title] of nasty.entries())
			for (const copy of ['a', 'b'])
				station.addSong({ title, artist: title, path: `${copy}/${place}.mp3`, playlists: [] });
		await refresh();
		const { text } = await media();
		expect(text).toContain('**There twice** 5 songs');
		expect(text).toContain('**In no playlist** 10 songs');
		expect(text).not.toMatch(/^# Not a heading/m);
		expect(text.length).toBeLessThan(4_000);
	});

	test('speaks German to a German', async () => {
		await refresh();
		const german = app.discord.addMember(app.as('manager').guildId, {
			username: 'gustav',
			locale: 'de',
			roles: [roles.manager],
		});
		const as = { ...app.as('manager'), userId: german.id };
		const { text } = await app.seeInTime(() => app.discord.command(as, 'station media', {}));
		expect(text).toContain('## Musikbibliothek · Lanternlight FM\n-# 123 Titel · ');
		expect(text).toContain('**Gesehen** wie das Team der Station: alle Titel');
	});

	test('tells who can mend it when the server is down, and keeps what is known', async () => {
		await refresh();
		await app.radio.down();
		const { text } = await refresh();
		expect(text).toContain('The music library was not read');
		expect(text).toContain('does not answer: the connection is refused');
		const seen = await media();
		expect(seen.text).toContain('-# 123 songs');
		expect(seen.text).toMatch(/⌛ \*\*Not read\*\* since <t:\d+:f>: 127\.0\.0\.1:\d+ does not answer\./);
		await app.radio.up();
		await refresh();
		expect((await media()).text).not.toContain('Not read');
	});

	test('a key that loses the right keeps the library of the staff, and removes nothing', async () => {
		await refresh();
		app.radio.setRights(app.radio.keys.station, { stations: { 1: ['view station management'] } });
		app.calls();
		const { text } = await refresh();
		expect(text).toContain('lacks the right **Manage Station Media**');
		// The key itself is looked into after a refusal, at times before the answer is seen.
		expect(app.calls().filter(isOfLibrary)).toEqual([playlists]);
		const seen = await media();
		expect(seen.text).toContain('-# 123 songs');
		expect(seen.text).toMatch(
			/❌ \*\*Out of reach\*\* since <t:\d+:f>: the station key ….{4} lacks Manage Station Media\./,
		);
		expect(seen.text).toContain('**Seen** as the station’s staff see it: all songs');
		expect(seen.text).toContain('**Last changes** none');
		const known = station.songs.find((song) => song.playlists.length > 0 && song.title !== '');
		app.calls();
		const choices = await app.suggest('listener', 'request', { song: known!.title }, 'song');
		expect(choices.length).toBeGreaterThan(0);
		expect(app.calls().filter(isOfLibrary)).toEqual([]);
	});

	test('more than a fifth gone is doubted, and believed when some minutes later it is so again', async () => {
		await refresh();
		const before = station.songs.length;
		const gone = station.songs.splice(0, 40);
		const { text } = await refresh();
		expect(text).toContain(`### ⚠️ 40 of ${before} songs were not found`);
		expect(text).toMatch(/Airdeck reads everything once more by itself at <t:\d+:t>/);
		const doubtful = await media();
		expect(doubtful.text).toContain(`-# ${before} songs`);
		expect(doubtful.text).toContain(`⚠️ **40 of ${before} songs were not found** at`);
		app.calls();
		await app.clock.advance(5 * 60_000);
		await until(() => app.radio.requests.filter(({ path }) => path.includes('/files?')).length >= 5);
		expect(app.calls()).toEqual([playlists, files(1), files(1)]);
		for (let turn = 0; turn < 50; turn += 1) await pause();
		const sure = await media();
		expect(sure.text).toContain(`-# ${before - 40} songs`);
		expect(sure.text).toContain('**Last changes** 40 removed');
		expect(gone).toHaveLength(40);
	});
});

describe('/station media of a station whose key may not see the library', () => {
	test('reads what may be requested, with the key, so that large pages come', async () => {
		await open({
			radio: { songsPerStation: 600 },
			stations: (radio) => [{ keys: { station: radio.keys.limited } }],
		});
		const { text } = await refresh();
		expect(text).toContain('The music library is read');
		const calls = app.calls();
		expect(calls[0]).toMatch(/\/playlists\?.*\(limited\)$/);
		const lists = calls.slice(1);
		expect(lists.every((call) => /\/requests\?rowCount=250&current=\d+ \(limited\)$/.test(call))).toBe(true);
		expect(lists.length).toBeLessThanOrEqual(3);
		expect((await media()).text).toContain('**Seen** as listeners see it: only what may be requested');
	});

	test('without any key 25 songs come at a time, and no key is sent', async () => {
		await open({ stations: [{ keys: {} }] });
		await refresh();
		const calls = app.calls();
		expect(calls.length).toBeGreaterThan(2);
		expect(calls.every((call) => call.includes('/requests?') && call.endsWith('(none)'))).toBe(true);
		expect(calls[1]).toContain('rowCount=25&current=2');
	});
});

describe('a refresh that takes a while', () => {
	const begin = (person: PersonName = 'manager'): Act => act(person, { refresh: true });
	beforeEach(() => open({ radio: { songsPerStation: 2_000 } }));

	test('shows a bar, how fast it is and how long it takes, at most every two seconds', async () => {
		app.radio.faults.add({ path: /\/files\?/, delayMs: 1_000 });
		const seen = new Set<string>();
		const work = begin();
		await work.acknowledged();
		await until(() => {
			seen.add(shown());
			return shown().includes('The music library is read');
		});
		const steps = [...seen].filter((text) =>
			text.includes('⏳ Reading the music library of Lanternlight FM'),
		);
		expect(steps.length).toBeGreaterThan(2);
		expect(
			steps.some((text) =>
				/`█+░+` \d+%\n-# [\d,]+ of 2,003 songs · \d+ songs a second · about \d+ s left/.test(text),
			),
		).toBe(true);
		expect(buttons(newest()!).map(({ label }) => label)).toEqual(['Overview']);
	});

	test('can be cancelled by a manager, is resumed by the next, and tells everybody who waits', async () => {
		app.radio.faults.add({ path: /\/files\?/, delayMs: 1_000 });
		const work = begin();
		await work.acknowledged();
		await until(() => shown().includes(' of 2,003 songs'));
		const mine = newest()!;
		const theirs = begin('admin');
		await theirs.acknowledged();
		await until(() => shown('admin').includes(' of 2,003 songs'));
		// Who is no manager any more has the card still.
		const { guildId, userId } = app.as('manager');
		app.discord.setMemberRoles(guildId, userId, [roles.dj]);
		const refused = await app.press('manager', mine, customIdOf(mine, 'Cancel'));
		expect(refused.text).toContain('Only managers and above can do this');
		app.discord.setMemberRoles(guildId, userId, [roles.manager]);
		expect(shown('admin')).toContain(' of 2,003 songs');
		const pressed = app.discord.press(app.as('manager'), mine.id, customIdOf(mine, 'Cancel'));
		await pressed.acknowledged();
		const card = () => {
			const all = app.discord.messages(app.channelId, userId);
			return textOf(all.find(({ id }) => id === mine.id)!);
		};
		await until(() => card().includes('Cancelled') && shown('admin').includes('Cancelled'));
		expect(card()).toMatch(
			/### ➖ Cancelled\nWhat was read is kept, the next refresh goes on there\.\n-# [\d,]+ of 2,003 songs/,
		);
		const read = app.calls().filter((call) => call.includes('/files?'));
		expect(read.length).toBeLessThan(8);
		const { text } = await click(
			app.discord.messages(app.channelId, userId).find(({ id }) => id === mine.id)!,
			'Go on',
		);
		expect(text).toContain('The music library is read\n-# 2,003 songs');
		expect(app.calls().filter((call) => call.includes('/files?'))[0]).toBe(files(read.length + 1));
	});

	test('is over after a restart of the bot, and a button from before says so', async () => {
		const work = begin();
		await work.acknowledged();
		await until(() => shown().includes('Reading the music library'));
		const { message } = await app.run('admin', 'station media');
		expect(textOf(message)).toContain('⏳ **Being read** `');
		await app.restart();
		expect(shown()).toContain('### ➖ Not read to the end\nAirdeck is being restarted.');
		const { text } = await app.click('admin', message, 'Cancel');
		expect(text).toContain('### ➖ Nothing is under way');
	});
});

describe('an upload', () => {
	test('shows at once in what is suggested and in the library', async () => {
		await open({ live: true });
		await refresh();
		const content = mp3({ title: 'Harbour of Glass', artist: 'Mara Quill', album: 'Low Water' });
		const uploaded = await seeOutcome(app, () =>
			app.discord.command(app.as('manager'), 'station upload', { file: { name: 'h.mp3', content } }),
		);
		for (let turn = 0; turn < 50; turn += 1) await pause();
		const last = app.calls().slice(-3);
		expect(last).toEqual([
			playlists,
			'GET /api/station/lanternlight/files?rowCount=100&current=1&sort=mtime&sortOrder=desc (station)',
			// All songs of the simulation are of one moment: the second page shows that nothing else is new.
			'GET /api/station/lanternlight/files?rowCount=100&current=2&sort=mtime&sortOrder=desc (station)',
		]);
		const { text } = await media();
		expect(text).toContain('-# 124 songs');
		expect(text).toContain('➕ Mara Quill – Harbour of Glass');
		app.calls();
		const choices = await app.suggest('dj', 'dj play', { song: 'harbour of gl' }, 'song');
		expect(choices[0]?.name).toBe('Mara Quill – Harbour of Glass');
		expect(app.calls()).toEqual([]);
		const ask = () => app.suggest('listener', 'request', { song: 'harbour of glass' }, 'song');
		expect((await ask()).map(({ name }) => name)).not.toContain('Mara Quill – Harbour of Glass');
		// In a playlist that takes requests it can be asked for at once.
		const takes = station.playlists.find((one) => one.isEnabled && one.includeInRequests);
		await app.choose('manager', uploaded.message, String(takes!.id), 'Add to playlists');
		for (let turn = 0; turn < 50; turn += 1) await pause();
		expect((await media()).text).toContain('**In no playlist** nothing');
		expect((await ask())[0]?.name).toBe('Mara Quill – Harbour of Glass');
	});
});
