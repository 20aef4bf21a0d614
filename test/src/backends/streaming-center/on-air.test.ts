import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { problemOf, withPanel } from './panel.ts';

const base = { id: 1, ts: 0, length: 215_000, dj_name: 'AutoDJ', jingle_id: null, playlist_title: null };

describe('what is on', () => {
	it('is the newest row of the history, with the songs before it, asked without the key', async () => {
		const { backend, panel, calls } = await withPanel();
		const state = await backend.onAir.read();
		const [now, ...before] = panel.station(1).history;
		expect(state.now).toMatchObject({
			id: String(now?.id),
			startedAt: now?.ts,
			duration: now?.length,
			song: { id: String(now?.track?.id), title: now?.track?.title, artist: now?.track?.author },
			playlist: 'All music',
			streamer: '',
			requested: false,
		});
		expect(state.now?.song.art).toBe(`${panel.url}/media/tracks/t${now?.track?.id}_large.jpg`);
		const songs = before.filter(({ jingleId }) => jingleId === null).slice(0, 5);
		expect(state.history.map(({ id }) => id)).toEqual(songs.map(({ id }) => String(id)));
		expect(calls().toSorted()).toEqual([
			'GET /channels/ (none)',
			'GET /grid/ (none)',
			'GET /history/ (none)',
		]);
	});

	it('moves on with the time', async () => {
		const { backend, panel, clock } = await withPanel();
		const first = (await backend.onAir.read()).now;
		await clock.advance(first?.duration ?? 0);
		const second = (await backend.onAir.read()).now;
		expect(second?.id).not.toBe(first?.id);
		expect(second?.id).toBe(String(panel.station(1).history[0]?.id));
	});

	it('takes the sum of the streams that broadcast for its audience, and never how many there were at the start', async () => {
		const { backend, panel } = await withPanel();
		expect((await backend.onAir.read()).listeners).toBe(panel.station(1).listeners);
		panel.station(1).fallSilent();
		const silent = await backend.onAir.read();
		expect(silent).toMatchObject({ online: false, listeners: 0 });
		panel.station(1).isUp = false;
		expect((await backend.onAir.read()).online).toBe(false);
	});

	it('offers the encrypted stream where there is one, the best first', async () => {
		const { backend } = await withPanel();
		expect((await backend.onAir.read()).facts.streams).toEqual([
			{
				name: '/live',
				url: 'https://stream.example.org:8443/live',
				bitrate: 128,
				format: 'mp3',
				isDefault: true,
			},
			{
				name: '/mobile',
				url: 'http://stream.example.org:8000/mobile',
				bitrate: 64,
				format: 'aac',
				isDefault: false,
			},
		]);
	});

	it('lets nothing of a channel out that only a key would show', async () => {
		const { backend, panel } = await withPanel();
		panel.faults.add({
			path: /channels/,
			body: JSON.stringify([
				{
					id: 1,
					server: 1,
					state: 2,
					listeners_current: 3,
					password: 'secret-source',
					stream_url: 'https://a.example/x',
				},
			]),
		});
		const state = await backend.onAir.read();
		expect(state.listeners).toBe(3);
		expect(inspect(state, { depth: null })).not.toContain('secret');
	});

	it('is known without the channels; then the age of the history tells whether the station is on', async () => {
		const { backend, panel, clock } = await withPanel({ habits: { closed: new Set(['channels'] as const) } });
		expect(await backend.onAir.read()).toMatchObject({ online: true, listeners: null });
		panel.station(1).fallSilent();
		await clock.advance(20 * 60_000);
		expect(await backend.onAir.read()).toMatchObject({ online: false, listeners: null });
	});

	it('knows who is live and since when, and no length of what they play', async () => {
		const { backend, panel, clock } = await withPanel();
		panel.station(1).goLive('Nova');
		const since = clock.now();
		await clock.advance(10 * 60_000);
		const state = await backend.onAir.read();
		expect(state.live).toEqual({ streamer: 'Nova', since, art: null });
		expect(state.now).toMatchObject({ streamer: 'Nova', duration: null });
		await clock.advance(4 * 3_600_000);
		expect((await backend.onAir.read()).live).toEqual({ streamer: 'Nova', since: null, art: null });
		panel.station(1).endLive();
		expect((await backend.onAir.read()).live).toBeNull();
	});

	it('says what is planned next, and asks for that once an hour', async () => {
		const { backend, clock, calls } = await withPanel();
		// 20:13 in Berlin.
		expect((await backend.onAir.read()).next).toMatchObject({
			song: { title: 'Night lights' },
			at: Date.UTC(2026, 10, 22, 21),
		});
		await clock.advance(30 * 60_000);
		calls();
		await backend.onAir.read();
		expect(calls().toSorted()).toEqual(['GET /channels/ (none)', 'GET /history/ (none)']);
		await clock.advance(30 * 60_000);
		await backend.onAir.read();
		expect(calls()).toContain('GET /grid/ (none)');
	});

	it('is told without the schedule where the panel keeps that to itself', async () => {
		const { backend, panel, calls, clock } = await withPanel();
		panel.faults.add({ path: /grid/, status: 403, body: '{"detail":"No"}' });
		const state = await backend.onAir.read();
		expect(state.next).toBeNull();
		expect(state.now).not.toBeNull();
		expect(state.facts.timezone).toBeNull();
		calls();
		await backend.onAir.read();
		expect(calls()).not.toContain('GET /grid/ (none)');
		panel.faults.clear();
		await clock.advance(5 * 60_000);
		expect((await backend.onAir.read()).next).not.toBeNull();
	});

	it('takes the zone from the schedule, and the one that was set before that', async () => {
		const { backend } = await withPanel();
		expect((await backend.onAir.read()).facts.timezone).toBe('Europe/Berlin');
		const set = await withPanel({ details: { timezone: 'America/Lima' } });
		expect((await set.backend.onAir.read()).facts.timezone).toBe('America/Lima');
	});

	it('belongs to the station that was meant, and to no other of the panel', async () => {
		const { backend, panel } = await withPanel({ server: '3' });
		const state = await backend.onAir.read();
		expect(state.now?.id).toBe(String(panel.station(3).history[0]?.id));
		expect(state.facts).toMatchObject({ remoteId: '3', shortName: '3', isPublic: true });
	});

	it('is the same for a number with zeros before it', async () => {
		const { backend } = await withPanel({ server: '01' });
		expect((await backend.onAir.read()).listeners).toBeGreaterThan(0);
		expect(await backend.playlists!.list()).toHaveLength(3);
	});

	it('is nothing for a station without any history', async () => {
		const { backend, panel } = await withPanel();
		panel.faults.add({ path: /history/, body: '{"count":0,"next":null,"previous":null,"results":[]}' });
		expect(await backend.onAir.read()).toMatchObject({ now: null, live: null, history: [] });
	});
});

describe('the words for nothing', () => {
	it.each(['None', '', null])('%j is no text, no number and no address', async (nothing) => {
		const { backend, panel } = await withPanel();
		const row = {
			...base,
			ts: 1_700_000_000_000,
			metadata: 'Only words',
			author: nothing,
			title: nothing,
			album: nothing,
			all_music_id: nothing,
			playlist_title: nothing,
			length: nothing,
			n_listeners: nothing,
			img_large_url: nothing,
			img_medium_url: nothing,
			img_url: nothing,
		};
		panel.faults.add({ path: /history/, body: JSON.stringify([row]) });
		const { now } = await backend.onAir.read();
		expect(now).toMatchObject({ duration: null, playlist: '' });
		expect(now?.song).toMatchObject({ title: '', artist: '', album: '', text: 'Only words', art: null });
	});

	it('gives the same name to the same words, and another one to others', async () => {
		const { backend, panel } = await withPanel();
		const play = async (metadata: string) => {
			panel.faults.clear();
			panel.faults.add({ path: /history/, body: JSON.stringify([{ ...base, ts: 1, metadata }]) });
			return (await backend.onAir.read()).now?.song.id;
		};
		expect(await play('One')).toBe(await play('One'));
		expect(await play('One')).not.toBe(await play('Two'));
	});
});

describe('lists', () => {
	it('may change their shape between two calls', async () => {
		const { backend, panel } = await withPanel({ habits: { lists: 'changing' } });
		const ids = new Set<string | undefined>();
		for (let turn = 0; turn < 4; turn += 1) ids.add((await backend.onAir.read()).now?.id);
		expect([...ids]).toEqual([String(panel.station(1).history[0]?.id)]);
	});

	it('that are neither are no answer', async () => {
		const { backend, panel } = await withPanel();
		panel.faults.add({ path: /history/, body: '{"objects":[],"meta":{}}' });
		expect(await problemOf(backend.onAir.read())).toMatchObject({ kind: 'unexpected-answer' });
	});
});
