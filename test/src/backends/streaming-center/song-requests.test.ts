import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { offers } from '#src/backends/offers.ts';
import { errorOf, problemOf, withPanel } from './panel.ts';

const experimental = { details: { experimental: true } };

describe('song requests', () => {
	it('find only what may be requested, for everybody', async () => {
		const { backend, panel, calls } = await withPanel({ key: null });
		const all = await backend.requests!.search('', 1, 100);
		const open = panel.station(1).tracks.filter(({ requestable }) => requestable);
		expect(all.total).toBe(open.length);
		expect((await backend.requests!.search('harbour session', 1, 5)).total).toBeLessThan(open.length);
		expect(await backend.requests!.find(String(open[0]?.id))).toMatchObject({ title: open[0]?.title });
		expect(await backend.requests!.find('999999')).toBeNull();
		expect(new Set(calls().map((call) => call.slice(-6)))).toEqual(new Set(['(none)']));
	});

	it('are read to the end and not beyond', async () => {
		const { backend } = await withPanel();
		expect(await backend.requests!.list(3, 30)).toMatchObject({ page: 3 });
		expect(await backend.requests!.list(4, 30)).toBeNull();
	});

	it('are made nowhere unless somebody switched that on', async () => {
		const { backend, calls } = await withPanel();
		expect(offers(backend, 'requests.submit')).toBe(false);
		expect(backend.requestDesk).toBeUndefined();
		expect(backend.presenters).toBeUndefined();
		expect(await problemOf(backend.requests!.submit('1001'))).toMatchObject({ kind: 'not-offered' });
		expect(calls()).toEqual([]);
	});

	it('go out without the key, in nobody’s name, and leave the pauses of people to us', async () => {
		const { backend, panel, calls } = await withPanel(experimental);
		const quiet = panel.station(1).tracks.find(
			(track) =>
				track.requestable &&
				!panel
					.station(1)
					.history.slice(0, 30)
					.some((play) => play.track === track),
		)!;
		await backend.requests!.submit(String(quiet.id));
		expect(calls()).toEqual(['POST /track_requests/ (none)']);
		expect(panel.station(1).requests).toMatchObject([{ track: quiet, person: 'Discord', message: '' }]);
		const waiting = await backend.requestDesk!.pending();
		expect(waiting).toMatchObject([{ song: { id: String(quiet.id), title: quiet.title } }]);
		expect(inspect(waiting, { depth: null })).not.toContain('127.0.0.1');
	});

	it('wait no longer when they were played', async () => {
		const { backend, panel, clock } = await withPanel(experimental);
		const track = panel.station(1).tracks.find(({ requestable, id }) => requestable && id > 1_060)!;
		await backend.requests!.submit(String(track.id));
		await clock.advance(6 * 60_000);
		expect(panel.station(1).history.some((play) => play.track === track)).toBe(true);
		expect(await backend.requestDesk!.pending()).toEqual([]);
	});

	it.each([200, 400] as const)('that are refused with status %i say why', async (blockedWith) => {
		const { backend, panel } = await withPanel({ ...experimental, habits: { blockedWith } });
		const justOn = panel.station(1).history.find(({ track }) => track?.requestable === true)!.track!;
		const refused = (body: object) => {
			panel.faults.clear();
			panel.faults.add({ path: /track_requests/, status: blockedWith, body: JSON.stringify(body) });
			return problemOf(backend.requests!.submit('1001'));
		};
		expect(await problemOf(backend.requests!.submit(String(justOn.id)))).toEqual({
			kind: 'refused',
			reason: 'already-requested',
			words: '',
		});
		expect(await refused({ ip_blocked: true })).toMatchObject({ reason: 'too-soon' });
		expect(await refused({ all_music: ['Not in library'] })).toMatchObject({
			reason: 'other',
			words: 'Not in library',
		});
	});

	it('that the panel does not understand are not taken for made', async () => {
		const { backend, panel } = await withPanel(experimental);
		panel.faults.add({
			path: /track_requests/,
			status: 400,
			body: '{"music_id":["A valid integer is required."]}',
		});
		expect(await problemOf(backend.requests!.submit('1001'))).toEqual({
			kind: 'refused',
			reason: 'invalid',
			words: 'music_id: A valid integer is required.',
		});
		expect(await problemOf(backend.requests!.submit('1001'))).toMatchObject({ kind: 'refused' });
	});

	it('are sent once, although the answer was lost', async () => {
		const { backend, panel, calls } = await withPanel(experimental);
		panel.faults.add({ path: /track_requests/, closeSocket: true });
		expect((await errorOf(backend.requests!.submit('1001'))).perhapsDone).toBe(true);
		expect(calls()).toHaveLength(1);
	});
});

describe('presenters', () => {
	it('are people, asked for without the key, and their shows', async () => {
		const { backend, calls, clock } = await withPanel(experimental);
		const people = await backend.presenters!.list();
		expect(people.map(({ name }) => name)).toEqual(['Nova', 'Kit']);
		expect(inspect(people)).not.toContain('password');
		const slots = await backend.presenters!.slots(clock.now(), clock.now() + 3 * 86_400_000);
		expect(slots.map(({ name }) => name)).toEqual(['Breakfast', 'Breakfast', 'Harbour Special', 'Breakfast']);
		expect(calls()).toEqual(['GET /djs/ (none)', 'GET /grid/ (none)']);
	});
});
