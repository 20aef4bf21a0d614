import { describe, expect, it } from 'vitest';
import { planPanel } from '#demo/streaming-center/default-panel.ts';
import type { GridEvent } from '#demo/streaming-center/grid-plan.ts';
import { withPanel } from './panel.ts';

const event: GridEvent = {
	id: 50,
	name: 'Event',
	cast: 'playlist',
	date: null,
	from: '10:00:00',
	to: '12:00:00',
	days: [1, 2, 3, 4, 5, 6, 7],
	weeks: [],
	playlist: 101,
	playlistAfter: null,
};
const hour = 3_600_000;

async function scheduleOf(events: GridEvent[], from: string, hours: number) {
	const [plan] = planPanel();
	const startAt = Date.parse(from);
	const { backend } = await withPanel({ plans: [{ ...plan!, events, playedBefore: 1 }], startAt });
	const entries = await backend.schedule!.between(startAt, startAt + hours * hour);
	return entries.map(({ name, startsAt, endsAt, kind, isNow }) => ({
		name,
		kind,
		isNow,
		span: `${new Date(startsAt).toISOString().slice(5, 16)} ${new Date(endsAt).toISOString().slice(5, 16)}`,
	}));
}

describe('the schedule', () => {
	it('asks with all that the panel wants, in seconds', async () => {
		const { backend, clock, queries } = await withPanel();
		const from = clock.now();
		await backend.schedule!.between(from, from + 7 * 24 * hour);
		const [asked = ''] = queries();
		const query = new URLSearchParams(asked.slice(asked.indexOf('?') + 1, asked.indexOf(' (')));
		expect(query.get('server')).toBe('1');
		expect(query.get('utc')).toBe('1');
		expect(Number(query.get('start_ts'))).toBeLessThanOrEqual(from / 1_000);
		expect(query.get('end_ts')).toBe(String(Math.ceil((from + 7 * 24 * hour) / 1_000)));
		expect(asked).toMatch(/^GET \/grid\/\?.*\(none\)$/);
	});

	it('tells shows from music, and what is on', async () => {
		const shown = await scheduleOf(planPanel()[0]!.events as GridEvent[], '2026-11-23T07:30:00Z', 24);
		expect(shown).toEqual([
			{ name: 'Breakfast', kind: 'show', isNow: true, span: '11-23T07:00 11-23T09:00' },
			{ name: 'Afternoon', kind: 'playlist', isNow: false, span: '11-23T14:00 11-23T17:00' },
			{ name: 'Night lights', kind: 'playlist', isNow: false, span: '11-23T21:00 11-24T01:00' },
			{ name: 'Breakfast', kind: 'show', isNow: false, span: '11-24T07:00 11-24T09:00' },
		]);
	});

	it('crosses midnight, seen from either side of it', async () => {
		const night = { ...event, from: '22:00:00', to: '02:00:00' };
		const expected = { name: 'Event', kind: 'playlist', span: '11-23T21:00 11-24T01:00' };
		expect(await scheduleOf([night], '2026-11-23T20:00:00Z', 4)).toEqual([{ ...expected, isNow: false }]);
		expect(await scheduleOf([night], '2026-11-24T00:30:00Z', 4)).toEqual([{ ...expected, isNow: true }]);
	});

	it.each([
		['goes to winter time', '2026-10-25', ['10-24T23:30 10-25T03:30']],
		['goes to summer time', '2026-03-29', ['03-29T00:30 03-29T02:30']],
	])('is right on the night that %s', async (_, day, spans) => {
		const clockChange = { ...event, from: '01:30:00', to: '04:30:00' };
		const shown = await scheduleOf([clockChange], `${day}T00:00:00Z`, 12);
		expect(shown.map(({ span }) => span)).toEqual(spans);
	});

	it('goes by the rotation of weeks', async () => {
		const rotating = { ...event, days: [7], weeks: [2, 4] };
		const shown = await scheduleOf([rotating], '2026-11-01T00:00:00Z', 28 * 24 + 1);
		expect(shown).toHaveLength(2);
		const [first, second] = shown.map(({ span }) => Date.parse(`2026-${span.slice(0, 11)}Z`));
		expect((second! - first!) / hour).toBe(14 * 24);
	});

	it('lets a single event hide what is repeated, as far as it takes its time', async () => {
		const single = {
			...event,
			id: 51,
			name: 'Special',
			cast: 'radioshow' as const,
			date: '2026-11-24',
			days: [],
		};
		const spans = async (from: string, to: string) =>
			(await scheduleOf([event, { ...single, from, to }], '2026-11-24T00:00:00Z', 24)).map(
				({ name, span }) => `${name} ${span}`,
			);
		expect(await spans('10:00:00', '12:00:00')).toEqual(['Special 11-24T09:00 11-24T11:00']);
		expect(await spans('11:00:00', '11:30:00')).toEqual([
			'Event 11-24T09:00 11-24T10:00',
			'Special 11-24T10:00 11-24T10:30',
			'Event 11-24T10:30 11-24T11:00',
		]);
		expect(await spans('13:00:00', '14:00:00')).toEqual([
			'Event 11-24T09:00 11-24T11:00',
			'Special 11-24T12:00 11-24T13:00',
		]);
	});

	it('takes rows without days, without an end, and without a start', async () => {
		const { backend, panel, clock } = await withPanel();
		const at = clock.now();
		const row = {
			server: 1,
			periodicity: 'periodic',
			cast_type: 'playlist',
			parent_id: null,
			timezone: 'None',
		};
		panel.faults.add({
			path: /grid/,
			body: JSON.stringify([
				{ ...row, id: 1, name: 'Open', start_ts: at / 1_000, end_ts: null },
				{ ...row, id: 2, name: 'Next', start_ts: at / 1_000 + 3_600, end_ts: at / 1_000 + 7_200 },
				{ ...row, id: 3, name: 'Never', start_ts: 'None', end_ts: 'None' },
			]),
		});
		const entries = await backend.schedule!.between(at, at + 24 * hour);
		expect(entries.map(({ name, startsAt, endsAt }) => [name, startsAt - at, endsAt - at])).toEqual([
			['Open', 0, hour],
			['Next', hour, 2 * hour],
		]);
	});

	it('shows what comes after a show where it has a name, and no event without one', async () => {
		const { backend, panel, clock } = await withPanel();
		const at = clock.now() / 1_000;
		const row = { server: 1, periodicity: 'periodic', cast_type: 'playlist', start_ts: at, end_ts: at + 60 };
		panel.faults.add({
			path: /grid/,
			body: JSON.stringify([
				{ ...row, id: 4, name: 'None' },
				{ ...row, id: null, parent_id: 4, name: null, start_ts: at + 60, end_ts: at + 120 },
				{ ...row, id: null, parent_id: 4, name: 'Loop', start_ts: at + 120, end_ts: at + 180 },
			]),
		});
		const entries = await backend.schedule!.between(clock.now(), clock.now() + hour);
		expect(entries.map(({ name }) => name)).toEqual(['#4', 'Loop']);
	});

	it('is empty where nothing is planned', async () => {
		const { backend, clock } = await withPanel({ server: '3' });
		expect(await backend.schedule!.between(clock.now(), clock.now() + 24 * hour)).toEqual([]);
	});
});
