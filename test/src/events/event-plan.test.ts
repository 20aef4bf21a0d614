import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ScheduleEntry } from '#src/backends/roles/schedule.ts';
import { type MadeEvent, planEvents, type WantedEvent, wantedEvents } from '#src/events/event-plan.ts';

const hour = 3_600_000;
const now = Date.UTC(2026, 10, 22, 19);
const wanted = (name: string, at: number, fields: Partial<WantedEvent> = {}): WantedEvent => ({
	name,
	description: '',
	startsAt: now + at * hour,
	endsAt: now + (at + 1) * hour,
	...fields,
});
const made = (id: string | null, name: string, at: number, fields: Partial<MadeEvent> = {}): MadeEvent => ({
	...wanted(name, at),
	id,
	begun: false,
	...fields,
});
const entry = (name: string, at: number, length = 1): ScheduleEntry => ({
	kind: 'streamer',
	name,
	description: '',
	startsAt: now + at * hour,
	endsAt: now + (at + length) * hour,
	isNow: false,
});

describe('the events of a schedule', () => {
	it('are what is still to come, once each, by time; not what goes on all day', () => {
		const entries = [
			entry('Late', 5),
			entry('On now', -1, 2),
			entry('Soon', 1),
			entry('Soon', 1),
			entry('All day', 2, 24),
			entry(' ', 3),
		];
		expect(wantedEvents(entries, now).map(({ name }) => name)).toEqual(['Soon', 'Late']);
	});
});

describe('a plan', () => {
	it('makes what is new, moves what has another time, cancels what is gone, keeps the rest', () => {
		const stays = made('1', 'Stays', 2);
		const moves = made('2', 'Moves', 3);
		const goes = made('3', 'Goes', 4);
		const longer = made('4', 'Longer', 5);
		const to = wanted('Longer', 5, { endsAt: now + 9 * hour });
		const plan = planEvents(
			[stays, moves, goes, longer],
			[wanted('Stays', 2), wanted('Moves', 30), to, wanted('New', 6)],
			now,
		);
		expect(plan).toEqual({
			keep: [stays],
			change: [
				{ from: longer, to },
				{ from: moves, to: wanted('Moves', 30) },
			],
			cancel: [goes],
			make: [wanted('New', 6)],
			begin: [],
		});
	});

	it('lets what has begun go on, and forgets what is over', () => {
		const begins = made('1', 'Begins', -0.5);
		const on = made('2', 'On', -0.5, { begun: true });
		expect(planEvents([begins, on, made('3', 'Over', -2)], [], now)).toMatchObject({
			begin: [begins],
			keep: [on],
			cancel: [],
		});
	});

	it('does not make again what somebody took away', () => {
		const taken = made(null, 'Taken', 4);
		expect(planEvents([taken], [wanted('Taken', 4)], now)).toMatchObject({
			make: [],
			keep: [taken],
			change: [],
		});
	});

	it('leaves nothing to do once it was carried out', () => {
		const names = fc.constantFrom('A', 'B', 'C');
		const list = fc.uniqueArray(fc.record({ name: names, at: fc.integer({ min: 1, max: 40 }) }), {
			selector: ({ name, at }) => `${name} ${at}`,
			maxLength: 15,
		});
		fc.assert(
			fc.property(list, list, (before, after) => {
				const have = before.map(({ name, at }, id) => made(`${id}`, name, at));
				const want = after.map(({ name, at }) => wanted(name, at));
				const plan = planEvents(have, want, now);
				const then = [
					...plan.keep,
					...plan.change.map(({ from, to }) => ({ ...from, ...to })),
					...plan.make.map((one, id) => ({ ...one, id: `new ${id}`, begun: false })),
				];
				expect(planEvents(then, want, now)).toMatchObject({ make: [], change: [], cancel: [], begin: [] });
				expect(then.length).toBe(want.length);
				// Nothing is made that could have been moved.
				const cancelled = new Set(plan.cancel.map(({ name }) => name));
				expect(plan.make.some(({ name }) => cancelled.has(name))).toBe(false);
			}),
		);
	});
});
