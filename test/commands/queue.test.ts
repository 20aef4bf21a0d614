import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SimulatedStation } from '#demo/azuracast/simulated-station.ts';
import { buttons, selects } from '#demo/discord/read-message.ts';
import { startTestApp, type TestApp } from '#test/support/app.ts';

const queue = 'GET /api/station/lanternlight/queue?rowCount=50&current=1';
const labels = (message: Parameters<typeof buttons>[0]) => buttons(message).map(({ label }) => label);

describe('/queue', () => {
	let app: TestApp;
	let station: SimulatedStation;
	beforeAll(async () => {
		app = await startTestApp();
		station = app.radio.station('lanternlight');
	});
	beforeEach(async () => {
		await app.clock.advance(20_000);
		app.calls();
	});
	afterAll(() => app.close());

	test('shows everybody what comes, with the station key', async () => {
		const { text, isPrivate, message } = await app.run('listener', 'queue');
		expect(app.calls()).toEqual([`${queue} (station)`, 'GET /api/nowplaying/lanternlight (none)']);
		expect(isPrivate).toBe(false);
		expect(text).toMatch(/^## Up next · Lanternlight FM\n-# Now: .+, until <t:\d+:t>\n`1` \*\*/);
		for (const place of [1, 2, 3, 4, 5]) expect(text).toContain(`\`${place}\` **`);
		expect(text).toContain('Song 1 is already with the player: it can be skipped, not removed.');
		expect(labels(message)).toEqual(['Refresh', 'Manage']);
	});

	test('gives each song its length and about when it comes', async () => {
		const song = station.addSong({ title: 'Third Rail', artist: 'The Undergrounds', lengthSeconds: 187.3 });
		station.playout.putInFront(song);
		const { text } = await app.run('listener', 'queue');
		const at = Math.floor((station.nextStartsAt + (station.queue[0]?.song.lengthSeconds ?? 0) * 1000) / 1000);
		expect(text).toContain(`\`2\` **Third Rail**\n-# The Undergrounds · 3:07 · about <t:${at}:t>`);
	});

	test('names who asked for a song, and a listener for who asked elsewhere', async () => {
		const mine = station.addSong({ title: 'Mine', artist: 'Wisher One' });
		await app.run('listener', 'request', { song: 'Mine' });
		const other = station.addSong({ title: 'Theirs', artist: 'Wisher Two' });
		station.requests.add(other, '192.0.2.7', app.clock.now(), 1);
		await app.clock.advance(180_000);
		while (
			!station.queue.some(({ song }) => song === mine) ||
			!station.queue.some(({ song }) => song === other)
		)
			station.skip();
		const { text, message } = await app.run('dj', 'queue');
		expect(text).toMatch(
			new RegExp(`\\*\\*Mine\\*\\*\\n-# Wisher One .* · for <@${app.as('listener').userId}>`),
		);
		expect(text).toMatch(/\*\*Theirs\*\*\n-# Wisher Two .* · requested\n/);
		expect(message.pinged).toEqual([]);
	});

	test('calls what is short and has no artist a jingle', async () => {
		station.playout.putInFront(station.addSong({ title: 'Call Sign', artist: '', lengthSeconds: 12 }));
		station.playout.putInFront(station.addSong({ title: 'Long Hum', artist: '', lengthSeconds: 300 }));
		const { text } = await app.run('listener', 'queue');
		expect(text).toMatch(/\*\*Call Sign\*\*\n-# Jingle · 0:12 · about/);
		expect(text).toMatch(/\*\*Long Hum\*\*\n-# 5:00 · about/);
	});

	test('waits while a DJ is live, and then promises no times', async () => {
		station.goLive('Hanne');
		const { text } = await app.run('listener', 'queue');
		station.endLive();
		expect(text).toContain('-# Hanne is live; the queue waits.');
		expect(text).not.toContain('about <t:');
	});

	test('of a station off the air says neither what is on now nor when anything comes', async () => {
		station.backendRunning = false;
		await app.clock.advance(16_000);
		const { text } = await app.run('listener', 'queue');
		station.backendRunning = true;
		await app.clock.advance(16_000);
		expect(text).toContain('## Up next · Lanternlight FM');
		expect(text).not.toMatch(/Now: |about <t:/);
	});

	test('says when nothing is queued', async () => {
		for (const { id } of station.queue) station.playout.remove(id);
		const { text } = await app.run('listener', 'queue');
		expect(text).toContain(
			'Nothing is queued yet. The AutoDJ chooses the next song shortly before it is due.',
		);
	});

	test('is private from the button of a card, with a Skip for DJs only', async () => {
		const card = await app.run('listener', 'nowplaying');
		const listeners = await app.click('listener', card.message, 'Up next');
		expect(listeners.isPrivate).toBe(true);
		expect(labels(listeners.message)).toEqual(['Refresh']);
		const djs = await app.click('dj', card.message, 'Up next');
		expect(labels(djs.message)).toEqual(['Skip the song on air', 'Clear the queue', 'Refresh']);
		expect(labels((await app.click('dj', djs.message, 'Refresh')).message)).toContain('Skip the song on air');
		const inPublic = await app.run('dj', 'queue');
		expect(labels(inPublic.message)).toEqual(['Refresh', 'Manage']);
		const managed = await app.click('dj', inPublic.message, 'Manage');
		expect(managed.isPrivate).toBe(true);
		expect(labels(managed.message)).toContain('Clear the queue');
		const refused = await app.click('listener', inPublic.message, 'Manage');
		expect(refused.text).toContain('Only DJs and above can do this on Lanternlight FM.');
		const german = await app.click('german', card.message, 'Up next');
		expect(german.text).toContain('## Als Nächstes · Lanternlight FM');
	});

	test('skips by the button in a private answer to a DJ', async () => {
		const card = await app.run('listener', 'nowplaying');
		const { message } = await app.click('dj', card.message, 'Up next');
		app.calls();
		const [skip] = buttons(message);
		const seen = await app.seeInTime(() =>
			app.discord.press(app.as('dj'), message.id, skip?.custom_id ?? ''),
		);
		expect(seen.text).toContain('### ✅ Skipped');
		expect(app.calls()).toContain('POST /api/station/lanternlight/backend/skip (station)');
	});

	test('offers a DJ what can be removed, and removes it after a question', async () => {
		station.playout.putInFront(station.addSong({ title: 'Unwanted', artist: 'Nobody' }));
		const card = await app.run('listener', 'queue');
		const { message } = await app.click('dj', card.message, 'Manage');
		const [menu] = selects(message);
		if (menu?.type !== 3) throw new Error('There is no select');
		const waiting = station.queue.filter(({ sent }) => !sent);
		expect(menu.placeholder).toBe('Remove a song from the queue');
		expect(menu.options.map(({ value }) => value)).toEqual(waiting.map(({ id }) => `id:${id}`));
		expect(menu.options[0]?.label).toBe('2. Unwanted');
		app.calls();
		const asked = await app.choose('dj', message, menu.options[0]?.value ?? '');
		expect(asked.message.id).not.toBe(message.id);
		expect(asked.plain).toContain('## Remove Unwanted?');
		expect(app.calls().filter((call) => call.startsWith('DELETE'))).toEqual([]);
		const gone = await app.click('dj', asked.message, 'Remove it');
		expect(gone.text).toContain('### ✅ Removed');
		expect(app.calls()).toContain(`DELETE /api/station/lanternlight/queue/${waiting[0]?.id} (station)`);
	});

	test('opens the question about the whole queue', async () => {
		const card = await app.run('listener', 'queue');
		const { message } = await app.click('dj', card.message, 'Manage');
		const asked = await app.click('dj', message, 'Clear the queue');
		expect(asked.text).toContain('## Clear the queue?');
		expect(asked.message.id).not.toBe(message.id);
	});

	test('gives no times after a song of unknown length', async () => {
		const rows = station.queue.map(({ id, song, sent }) => ({
			cued_at: 1_795_000_000,
			played_at: 1_795_000_000 + id,
			duration: id === station.queue[1]?.id ? 0 : 180,
			playlist: '',
			is_request: false,
			song: { id: song.songId, text: '', title: song.title, artist: song.artist, album: '' },
			sent_to_autodj: sent,
			is_played: false,
			links: { self: `${app.radio.url}/api/station/1/queue/${id}` },
		}));
		app.radio.faults.add({ path: /lanternlight\/queue/, body: JSON.stringify(rows) });
		const { text } = await app.run('listener', 'queue');
		app.radio.faults.clear();
		expect(text.match(/about <t:/g)).toHaveLength(2);
	});
});

describe('/queue without what it needs', () => {
	const host = (app: TestApp) => new URL(app.radio.url).host;

	test('says which key is missing, and asks nobody', async () => {
		const app = await startTestApp({ stations: (radio) => [{ keys: { admin: radio.keys.admin } }] });
		const { text, isPrivate, message } = await app.run('listener', 'queue');
		expect(app.calls()).toEqual([]);
		expect(isPrivate).toBe(true);
		expect(text).toContain('### ⛔ The queue was not fetched');
		expect(text).toContain('This needs the station key, and none is set for Lanternlight FM.');
		expect(text).toContain('The operator of this bot: the station key has to be added to the stations file.');
		expect(buttons(message)).toEqual([]);
		const card = await app.run('listener', 'nowplaying');
		expect(labels(card.message)).not.toContain('Up next');
		await app.close();
	});

	test('says which key was rejected, by its last four characters', async () => {
		const app = await startTestApp();
		app.radio.revokeKey(app.radio.keys.station);
		const { plain, message } = await app.run('listener', 'queue');
		expect(app.calls()).toEqual([`${queue} (rejected)`]);
		const tail = app.radio.keys.station.slice(-4);
		expect(plain).toContain(
			`${host(app)} does not accept the station key …${tail}. It was deleted in AzuraCast, or its user was.`,
		);
		expect(buttons(message)).toEqual([]);
		await app.close();
	});

	test('says which right the key lacks, by AzuraCast’s name, and goes on once it is granted', async () => {
		const app = await startTestApp({
			stations: (radio) => [{ keys: { admin: radio.keys.admin, station: radio.keys.limited } }],
		});
		const { plain, message } = await app.run('listener', 'queue');
		expect(app.calls()).toEqual([`${queue} (limited)`]);
		const tail = app.radio.keys.limited.slice(-4);
		expect(plain).toContain(
			`The station key …${tail} may not do this: its AzuraCast user lacks the right **Manage Station Broadcasting**.`,
		);
		expect(plain).toContain(
			`An administrator of ${host(app)}, in AzuraCast: Administration › Roles & Permissions`,
		);
		const german = await app.run('german', 'queue');
		expect(german.plain).toContain(`Der Stationsschlüssel …${tail} darf das nicht`);
		expect(german.plain).toContain('**Manage Station Broadcasting**');

		app.radio.setRights(app.radio.keys.limited, { stations: { 1: ['manage station broadcasting'] } });
		const again = await app.click('listener', message, 'Try again');
		expect(again.text).toContain('## Up next · Lanternlight FM');
		expect(again.isPrivate).toBe(true);
		await app.close();
	});
});
