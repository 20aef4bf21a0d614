import { describe, expect, it } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import { type AlertKind, newRule } from '#src/alerts/alert-rules.ts';
import { type MachineMemory, MachineWatch } from '#src/alerts/machine-watch.ts';
import type { AdministrationRole, HostStats, HostUpdates } from '#src/backends/roles/administration.ts';
import { problem, station } from '../stations/fake-station.ts';
import { FakeDesk, FakeNotes } from './fake-desk.ts';

const day = 86_400_000;
const now = Date.UTC(2026, 10, 22);

function watching({ kinds = ['disk', 'update', 'backup'] as AlertKind[], key = true } = {}) {
	const desk = new FakeDesk();
	const notes = new FakeNotes<MachineMemory>();
	const errors: unknown[] = [];
	let asked = 0;
	const backup = { last: null as number | null };
	const updates = { found: {} as Partial<HostUpdates>, fails: false };
	const role: Partial<AdministrationRole> = {
		lastBackup: async () => {
			asked += 1;
			return backup.last;
		},
		updates: async () => {
			asked += 1;
			if (updates.fails)
				throw problem({ kind: 'right-missing', key: 'admin', tail: 'abcd', permission: 'x' });
			return {
				current: '0.23.1',
				latest: '0.23.2',
				available: true,
				rollingBehind: 0,
				changes: [],
				releaseNotes: null,
				...updates.found,
			};
		},
	};
	const keys = new Map(key ? [['admin', 'abcd'] as const] : []);
	const administration = role as AdministrationRole;
	const stations = ['one', 'two'].map((guildId) =>
		station(guildId, { guildId, keys, backend: { administration } }),
	);
	const disk = { used: 0 };
	const watch = new MachineWatch({
		stations: () => stations,
		stats: async () => {
			asked += 1;
			return { disk: { total: 1_000, used: disk.used, free: 1_000 - disk.used } } as HostStats;
		},
		rules: {
			of: async (of) => [{ ...newRule(of, 'channel'), kinds }],
			isChosen: () => true,
			put: async () => {},
			drop: async () => {},
		},
		memories: notes,
		desk,
		clock: new ManualClock(now),
		onError: (_, error) => errors.push(error),
	});
	const full = async (percent: number) => {
		disk.used = percent * 10;
		await watch.lookAtDisks();
		return desk.told.length / stations.length;
	};
	return { watch, desk, full, updates, backup, errors, asked: () => asked };
}

describe('a disk', () => {
	it('is told once for every five points, to each Discord server, and again after it was emptied', async () => {
		const { full, desk } = watching();
		expect(await full(84)).toBe(0);
		expect(await full(86)).toBe(1);
		expect(desk.words).toEqual(['tell disk one', 'tell disk two']);
		expect(await full(89)).toBe(1);
		expect(await full(84)).toBe(1);
		expect(await full(86)).toBe(1);
		expect(await full(96)).toBe(2);
		expect(await full(91)).toBe(2);
		expect(await full(60)).toBe(2);
		expect(await full(85)).toBe(3);
	});
});

describe('an update', () => {
	it('is told once a version', async () => {
		const { watch, desk, updates } = watching();
		await watch.lookForUpdates();
		await watch.lookForUpdates();
		expect(desk.words).toEqual(['tell update one', 'tell update two']);
		updates.found = { latest: '0.23.3' };
		await watch.lookForUpdates();
		updates.found = { available: false };
		await watch.lookForUpdates();
		updates.found = { latest: null, current: 'rolling abc' };
		await watch.lookForUpdates();
		await watch.lookForUpdates();
		expect(desk.told.length).toBe(6);
	});

	it('that a key may not look for is no alert, and stops nothing', async () => {
		const { watch, desk, updates, errors } = watching();
		updates.fails = true;
		await watch.lookForUpdates();
		expect(errors.length).toBe(1);
		updates.fails = false;
		await watch.lookForUpdates();
		expect(desk.told.length).toBe(2);
	});
});

describe('a backup', () => {
	it('that none follows for more than a week is told once', async () => {
		const { watch, desk, backup } = watching();
		const told = async (last: number | null) => {
			backup.last = last;
			await watch.lookAtBackups();
			return desk.told.length / 2;
		};
		expect(await told(now - 7 * day)).toBe(0);
		expect(await told(now - 9 * day)).toBe(1);
		expect(await told(now - 9 * day)).toBe(1);
		expect(await told(now)).toBe(1);
		expect(await told(null)).toBe(2);
		expect(await told(null)).toBe(2);
	});
});

it('nobody is asked for what nobody wants to know, nor without an admin key', async () => {
	for (const options of [{ kinds: ['air'] as AlertKind[] }, { key: false }]) {
		const { watch, full, asked } = watching(options);
		await watch.lookForUpdates();
		await watch.lookAtBackups();
		await full(99);
		expect(asked()).toBe(0);
	}
});
