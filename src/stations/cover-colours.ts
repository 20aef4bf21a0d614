import { LRUCache } from 'lru-cache';
import type { OnAirState } from '#src/backends/roles.ts';
import type { Clock } from '#src/clock.ts';
import { ServerTurns } from '#src/server-turns.ts';
import type { Station } from './station.ts';

export interface CoverColoursParts {
	/** The file of a cover; undefined for what is none. */
	read: (station: Station, art: string, signal: AbortSignal) => Promise<Uint8Array | undefined>;
	/** Its colour, null for a grey one. Rejects for what is no cover. */
	colourOf: (cover: Uint8Array) => Promise<number | null>;
	canShow: (art: string) => boolean;
	/** How many stations there are. */
	stations: () => number;
	clock: Clock;
	onError: (station: Station, error: unknown) => void;
}

const mostKnown = 5_000;
const mostWaiting = 20;
/** A new song costs its radio server no call: covers are read while it plays, and not for songs that are skipped. */
const restMs = 60_000;
const tickMs = 10_000;
/** With more stations the thread that looks at covers would never rest, and its memory never be free: their cards keep the station's colour. */
const mostStations = 100;

/**
 * The colours of covers, so that a card can have that of its song. A cover is read once, while the song before it plays, and no card
 * waits for it: what was not known when a song was first shown is left out as long as that song is on.
 */
export class CoverColours {
	readonly #parts: CoverColoursParts;
	/** By the address of the cover; null for none. */
	readonly #known = new LRUCache<string, { colour: number | null }>({ max: mostKnown });
	/** By station, the cover that was asked for last, and what was said of it. */
	readonly #said = new Map<string, { art: string; colour: number | undefined }>();
	/** By station, what is worth knowing, and since when that song plays. */
	readonly #worth = new Map<string, { station: Station; arts: string[]; since: number }>();
	#stopTicking: (() => void) | undefined;
	/** The covers that are looked at, or wait for it, one after the other; one host that is slow keeps no other's waiting. */
	readonly #looks = new Map<string, Promise<void>>();
	readonly #turns: ServerTurns;
	readonly #over = new AbortController();

	constructor(parts: CoverColoursParts) {
		this.#parts = parts;
		this.#turns = new ServerTurns({ clock: parts.clock, most: 1 });
	}

	/** `0xRRGGBB`, the same as long as the station has this cover; undefined while it is not known, or if there is none. */
	of(stationId: string, art: string | null): number | undefined {
		if (art === null || !this.#parts.canShow(art)) return undefined;
		const said = this.#said.get(stationId);
		if (said?.art === art) return said.colour;
		const colour = this.#known.get(art)?.colour ?? undefined;
		this.#said.set(stationId, { art, colour });
		return colour;
	}

	/** A card of this station is kept up to date: the covers of this song and the next one are worth knowing. */
	follow(station: Station, { now, next, live }: OnAirState): void {
		const { stations, clock, canShow } = this.#parts;
		if (stations() > mostStations || this.#over.signal.aborted) return;
		const arts = [live === null ? now?.song.art : live.art, next?.song.art].filter(
			(art): art is string => typeof art === 'string' && canShow(art) && !this.#known.has(art),
		);
		const before = this.#worth.get(station.id);
		if (arts.length === 0) this.#worth.delete(station.id);
		else if (before?.arts.join(' ') !== arts.join(' '))
			this.#worth.set(station.id, { station, arts, since: clock.now() });
		if (this.#worth.size > 0) this.#stopTicking ??= clock.every(tickMs, () => this.#tick());
	}

	async close(): Promise<void> {
		this.#over.abort(new Error('The bot is stopping'));
		this.#worth.clear();
		this.#tick();
		await Promise.all(this.#looks.values());
	}

	#tick(): void {
		for (const [id, { station, arts, since }] of this.#worth) {
			if (this.#parts.clock.now() - since < restMs) continue;
			this.#worth.delete(id);
			for (const art of arts) this.#want(station, art);
		}
		if (this.#worth.size > 0) return;
		this.#stopTicking?.();
		this.#stopTicking = undefined;
	}

	#want(station: Station, art: string): void {
		if (this.#looks.size >= mostWaiting || this.#looks.has(art)) return;
		const host = URL.parse(art)?.host ?? '';
		const look = this.#turns.waitAt(host, () => this.#look(station, art));
		this.#looks.set(
			art,
			look.finally(() => this.#looks.delete(art)),
		);
	}

	async #look(station: Station, art: string): Promise<void> {
		if (this.#over.signal.aborted) return;
		this.#known.set(art, { colour: await this.#colourOf(station, art) });
	}

	async #colourOf(station: Station, art: string): Promise<number | null> {
		try {
			const cover = await this.#parts.read(station, art, this.#over.signal);
			return cover === undefined ? null : await this.#parts.colourOf(cover);
		} catch (error) {
			// It is not tried again: the song is over by then, and a card has a colour all the same.
			if (!this.#over.signal.aborted) this.#parts.onError(station, error);
			return null;
		}
	}
}
