import { describe, expect, test } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import type { Playlist, PlaylistsRole } from '#src/backends/roles/playlists.ts';
import { createPlaylist } from '#src/stations/creating-playlist.ts';
import { playlist } from './fake-playlist.ts';
import { problem } from './fake-station.ts';
import { inTime } from './in-time.ts';

function setUp(create: (all: Playlist[], made: Playlist) => void) {
	const clock = new ManualClock();
	const all = [playlist('1', { name: 'Winter' })];
	const orders: string[] = [];
	const role = {
		list: async () => [...all],
		create: async (name: string, order: string) => {
			orders.push(`${name}, ${order}`);
			const made = playlist('2', { name });
			create(all, made);
			return made;
		},
	} as unknown as PlaylistsRole;
	const run = (name: string) => inTime(clock, createPlaylist(role, clock, name, 'random'));
	return { run, orders };
}
const lost = () => problem({ kind: 'unreachable', reason: 'timeout', afterMs: 1 }, { perhapsDone: true });

describe('a new playlist', () => {
	test('is made once and found in the list', async () => {
		const { run, orders } = setUp((all, made) => all.push(made));
		expect(await run('Summer')).toMatchObject({ kind: 'created', playlist: { id: '2' } });
		expect(orders).toEqual(['Summer, random']);
	});

	test('is not made where there is one of its name, in capitals or not', async () => {
		const { run, orders } = setUp((all, made) => all.push(made));
		expect(await run('winter')).toMatchObject({ kind: 'exists', playlist: { id: '1' } });
		expect(orders).toEqual([]);
	});

	test('that nobody lists is not claimed', async () => {
		expect(await setUp(() => {}).run('Summer')).toEqual({ kind: 'not-confirmed' });
	});

	test('is looked for by its name when the answer got lost', async () => {
		const made = setUp((all, one) => {
			all.push(one);
			throw lost();
		});
		expect(await made.run('Summer')).toMatchObject({ kind: 'created' });
		const unmade = setUp(() => {
			throw lost();
		});
		await expect(unmade.run('Summer')).rejects.toMatchObject({ perhapsDone: true });
		expect(unmade.orders).toHaveLength(1);
	});
});
