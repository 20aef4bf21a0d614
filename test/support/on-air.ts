import type { SimulatedStation } from '#demo/azuracast/simulated-station.ts';
import type { NewSong, SimulatedSong } from '#demo/azuracast/song-library.ts';

/** A new song of the library goes on the air at once. */
export function putOnAir(station: SimulatedStation, given: NewSong): SimulatedSong {
	const song = station.addSong(given);
	station.playout.playNow(song);
	return song;
}

/** Skips until a song of this title is on the air: through the queue, where requests wait behind what was there before. */
export function skipUntil(station: SimulatedStation, title: string): void {
	for (let skips = 0; skips < 20; skips++) {
		if (station.nowPlaying?.song.title === title) return;
		station.skip();
	}
	throw new Error(`${station.name} never came to play ${title}`);
}
