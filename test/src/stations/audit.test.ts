import { expect, test } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import { Audit, type AuditEntry, type AuditMemory } from '#src/stations/audit.ts';

const dayMs = 86_400_000;

function open(days = 30) {
	const clock = new ManualClock();
	const kept = new Map<string, { entries: AuditEntry[]; until: number }>();
	const read = (key: string) => {
		const found = kept.get(key);
		return found === undefined || found.until <= clock.now() ? undefined : found.entries;
	};
	const memory: AuditMemory = {
		get: async (key) => read(key),
		update: async (key, change, ttlMs = Number.POSITIVE_INFINITY) => {
			const entries = change(read(key));
			kept.set(key, { entries, until: clock.now() + ttlMs });
			return entries;
		},
	};
	const setting = { days };
	return { clock, kept, setting, audit: new Audit(memory, clock, async () => setting.days) };
}

function entry(at: number, fields: Partial<AuditEntry> = {}): AuditEntry {
	return {
		at,
		userId: '1',
		command: 'dj skip',
		deed: 'done',
		station: { id: 'aaaaaaaa', name: 'Lanternlight FM' },
		what: null,
		outcome: 'done',
		why: null,
		tookMs: 5,
		reference: `ref-${at}`,
		...fields,
	};
}

test('lists what was done, newest first, for each Discord server apart', async () => {
	const { audit, clock } = open();
	const start = clock.now();
	for (const ago of [3 * dayMs, dayMs, 10, 0]) await audit.record('one', entry(start - ago));
	await audit.record('two', entry(start));
	const found = await audit.list('one');
	expect(found.map(({ at }) => start - at)).toEqual([0, 10, dayMs, 3 * dayMs]);
	expect(await audit.list('three')).toEqual([]);
});

test('forgets what is older than the server wants to keep it', async () => {
	const { audit, clock, setting, kept } = open(30);
	const start = clock.now();
	await audit.record('one', entry(start));
	await clock.advance(29 * dayMs);
	expect(await audit.list('one')).toHaveLength(1);
	setting.days = 7;
	expect(await audit.list('one')).toEqual([]);
	setting.days = 30;
	await clock.advance(dayMs + 1);
	expect(await audit.list('one')).toEqual([]);
	await clock.advance(dayMs);
	// Not only hidden: the store itself has let go of it.
	expect([...kept.values()].every(({ until }) => until <= clock.now())).toBe(true);
});

test('finds what one person did, what happened at one station, and what failed', async () => {
	const { audit, clock } = open();
	const at = clock.now();
	await audit.record('one', entry(at, { userId: '1', outcome: 'failed', why: 'unreachable' }));
	await audit.record('one', entry(at, { userId: '2', station: { id: 'bbbbbbbb', name: 'Other' } }));
	await audit.record('one', entry(at, { userId: null, station: null, outcome: 'partly' }));
	expect((await audit.list('one', { userId: '2' })).map(({ userId }) => userId)).toEqual(['2']);
	expect(await audit.list('one', { stationId: 'aaaaaaaa' })).toHaveLength(1);
	expect((await audit.list('one', { onlyFailures: true })).map(({ outcome }) => outcome)).toEqual([
		'partly',
		'failed',
	]);
});

test('gives pages, and the last one for a page beyond the end', async () => {
	const { audit, clock } = open();
	for (let i = 0; i < 23; i++) await audit.record('one', entry(clock.now() - i));
	const last = await audit.page('one', {}, 99, 10);
	expect(last).toMatchObject({ page: 3, pages: 3, total: 23 });
	expect(last.rows).toHaveLength(3);
	expect((await audit.page('empty', {}, 1, 10)).pages).toBe(1);
});

test('a machine that works all day does not fill the store: the oldest entries of the day go', async () => {
	const { audit, clock, kept } = open();
	const at = clock.now();
	for (let i = 0; i < 5_003; i++) await audit.record('one', entry(at + i));
	expect([...kept.values()][0]?.entries).toHaveLength(5_000);
	expect((await audit.list('one')).at(-1)?.at).toBe(at + 3);
});
