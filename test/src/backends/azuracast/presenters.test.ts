import { expect, test } from 'vitest';
import { failure } from './loopback.ts';
import { simulated, versions } from './simulated.ts';

const day = 86_400_000;

test.each(versions)('%s: accounts without their passwords', async (version) => {
	const { backend, station, calls } = await simulated(version);
	station.streamers[1]!.isActive = false;
	station.streamers[1]!.displayName = '';
	calls();
	const presenters = await backend.presenters!.list();
	expect(presenters).toEqual([
		{ id: '1', username: 'dj_hanne', name: 'Hanne', isActive: true, barredUntil: null, onlyPlanned: false },
		{ id: '2', username: 'dj_teo', name: 'dj_teo', isActive: false, barredUntil: null, onlyPlanned: false },
	]);
	expect(calls()).toEqual(['GET /api/station/1/streamers?rowCount=10&current=1 (station)']);
});

test.each(versions)('%s: planned slots, those of the span alone, in their order', async (version) => {
	const { backend, clock, calls } = await simulated(version);
	const from = clock.now();
	calls();
	const slots = await backend.presenters!.slots(from, from + 7 * day);
	expect(calls()).toEqual([
		expect.stringMatching(/^GET \/api\/station\/1\/streamers\/schedule\?start=.*Z&end=.*Z \(station\)$/),
	]);
	expect(slots.length).toBeGreaterThanOrEqual(3);
	expect(new Set(slots.map(({ name }) => name))).toEqual(new Set(['Hanne', 'Teo Park']));
	expect(slots).toEqual(slots.toSorted((a, b) => a.startsAt - b.startsAt));
	for (const { startsAt, endsAt } of slots) {
		expect(startsAt).toBeLessThan(from + 7 * day);
		expect(endsAt).toBeGreaterThan(from);
	}
});

test('a station without DJs says so', async () => {
	const { backend, station } = await simulated();
	station.streamersEnabled = false;
	const off = { kind: 'feature-off', feature: 'streamers' };
	expect((await failure(backend.presenters!.list())).problem).toEqual(off);
});
