import { isAudio, isPicture, tagsOf } from './audio-file.ts';
import { type Refusal, thrown } from './errors.ts';
import type { ReceivedFile } from './received-file.ts';
import type { SimulatedStation } from './simulated-station.ts';
import { hashSong, type SimulatedSong } from './song-library.ts';

/** What the simulation takes for the size of a second of music: 192 kbit. */
const bytesPerSecond = 24_000;

/**
 * Stores a file as AzuraCast does: over whatever lies there, which keeps its place in the playlists; a new song is in none.
 * A picture becomes a folder's cover and gives null. What is neither is stored too, and then refused.
 */
export function storeUpload(
	station: SimulatedStation,
	path: string,
	file: ReceivedFile,
	now: number,
): SimulatedSong | null {
	if (isPicture(file.head)) return null;
	if (!isAudio(file.head)) {
		const refusal = cannotProcess();
		station.disk.unprocessable.set(path, refusal.message);
		throw refusal;
	}
	station.disk.unprocessable.delete(path);
	const tags = tagsOf(file, path);
	const lengthSeconds = file.size / bytesPerSecond;
	const present = station.songs.find((song) => song.path === path);
	if (present === undefined) {
		return station.addSong({ ...tags, path, lengthSeconds, playlists: [], hasArt: false, artUpdatedAt: 0 });
	}
	return Object.assign(present, tags, {
		lengthSeconds,
		songId: hashSong(tags.artist, tags.title),
		mtime: Math.floor(now / 1000),
	});
}

function cannotProcess(): Refusal {
	const file = 'Exception/CannotProcessMediaException.php';
	return thrown(500, 'CannotProcessMediaException', 'File type cannot be processed.', file, 45);
}
