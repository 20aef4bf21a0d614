import { describe, expect, test } from 'vitest';
import { changesIn } from '#src/media/changes-in.ts';
import type { MediaLibrary, MediaPlace, MediaSong, MediaUpdate } from '#src/media/media-song.ts';
import { StationIndexes } from '#src/media/search/station-indexes.ts';
import { generatedSongs, libraryRow } from '#test/support/generated-songs.ts';

const place = (id: string): MediaPlace => ({ guildId: 'g', id });
const byId = (songs: readonly MediaSong[]) => new Map(songs.map((song) => [song.id, song]));

class FakeLibrary implements MediaLibrary {
	readonly #songs = new Map<string, ReadonlyMap<string, MediaSong>>();
	readonly listeners = new Set<(place: MediaPlace, update: MediaUpdate) => void>();

	songs({ id }: MediaPlace) {
		return this.#songs.get(id);
	}

	onUpdate(listener: (place: MediaPlace, update: MediaUpdate) => void) {
		this.listeners.add(listener);
		return () => this.listeners.delete(listener);
	}

	put(id: string, songs: readonly MediaSong[] | undefined, update: MediaUpdate) {
		if (songs === undefined) this.#songs.delete(id);
		else this.#songs.set(id, byId(songs));
		for (const listener of this.listeners) listener(place(id), update);
	}
}

function setUp(mostBytes = 1e9) {
	const library = new FakeLibrary();
	const errors: unknown[] = [];
	const indexes = new StationIndexes({ library, mostBytes, onError: (_, error) => errors.push(error) });
	const titles = async (id: string, typed: string) =>
		(await indexes.of(place(id)))
			?.search(typed, { requestableOnly: false, most: 200 })
			.songs.map(({ title }) => title);
	return { library, indexes, titles, errors };
}
const one = libraryRow(1, { title: 'Lantern' });
const two = libraryRow(2, { title: 'Harbour' });

describe('the indexes of stations', () => {
	test('are there as soon as a library is, and not before', async () => {
		const { library, titles } = setUp();
		expect(await titles('a', 'lantern')).toBeUndefined();
		library.put('a', [one], 'all');
		expect(await titles('a', 'lantern')).toEqual(['Lantern']);
		expect(await titles('b', 'lantern')).toBeUndefined();
	});

	test('follow what changes, also while they are being made', async () => {
		const { library, indexes, titles, errors } = setUp();
		library.put('a', [one], 'all');
		library.put('a', [one, two], await changesIn(byId([one]), byId([one, two])));
		library.put('a', [two], await changesIn(byId([one, two]), byId([two])));
		await titles('a', '');
		await new Promise((resolve) => setTimeout(resolve, 50));
		expect(await titles('a', '')).toEqual(['Harbour']);
		library.put('a', undefined, 'gone');
		expect(await titles('a', '')).toBeUndefined();
		expect(indexes.stationIds).toEqual([]);
		expect(errors).toEqual([]);
	});

	test('take no more room than they may: the one not used for longest is given up, and made again', async () => {
		const songs = generatedSongs(300);
		const { library, indexes, titles } = setUp(200_000);
		for (const id of ['a', 'b', 'c', 'd', 'e']) {
			library.put(id, songs, 'all');
			await titles(id, 'x');
		}
		expect(indexes.bytes).toBeLessThanOrEqual(200_000);
		expect(indexes.stationIds.length).toBeGreaterThan(1);
		expect(indexes.stationIds).not.toContain('a');
		expect(indexes.stationIds.at(-1)).toBe('e');
		const [oldest = ''] = indexes.stationIds;
		await titles(oldest, 'x');
		expect(indexes.stationIds.at(-1)).toBe(oldest);
		expect(await titles('a', '')).toHaveLength(200);
		expect(indexes.stationIds.at(-1)).toBe('a');
	});

	test('hear of nothing after the end', () => {
		const { library, indexes } = setUp();
		indexes.close();
		expect(library.listeners.size).toBe(0);
	});
});
