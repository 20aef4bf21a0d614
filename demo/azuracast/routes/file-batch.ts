import { z } from 'zod';
import { json } from '../answer.ts';
import { permissionDenied, thrown } from '../errors.ts';
import { type AccountVisit, managed, type StationVisit } from '../guards.ts';
import { mayOnStation } from '../keys.ts';
import { readFields } from '../request-body.ts';
import type { Route } from '../router.ts';
import type { SimulatedStation } from '../simulated-station.ts';
import type { SimulatedSong } from '../song-library.ts';
import { isAtLeast } from '../version.ts';

const orderSchema = z.object({
	do: z.string().default(''),
	files: z.array(z.string()).default([]),
	dirs: z.array(z.string()).default([]),
	playlists: z.array(z.union([z.string(), z.number()])).default([]),
	new_playlist_name: z.string().default(''),
});
type Order = z.infer<typeof orderSchema>;

export const fileBatchRoutes: readonly Route[] = [
	managed('PUT', '/station/{station}/files/batch', ['manage station media'], (visit) => runBatch(visit)),
];

/** Does one thing to many files. Paths that are not in the library are passed over, and repeated in the answer all the same. */
function runBatch(visit: StationVisit & AccountVisit) {
	const { station } = visit;
	const order = orderSchema.safeParse(readFields(visit.call)).data ?? orderSchema.parse({});
	const songs = station.songs.filter(
		({ path }) => order.files.includes(path) || order.dirs.some((folder) => path.startsWith(`${folder}/`)),
	);
	const record = act(visit, order, songs);
	return json({
		success: true,
		errors: [],
		files: [...order.files, ...songs.map(({ path }) => path).filter((path) => !order.files.includes(path))],
		directories: order.dirs,
		record,
	});
}

function act(visit: StationVisit & AccountVisit, order: Order, songs: readonly SimulatedSong[]) {
	const { station } = visit;
	switch (order.do) {
		case 'queue':
			for (const song of songs.toReversed()) station.playout.putInFront(song);
			return null;
		case 'immediate':
			for (const song of songs.toReversed()) station.playout.playNow(song);
			return null;
		case 'playlist':
			return assign(station, order, songs);
		case 'reprocess':
			for (const song of songs) song.mtime = Math.floor(visit.call.now / 1000);
			return null;
		case 'delete':
			return remove(visit, songs);
		default:
			throw thrown(
				500,
				'Exception',
				'Invalid batch operation specified.',
				'Controller/Api/Stations/Files/BatchAction.php',
				76,
			);
	}
}

/** Replaces the whole set of playlists of each file; `new` makes one. */
function assign(station: SimulatedStation, order: Order, songs: readonly SimulatedSong[]) {
	const made = order.playlists.includes('new')
		? station.addPlaylist({ name: order.new_playlist_name })
		: null;
	const ids = order.playlists.filter((id) => id !== 'new').map(Number);
	if (made !== null) ids.push(made.id);
	for (const song of songs) song.playlists = [...ids];
	return made === null ? null : { id: made.id, name: made.name };
}

function remove(
	{ world, station, account }: StationVisit & AccountVisit,
	songs: readonly SimulatedSong[],
): null {
	const ownRight = isAtLeast(world.version, '0.22.0');
	if (ownRight && !mayOnStation(account, station.id, 'delete station media')) throw permissionDenied();
	for (const song of songs) station.songs.splice(station.songs.indexOf(song), 1);
	return null;
}
