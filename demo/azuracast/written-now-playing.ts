import { nowPlayingDocument } from './routes/now-playing.ts';
import type { SimulatedStation } from './simulated-station.ts';
import type { World } from './world.ts';

const writtenEveryMs = 12_000;

/**
 * The now-playing files that AzuraCast's worker writes for its web server: as old as its last look, and left lying as they
 * were when a station is switched off.
 */
export class WrittenNowPlaying {
	readonly #world: World;
	readonly #files = new Map<number, { body: string; at: number }>();

	constructor(world: World) {
		this.#world = world;
	}

	/** The file of a station; null if it never ran. */
	read(station: SimulatedStation): string | null {
		if (!station.hasStarted) return null;
		const file = this.#files.get(station.id);
		const now = this.#world.clock.now();
		if (file !== undefined && (!station.isEnabled || now - file.at < writtenEveryMs)) return file.body;
		const body = JSON.stringify(nowPlayingDocument(this.#world, station, 'event'));
		this.#files.set(station.id, { body, at: now });
		return body;
	}
}
