import { describe, expect, test } from 'vitest';
import type { ScheduleEntry } from '#src/backends/roles/schedule.ts';
import { simulated } from './simulated.ts';

/** Monday, 10:30 in Berlin: Morning Drive is on. */
const monday = Date.UTC(2026, 10, 23, 9, 30);
const hour = 3_600_000;
const day = 24 * hour;

const times = (entries: readonly ScheduleEntry[]) =>
	entries.map(({ name, startsAt, endsAt }) => [
		name,
		new Date(startsAt).toISOString().slice(0, 16),
		new Date(endsAt).toISOString().slice(0, 16),
	]);

async function schedule(options: Parameters<typeof simulated>[0] = {}) {
	const all = await simulated({ startAt: monday, ...options });
	const role = all.backend.schedule;
	if (role === undefined) throw new Error('AutoPod has a schedule');
	return { ...all, between: async (from: number, to: number) => all.inTime(role.between(from, to)), role };
}

describe('The moments of the plan', () => {
	test('are given away by the show that is on', async () => {
		const { between, calls } = await schedule();
		const entries = await between(monday, monday + day);
		expect(times(entries)).toEqual([
			['Morning Drive', '2026-11-23T08:00', '2026-11-23T11:00'],
			['Afternoon Show', '2026-11-23T11:00', '2026-11-23T14:00'],
			['Morning Drive', '2026-11-24T08:00', '2026-11-24T11:00'],
		]);
		expect(entries.map(({ isNow, kind }) => [isNow, kind])).toEqual([
			[true, 'show'],
			[false, 'show'],
			[false, 'show'],
		]);
		expect(calls()).toEqual(['GET /v1/schedule?offset=0 (read)', 'GET /v1/now-playing (read)']);
	});

	test.each(['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Asia/Kathmandu', 'America/St_Johns'])(
		'are right for a station in %s',
		async (timezone) => {
			const { between, pod, clock } = await schedule({ timezone });
			// On at any hour, so that something gives the clock away.
			pod.world.plan.slots = [
				{ showId: 15, days: [1, 2, 3, 4, 5, 6, 7], start: 0, end: 720 },
				{ showId: 16, days: [1, 2, 3, 4, 5, 6, 7], start: 720, end: 1440 },
			];
			const [first] = await between(clock.now(), clock.now() + 1);
			const on = pod.world.plan.current(clock.now());
			expect(first?.startsAt).toBe(on?.start);
			expect(first?.endsAt).toBe(on?.end);
			expect(first?.isNow).toBe(true);
		},
	);

	test('are not known in a gap, and the plan is told by the station’s clock', async () => {
		const { between, role, inTime } = await schedule({ startAt: monday + 6 * hour });
		expect(await between(monday, monday + 7 * day)).toEqual([]);
		const local = await inTime(role.local?.());
		expect(local.slice(0, 3)).toEqual([
			{ name: 'Morning Drive', day: 1, from: '09:00', to: '12:00', isToday: true, isNow: false },
			{ name: 'Afternoon Show', day: 1, from: '12:00', to: '15:00', isToday: true, isNow: false },
			{ name: 'Morning Drive', day: 2, from: '09:00', to: '12:00', isToday: false, isNow: false },
		]);
	});

	test('stay known in the gap that follows a show, for a day', async () => {
		const { between, clock } = await schedule();
		await between(clock.now(), clock.now() + day);
		await clock.advance(6 * hour);
		expect(times(await between(clock.now(), clock.now() + day))[0]).toEqual([
			'Morning Drive',
			'2026-11-24T08:00',
			'2026-11-24T11:00',
		]);
	});

	test('are not guessed from a show whose parts before and after midnight are listed apart', async () => {
		// Saturday, 00:30: the second part is on, while now-playing tells when the first began.
		const { between, pod } = await schedule({ startAt: Date.UTC(2026, 10, 27, 23, 30) });
		const saturday = {
			date: 'Saturday, November 28',
			day_name: 'Saturday',
			is_today: true,
			shows: [
				{
					show_id: 17,
					title: 'Night Shift',
					image: '',
					day: 'sat',
					start_time: '00:00',
					end_time: '02:00',
					start_minutes: 0,
					end_minutes: 120,
					is_current: true,
					is_past: false,
				},
			],
		};
		pod.faults.add({ path: /schedule/, body: JSON.stringify({ days: [saturday] }) });
		const now = Date.UTC(2026, 10, 27, 23, 30);
		expect(await between(now, now + day)).toEqual([]);
	});

	test('are told by a key that may not see what is on only where the zone is set', async () => {
		const keys: NonNullable<Parameters<typeof simulated>[0]>['keys'] = (pod) => ({
			station: pod.addKey({ label: 'plan', scopes: ['schedule:read'] }),
		});
		const blind = await schedule({ keys });
		expect(await blind.between(monday, monday + day)).toEqual([]);
		const zoned = await schedule({ keys, details: { timezone: 'Europe/Berlin' } });
		expect(await zoned.between(monday, monday + day)).toHaveLength(3);
		expect(zoned.calls()).toEqual(['GET /v1/schedule?offset=0 (plan)']);
	});
});

describe('The weeks', () => {
	test('come round as the server lists them for the days that were asked for', async () => {
		const { between } = await schedule({ details: { timezone: 'Europe/Berlin' } });
		const entries = await between(monday, monday + 21 * day);
		const wednesdays = times(entries).filter(([, start = '']) => start.endsWith('T17:00'));
		expect(wednesdays.map(([name]) => name)).toEqual(['Vinyl Hour', 'Sound Lab', 'Vinyl Hour']);
	});

	test('are asked for from where they begin, a week in each answer, and remembered for a minute', async () => {
		const { between, calls } = await schedule({ details: { timezone: 'Europe/Berlin' } });
		await between(monday + 14 * day, monday + 21 * day);
		expect(calls()).toEqual(['GET /v1/schedule?offset=13 (read)', 'GET /v1/schedule?offset=20 (read)']);
		await between(monday + 14 * day, monday + 21 * day);
		expect(calls()).toEqual([]);
	});
});

describe('What crosses something', () => {
	test('midnight ends on the next day', async () => {
		const { between } = await schedule({ details: { timezone: 'Europe/Berlin' } });
		const friday = Date.UTC(2026, 10, 27, 23, 0);
		expect(times(await between(friday, friday + hour))).toEqual([
			['Night Shift', '2026-11-27T21:00', '2026-11-28T01:00'],
		]);
	});

	test('a clock change keeps the station’s own hours where the zone is set', async () => {
		// Friday before the clocks go back in Berlin, on 25 October 2026.
		const { between } = await schedule({
			startAt: Date.UTC(2026, 9, 23, 8, 30),
			details: { timezone: 'Europe/Berlin' },
		});
		const from = Date.UTC(2026, 9, 23, 6);
		const mornings = times(await between(from, from + 4 * day)).filter(([name]) => name === 'Morning Drive');
		expect(mornings).toEqual([
			['Morning Drive', '2026-10-23T07:00', '2026-10-23T10:00'],
			['Morning Drive', '2026-10-26T08:00', '2026-10-26T11:00'],
		]);
	});

	test('the end of a day is written 24:00 by the station’s clock', async () => {
		const { role, pod, inTime } = await schedule();
		pod.world.plan.slots = [{ showId: 15, days: [1], start: 1320, end: 1440 }];
		const local = await inTime(role.local?.());
		expect(local).toMatchObject([{ from: '22:00', to: '24:00' }]);
	});

	test('an answer from before midnight is put on its own days', async () => {
		// Tuesday, 00:01 in Berlin; the answer was made on Monday.
		const { between, pod } = await schedule({
			startAt: Date.UTC(2026, 10, 23, 23, 1),
			details: { timezone: 'Europe/Berlin' },
		});
		const names = ['Monday', 'Tuesday'];
		const days = names.map((day_name) => ({
			date: day_name,
			day_name,
			is_today: day_name === 'Monday',
			shows:
				day_name === 'Monday'
					? []
					: [
							{
								show_id: 15,
								title: 'Morning Drive',
								start_minutes: 540,
								end_minutes: 720,
								is_current: false,
								is_past: false,
							},
						],
		}));
		pod.faults.add({ path: /schedule/, body: JSON.stringify({ days }) });
		const now = Date.UTC(2026, 10, 23, 23, 1);
		expect(times(await between(now, now + day))).toEqual([
			['Morning Drive', '2026-11-24T08:00', '2026-11-24T11:00'],
		]);
	});
});
