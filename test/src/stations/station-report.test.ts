import { describe, expect, test } from 'vitest';
import type { ReportsRole } from '#src/backends/roles/reports.ts';
import type { Play } from '#src/backends/roles.ts';
import { mostPlays, type ReportOptions, readReport } from '#src/stations/station-report.ts';
import { play, problem } from './fake-station.ts';

const hour = 3_600_000;
/** Sunday, 20:13 in Vienna. */
const now = Date.UTC(2026, 10, 22, 19, 13);

function reportsOf(fields: Partial<ReportsRole> & { history?: readonly Play[] } = {}): ReportsRole {
	const { history = [], ...others } = fields;
	return {
		listeners: async () => ({
			daily: [{ at: Date.UTC(2026, 10, 20, 23), listeners: 7 }],
			hours: Array.from({ length: 7 }, (_, day) => Array.from({ length: 24 }, () => day + 1)),
		}),
		mostPlayed: async () => [],
		players: async () => [],
		async *plays() {
			yield* history;
		},
		...others,
	};
}

const read = (reports: ReportsRole, options: Partial<ReportOptions> = {}) =>
	readReport(reports, { days: 3, timezone: 'Europe/Vienna', now, onProgress: async () => {}, ...options });

describe('days', () => {
	test('are those of the station, today included', async () => {
		const { period, audience } = await read(reportsOf());
		expect(period).toEqual({ from: '2026-11-20', to: '2026-11-22' });
		expect(audience?.daily).toEqual([
			{ day: '2026-11-20', listeners: null },
			{ day: '2026-11-21', listeners: 7 },
			{ day: '2026-11-22', listeners: null },
		]);
		const elsewhere = await read(reportsOf(), { timezone: 'Pacific/Auckland' });
		expect(elsewhere.period.to).toBe('2026-11-23');
	});

	test('of the week that did not come up, and hours to come, are not known', async () => {
		const { audience } = await read(reportsOf());
		const [monday, , , , friday, , sunday] = audience?.hours ?? [];
		expect(monday?.every((value) => value === null)).toBe(true);
		expect(friday?.every((value) => value === 5)).toBe(true);
		expect(sunday?.slice(19, 23)).toEqual([7, 7, null, null]);
		const longer = await read(reportsOf(), { days: 8 });
		expect(longer.audience?.hours[6]?.[23]).toBe(7);
	});
});

describe('requests', () => {
	const at = (hoursAgo: number, requested = true) =>
		play(`${hoursAgo}`, { startedAt: now - hoursAgo * hour, requested });

	test('are counted by day; before the first song nothing is known', async () => {
		const history = [at(1), at(2, false), at(3), at(22), at(40, false)];
		const { requests, isTorn } = await read(reportsOf({ history }), { days: 4 });
		expect(requests).toEqual([
			{ day: '2026-11-19', count: null },
			{ day: '2026-11-20', count: null },
			{ day: '2026-11-21', count: 1 },
			{ day: '2026-11-22', count: 2 },
		]);
		expect(isTorn).toBe(false);
		expect((await read(reportsOf())).requests.every(({ count }) => count === null)).toBe(true);
	});

	test('of days that were not read to their beginning are not told', async () => {
		let given = 0;
		async function* plays() {
			for (;;) {
				given += 1;
				yield at(given / 200);
			}
		}
		const progress: number[] = [];
		const { requests, isTorn } = await read(reportsOf({ plays }), {
			days: 5,
			onProgress: async (count) => void progress.push(count),
		});
		expect(given).toBe(mostPlays + 1);
		expect(isTorn).toBe(true);
		// 10,000 songs are 50 hours: the 20th was begun and not finished.
		expect(requests.map(({ count }) => count === null)).toEqual([true, true, true, false, false]);
		expect(requests.at(-1)?.count).toBeGreaterThan(4_000);
		expect(progress[0]).toBe(100);
		expect(progress).toHaveLength(mostPlays / 100);
	});

	test('of exactly as many songs as are read are whole', async () => {
		const history = Array.from({ length: mostPlays }, () => at(1));
		const { requests, isTorn } = await read(reportsOf({ history }), { days: 1 });
		expect([isTorn, requests[0]?.count]).toEqual([false, mostPlays]);
	});
});

describe('statistics', () => {
	const off = async () => {
		throw problem({ kind: 'feature-off', feature: 'reports' });
	};

	test('that are switched off are left out, and not asked for again', async () => {
		let asked = 0;
		const mostPlayed = async () => {
			asked += 1;
			return [];
		};
		const report = await read(reportsOf({ listeners: off, mostPlayed, players: mostPlayed }));
		expect(report).toMatchObject({ audience: undefined, songs: [], players: [] });
		expect(asked).toBe(0);
		expect(await read(reportsOf({ players: off }))).toMatchObject({
			players: [],
			period: { to: '2026-11-22' },
		});
	});

	test('that could not be read are an error, as is any other feature that is off', async () => {
		const listeners = async () => {
			throw problem({ kind: 'feature-off', feature: 'media' });
		};
		await expect(read(reportsOf({ listeners }))).rejects.toMatchObject({ problem: { feature: 'media' } });
	});
});
