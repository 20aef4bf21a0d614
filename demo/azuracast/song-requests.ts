import type { Play } from './play.ts';
import type { Random } from './random.ts';
import type { SimulatedSong } from './song-library.ts';

/** A song somebody asked for. Times in milliseconds since 1970. */
export interface SongRequest {
	readonly id: number;
	readonly song: SimulatedSong;
	readonly at: number;
	readonly address: string;
	/** AzuraCast waits a random one to two request delays. */
	readonly playAfter: number;
	/** When it went into the queue, which AzuraCast calls played. */
	playedAt: number | null;
}

const minute = 60_000;
const pendingForMs = 10 * minute;

/** The requests of one station and the rules about them. */
export class SongRequests {
	#all: SongRequest[] = [];
	#lastId = 0;
	readonly #random: Random;

	constructor(random: Random) {
		this.#random = random;
	}

	/** Newest first. */
	get all(): SongRequest[] {
		return this.#all.toReversed();
	}

	add(song: SimulatedSong, address: string, now: number, delayMinutes: number): void {
		this.#lastId += 1;
		const playAfter = now + delayMinutes * minute * (1 + this.#random());
		this.#all.push({ id: this.#lastId, song, address, at: now, playAfter, playedAt: null });
	}

	/** True for ten minutes after a request, and as long as it waits. */
	isPending(song: SimulatedSong, now: number): boolean {
		return this.#all.some(
			(request) => request.song === song && (request.playedAt === null || now - request.at < pendingForMs),
		);
	}

	lastFrom(address: string): number | null {
		return this.#all.findLast((request) => request.address === address)?.at ?? null;
	}

	/** The first request whose time has come and whose song and artist were not on just now. */
	takeDue(now: number, wasPlayedRecently: (song: SimulatedSong) => boolean): SimulatedSong | null {
		const due = this.#all.find(
			(request) => request.playedAt === null && request.playAfter <= now && !wasPlayedRecently(request.song),
		);
		if (due === undefined) return null;
		due.playedAt = now;
		return due.song;
	}

	removePending(id: number): void {
		this.#all = this.#all.filter((request) => request.id !== id || request.playedAt !== null);
	}

	clearPending(): void {
		this.#all = this.#all.filter((request) => request.playedAt !== null);
	}
}

/** Whether the title or any of the artists was on within `minutes`; 0 turns the rule off. */
export function wasPlayedRecently(
	song: { title: string; artist: string },
	history: readonly Play[],
	now: number,
	minutes: number,
): boolean {
	const artists = artistsOf(song.artist);
	return history.some(
		(play) =>
			play.startedAt > now - minutes * minute &&
			(play.song.title.toLowerCase() === song.title.toLowerCase() ||
				artistsOf(play.song.artist).some((artist) => artists.includes(artist))),
	);
}

function artistsOf(artist: string): string[] {
	return artist
		.toLowerCase()
		.split(/,|;|\/| & | feat\.? | ft\.? | and | x /u)
		.map((part) => part.trim())
		.filter((part) => part !== '');
}
