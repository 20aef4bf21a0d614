import { expect, test } from 'vitest';
import { Secret } from '#config/secret.ts';
import { BackendError } from '#src/backends/backend-error.ts';
import { collect, createBackend, sendJson, startServer } from './loopback.ts';
import { readRecording } from './recordings.ts';
import { simulated, versions } from './simulated.ts';

const period = { from: '2026-11-20', to: '2026-11-22' };
const range = 'start=2026-11-20&end=2026-11-22';

test.each(versions)('%s: how many listened, by day and by hour of the week, as averages', async (version) => {
	const { backend, calls, station } = await simulated(version);
	station.setListeners(12);
	calls();
	const { daily, hours } = await backend.reports!.listeners(period);
	expect(calls()).toEqual([`GET /api/station/1/reports/overview/charts?${range}&type=average (station)`]);
	// Midnights of Vienna.
	expect(daily).toEqual([19, 20, 21].map((day) => ({ at: Date.UTC(2026, 10, day, 23), listeners: 12 })));
	expect(hours.map((day) => day.length)).toEqual(Array.from({ length: 7 }, () => 24));
	// The 20th was a Friday.
	expect(hours[3]?.every((value) => value === 0)).toBe(true);
	expect(hours[4]?.every((value) => value === 12)).toBe(true);
	expect(hours[6]?.slice(18, 22)).toEqual([12, 12, 12, 0]);
});

test.each(versions)('%s: what was played most often, most of it first', async (version) => {
	const { backend, calls, station } = await simulated(version);
	calls();
	const songs = await backend.reports!.mostPlayed(period);
	expect(calls()).toEqual([`GET /api/station/1/reports/overview/best-and-worst?${range} (station)`]);
	expect(songs).toHaveLength(10);
	const counts = songs.map(({ plays }) => plays);
	expect(counts).toEqual(counts.toSorted((a, b) => b - a));
	const [first] = songs;
	expect(first?.plays).toBe(
		station.history.filter(
			({ song, listenersEnd }) => listenersEnd !== null && song.songId === first?.song.id,
		).length,
	);
	expect(first?.song.title).not.toBe('');
});

test('with what people listened', async () => {
	const { backend, calls } = await simulated();
	const players = await backend.reports!.players(period);
	expect(calls()).toEqual([`GET /api/station/1/reports/overview/by-client?${range} (station)`]);
	expect(players.map(({ name }) => name)).toEqual(['Firefox 128.0, GNU/Linux', 'VLC 3.0, Unknown OS']);
	expect(players[0]!.listeners).toBeGreaterThan(players[1]!.listeners);
});

test('what was played in the days, page after page, newest first', async () => {
	const { backend, calls, station } = await simulated();
	const plays = await collect(backend.reports!.plays(period));
	expect(plays.map(({ id }) => id)).toEqual(station.history.map(({ id }) => String(id)).toReversed());
	const pages = Math.ceil(plays.length / 100);
	expect(calls()).toEqual(
		Array.from(
			{ length: pages },
			(_, page) => `GET /api/station/1/history?rowCount=100&current=${page + 1}&${range} (station)`,
		),
	);
});

test('statistics that are switched off are told apart from a missing right', async () => {
	const { backend, radio } = await simulated();
	const problemOf = async (work: Promise<unknown>) => {
		const error: unknown = await work.catch((caught: unknown) => caught);
		return error instanceof BackendError ? error.problem : error;
	};
	radio.host.analytics = 'no_ip';
	await backend.reports!.listeners(period);
	expect(await problemOf(backend.reports!.players(period))).toEqual({
		kind: 'feature-off',
		feature: 'reports',
	});
	radio.host.analytics = 'none';
	for (const work of [backend.reports!.listeners(period), backend.reports!.mostPlayed(period)])
		expect(await problemOf(work)).toEqual({ kind: 'feature-off', feature: 'reports' });
	expect((await collect(backend.reports!.plays(period))).length).toBeGreaterThan(0);
});

test('a real AzuraCast without listeners', async () => {
	const answers = ['charts', 'best_and_worst', 'by_client'].map(
		(name) => [name.replaceAll('_', '-'), readRecording(`reports_overview_${name}`).response.body] as const,
	);
	const server = await startServer((request, response) => {
		sendJson(response, answers.find(([path]) => request.url.includes(path))?.[1] ?? {});
	});
	const keys = { station: new Secret(`${'0'.repeat(16)}:${'0'.repeat(32)}`) };
	const { reports } = createBackend(server.url, { keys });
	const { daily, hours } = await reports!.listeners(period);
	expect(daily).toEqual([]);
	expect(hours.flat()).toEqual(Array.from({ length: 168 }, () => 0));
	expect(await reports!.mostPlayed(period)).toMatchObject([
		{ plays: 1, song: { artist: 'Mira Sol', title: 'Test Track 10' } },
		{ plays: 1 },
		{ plays: 1 },
	]);
	expect(await reports!.players(period)).toEqual([]);
});
