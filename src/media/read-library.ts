import type { Clock } from '#src/clock.ts';
import type { ServerTurn } from '#src/server-turns.ts';
import type { Station } from '#src/stations/station.ts';
import { beginning, type CrawlPlace, crawl } from './crawl.ts';
import { lookForNews } from './look-for-news.ts';
import type { MediaHeader } from './media-line.ts';
import type { MediaSong } from './media-song.ts';
import { type MediaSource, openMediaSource } from './media-source.ts';
import type { MediaState } from './media-state.ts';
import type { Depth } from './media-work.ts';
import { isDue, type OffPeak } from './off-peak.ts';
import type { PartFile } from './part-file.ts';

export interface ReadParts {
	station: Station;
	/** What is known, if anything is. */
	state: MediaState | undefined;
	depth: Depth;
	/** The hours in which everything is read once a day; any if undefined. */
	offPeak: OffPeak | undefined;
	clock: Clock;
	signal: AbortSignal;
	/** Lent to others while the server is waited for. */
	turn: ServerTurn;
	partOf: (source: MediaHeader['source']) => PartFile;
	/** Everything is read from now on, from this place. */
	onWhole: (from: CrawlPlace) => void;
	/** After each page, with how many songs it had. */
	onPlace: (place: CrawlPlace, rows: number) => void;
	/** Runs a write and tells whether it worked. */
	tryWrite: (write: () => Promise<void>) => Promise<boolean>;
}

export interface LibraryReading {
	songs: ReadonlyMap<string, MediaSong>;
	source: MediaHeader['source'];
	/** What the server says it has. */
	total: number;
	/** How many of that could not be used. */
	skipped: number;
	/** When everything was read last. */
	takenAt: number;
	/** The state that it is to be compared with; undefined for a library that was not known. */
	known: MediaState | undefined;
	/** Questions to the radio server. */
	reads: number;
	whole: boolean;
}

const partGoodForMs = 6 * 60 * 60_000;

/** Reads what is new, or everything once a day and where less cannot tell. Throws what the server says. */
export async function readLibrary(parts: ReadParts): Promise<LibraryReading> {
	const { station, state, depth, clock, signal, turn, tryWrite } = parts;
	const opened = await turn.lend(openMediaSource(station, state?.header.source));
	const { source, reads } = counted(opened, turn);
	// Seen with other eyes it is another library: what staff see and listeners do not was not removed.
	const known = state?.header.source === source.kind ? state : undefined;
	const mayLook = known !== undefined && known.doubt === undefined && depth !== 'whole';
	if (mayLook && (depth === 'news' || !isDue(known.header.takenAt, clock.now(), parts.offPeak))) {
		const { takenAt, total, skipped = 0 } = known.header;
		const look = await lookForNews(source, known.songs, total);
		if (look !== 'fetch')
			return { ...look, skipped, source: source.kind, takenAt, known, reads: reads(), whole: false };
	}
	const part = parts.partOf(source.kind);
	const from = await part.read(clock.now() - partGoodForMs);
	parts.onWhole(from?.place ?? beginning);
	// What cannot be noted for a restart is no reason not to go on.
	let noted = from !== undefined || (await tryWrite(() => part.begin(clock.now())));
	const { songs, total, skipped } = await crawl({
		source,
		clock,
		signal,
		turn,
		known: known?.songs ?? new Map(),
		from,
		onPage: async (place, page) => {
			parts.onPlace(place, page.length);
			if (noted) noted = await tryWrite(() => part.add(place, page));
		},
	});
	await part.drop();
	const takenAt = clock.now();
	return { songs, total, skipped, source: source.kind, takenAt, known, reads: reads(), whole: true };
}

/** The same source, with a count of what is asked of it; the turn is lent for as long as an answer takes. */
function counted(source: MediaSource, turn: ServerTurn): { source: MediaSource; reads: () => number } {
	let reads = source.opened;
	const counting: MediaSource = {
		...source,
		page: async (number, perPage) => {
			reads += 1;
			return turn.lend(source.page(number, perPage));
		},
	};
	const newest = source.newest?.bind(source);
	if (newest !== undefined)
		counting.newest = async (number, perPage) => {
			reads += 1;
			return turn.lend(newest(number, perPage));
		};
	return { source: counting, reads: () => reads };
}
