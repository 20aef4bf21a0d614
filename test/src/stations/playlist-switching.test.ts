import { describe, expect, test } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import type { Playlist, PlaylistsRole } from '#src/backends/roles/playlists.ts';
import {
	obstacleToOnly,
	othersInRotation,
	switchPlaylist,
	switchToOnly,
} from '#src/stations/playlist-switching.ts';
import { playlist } from './fake-playlist.ts';
import { problem, unreachable } from './fake-station.ts';
import { inTime } from './in-time.ts';

/** Playlists of a station; `spoil` may throw, or give true for an order that is said to be done and is not. */
class FakePlaylists implements Pick<PlaylistsRole, 'one' | 'setEnabled'> {
	readonly all: Map<string, Playlist>;
	readonly orders: string[] = [];
	spoil: (order: string) => boolean = () => false;

	constructor(all: readonly Playlist[]) {
		this.all = new Map(all.map((one) => [one.id, { ...one }]));
	}

	get role(): PlaylistsRole {
		return this as unknown as PlaylistsRole;
	}

	get enabled(): string[] {
		return [...this.all.values()].filter(({ isEnabled }) => isEnabled).map(({ id }) => id);
	}

	async one(id: string): Promise<Playlist> {
		const found = this.all.get(id);
		if (found === undefined) throw problem({ kind: 'not-found', what: 'playlist' });
		return { ...found };
	}

	async setEnabled(id: string, enabled: boolean): Promise<void> {
		const order = `${id} ${enabled ? 'on' : 'off'}`;
		this.orders.push(order);
		if (this.spoil(order)) return;
		const found = await this.one(id);
		this.all.set(id, { ...found, isEnabled: enabled });
	}
}

const a = playlist('a');
const b = playlist('b');
const wanted = playlist('w', { isEnabled: false });

function only(fake: FakePlaylists, steps: string[] = []) {
	const clock = new ManualClock();
	const progress = async (done: number, all: number, next: Playlist) => {
		steps.push(`${done}/${all} ${next.id}`);
	};
	return inTime(clock, switchToOnly(fake.role, clock, { wanted, others: [a, b] }, progress));
}

describe('one playlist', () => {
	test('is set, read back, and left alone if it is so already', async () => {
		const fake = new FakePlaylists([a, wanted]);
		const clock = new ManualClock();
		expect(await switchPlaylist(fake.role, clock, 'w', true)).toMatchObject({
			kind: 'done',
			playlist: { id: 'w', isEnabled: true },
		});
		expect(await switchPlaylist(fake.role, clock, 'w', true)).toMatchObject({ kind: 'already' });
		expect(fake.orders).toEqual(['w on']);
	});

	test('that stays as it was is not claimed', async () => {
		const fake = new FakePlaylists([a]);
		fake.spoil = () => true;
		const clock = new ManualClock();
		expect(await inTime(clock, switchPlaylist(fake.role, clock, 'a', false))).toMatchObject({
			kind: 'not-confirmed',
		});
		expect(fake.orders).toEqual(['a off']);
	});
});

describe('only one', () => {
	test('leaves jingles, other rules, streams from elsewhere and what is off alone', () => {
		const planned = playlist('p', { slots: [{ from: 600, to: 900, days: [] }] });
		const all = [
			wanted,
			a,
			planned,
			playlist('j', { isJingle: true }),
			playlist('s', { rule: 'every-songs', every: 5 }),
			playlist('m', { rule: 'every-minutes', every: 30 }),
			playlist('h', { rule: 'every-hour', every: 0 }),
			playlist('c', { rule: 'custom' }),
			playlist('r', { source: 'remote' }),
			playlist('o', { isEnabled: false }),
		];
		expect(othersInRotation(all, 'w')).toEqual([a, planned]);
	});

	test.each([
		['jingle', playlist('x', { isJingle: true })],
		['not-in-rotation', playlist('x', { rule: 'every-songs' })],
		['empty', playlist('x', { songs: 0 })],
		[undefined, playlist('x')],
		[undefined, playlist('x', { source: 'remote', songs: 0 })],
	])('is kept from silence: %s', (obstacle, one) => {
		expect(obstacleToOnly(one)).toBe(obstacle);
	});

	test('switches the wanted one on first, then the others off one by one', async () => {
		const fake = new FakePlaylists([a, b, wanted]);
		const steps: string[] = [];
		expect(await only(fake, steps)).toEqual({ kind: 'done', off: [a, b] });
		expect(fake.orders).toEqual(['w on', 'a off', 'b off']);
		expect(steps).toEqual(['0/3 w', '1/3 a', '2/3 b']);
		expect(fake.enabled).toEqual(['w']);
	});

	test('does not switch anything off if the wanted one cannot be switched on', async () => {
		const fake = new FakePlaylists([a, b, wanted]);
		fake.spoil = () => {
			throw unreachable();
		};
		expect(await only(fake)).toMatchObject({ kind: 'restored', at: { id: 'w' } });
		expect(fake.orders).toEqual(['w on']);
	});

	test('puts everything back, the last change first, if one fails', async () => {
		const fake = new FakePlaylists([a, b, wanted]);
		fake.spoil = (order) => {
			if (order === 'b off') throw unreachable();
			return false;
		};
		expect(await only(fake)).toMatchObject({
			kind: 'restored',
			at: { id: 'b' },
			error: { problem: { kind: 'unreachable' } },
		});
		expect(fake.orders).toEqual(['w on', 'a off', 'b off', 'a on', 'w off']);
		expect(fake.enabled).toEqual(['a', 'b']);
	});

	test('puts back as well what was perhaps switched', async () => {
		const fake = new FakePlaylists([a, b, wanted]);
		fake.spoil = (order) => {
			if (order !== 'b off') return false;
			throw problem({ kind: 'unreachable', reason: 'timeout', afterMs: 1 }, { perhapsDone: true });
		};
		expect(await only(fake)).toMatchObject({ kind: 'restored' });
		expect(fake.orders).toEqual(['w on', 'a off', 'b off', 'b on', 'a on', 'w off']);
	});

	test('takes a claim that the station does not show for a failure', async () => {
		const fake = new FakePlaylists([a, b, wanted]);
		fake.spoil = (order) => order === 'a off';
		expect(await only(fake)).toEqual({ kind: 'restored', at: a, error: undefined });
		expect(fake.enabled).toEqual(['a', 'b']);
	});

	test('tells what could not be put back', async () => {
		const fake = new FakePlaylists([a, b, wanted]);
		fake.spoil = (order) => {
			if (order === 'b off' || order === 'a on') throw unreachable();
			return false;
		};
		expect(await only(fake)).toMatchObject({ kind: 'partly', at: { id: 'b' }, notRestored: [a] });
		expect(fake.enabled).toEqual(['b']);
	});
});
