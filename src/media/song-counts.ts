import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Clock } from '#src/clock.ts';
import { nameOf } from './media-folder.ts';
import type { MediaPlace } from './media-song.ts';

export interface SongCountsParts {
	/** Where the files lie, beside the libraries; made if it is missing. */
	folder: string;
	/** The stations that there are now. */
	stations: () => readonly MediaPlace[];
	clock: Clock;
	onError: (place: MediaPlace, error: unknown) => void;
}

/** What a play counts, and what it counts that a person asked for the song. */
export const weights = { play: 1, request: 4 } as const;

const countsSchema = z.strictObject({
	airdeck: z.literal('counts'),
	version: z.literal(1),
	songs: z.record(z.string(), z.int().min(1)),
});

/** Past this many songs of a station all counts are halved, and what comes to nothing is forgotten. */
const mostSongs = 20_000;
/** A process that is killed loses what was counted since; nothing but an order hangs on it. */
const writeEveryMs = 15 * 60_000;

interface Counted {
	place: MediaPlace;
	songs: Map<string, number>;
	isWritten: boolean;
}

/** How often the songs of each station were on and asked for since the bot knows it: what a search puts first. */
export class SongCounts {
	readonly #parts: SongCountsParts;
	readonly #counted = new Map<string, Counted>();
	#stop = () => {};

	constructor(parts: SongCountsParts) {
		this.#parts = parts;
	}

	/** Reads what was counted before; a file that makes no sense counts as none. */
	async start(): Promise<void> {
		const { folder, stations, clock, onError } = this.#parts;
		await mkdir(folder, { recursive: true });
		for (const place of stations()) {
			try {
				const text = await readFile(this.#file(place), 'utf8');
				const before = countsSchema.parse(JSON.parse(text)).songs;
				for (const [id, count] of Object.entries(before)) this.#add(place, id, count);
			} catch (error) {
				if (!isMissing(error)) onError(place, error);
			}
		}
		this.#stop = clock.every(writeEveryMs, () => void this.#write());
	}

	/** @param songId `Song.id`: equal for equal songs */
	note({ guildId, id }: MediaPlace, songId: string, weight: number): void {
		if (songId === '') return;
		const counted = this.#add({ guildId, id }, songId, weight);
		counted.isWritten = false;
		if (counted.songs.size > mostSongs) halve(counted.songs);
	}

	/** How often, with what people asked for counting more; 0 for what was never seen. */
	of(place: MediaPlace): (song: { songId: string }) => number {
		const songs = this.#counted.get(nameOf(place))?.songs;
		return ({ songId }) => songs?.get(songId) ?? 0;
	}

	async close(): Promise<void> {
		this.#stop();
		await this.#write();
	}

	#add(place: MediaPlace, songId: string, weight: number): Counted {
		const name = nameOf(place);
		const counted = this.#counted.get(name) ?? { place, songs: new Map<string, number>(), isWritten: true };
		this.#counted.set(name, counted);
		counted.songs.set(songId, (counted.songs.get(songId) ?? 0) + weight);
		return counted;
	}

	async #write(): Promise<void> {
		const there = new Set(this.#parts.stations().map(nameOf));
		for (const [name, counted] of this.#counted) {
			const { place, songs, isWritten } = counted;
			try {
				if (!there.has(name)) {
					this.#counted.delete(name);
					await rm(this.#file(place), { force: true });
				} else if (!isWritten) {
					counted.isWritten = true;
					const value: z.output<typeof countsSchema> = {
						airdeck: 'counts',
						version: 1,
						songs: Object.fromEntries(songs),
					};
					const file = this.#file(place);
					await writeFile(`${file}.tmp`, JSON.stringify(value));
					await rename(`${file}.tmp`, file);
				}
			} catch (error) {
				counted.isWritten = false;
				this.#parts.onError(place, error);
			}
		}
	}

	#file(place: MediaPlace): string {
		return path.join(this.#parts.folder, `${nameOf(place)}.counts`);
	}
}

function halve(songs: Map<string, number>): void {
	for (const [id, count] of songs) {
		const half = Math.floor(count / 2);
		if (half === 0) songs.delete(id);
		else songs.set(id, half);
	}
}

function isMissing(error: unknown): boolean {
	return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
