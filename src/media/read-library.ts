import type { Clock } from '#src/clock.ts';
import type { Station } from '#src/stations/station.ts';
import { type CrawlPlace, crawl } from './crawl.ts';
import { lookForNews } from './look-for-news.ts';
import type { MediaHeader } from './media-line.ts';
import type { MediaSong } from './media-song.ts';
import { openMediaSource } from './media-source.ts';
import type { MediaState } from './media-state.ts';
import type { PartFile } from './part-file.ts';

export interface ReadParts {
	station: Station;
	/** What is known, if anything is. */
	state: MediaState | undefined;
	/** Everything is read, also where a look would do. */
	whole: boolean;
	clock: Clock;
	signal: AbortSignal;
	partOf: (source: MediaHeader['source']) => PartFile;
	onPlace: (place: CrawlPlace) => void;
	/** Runs a write and tells whether it worked. */
	tryWrite: (write: () => Promise<void>) => Promise<boolean>;
}

export interface LibraryReading {
	songs: ReadonlyMap<string, MediaSong>;
	source: MediaHeader['source'];
	/** What the server says it has. */
	total: number;
	/** When everything was read last. */
	takenAt: number;
	/** The state that it is to be compared with; undefined for a library that was not known. */
	known: MediaState | undefined;
}

const fullEveryMs = 24 * 60 * 60_000;
const partGoodForMs = 6 * 60 * 60_000;

/** Reads what is new, or everything once a day and where less cannot tell. Throws what the server says. */
export async function readLibrary(parts: ReadParts): Promise<LibraryReading> {
	const { station, state, whole, clock, signal, tryWrite } = parts;
	const source = await openMediaSource(station);
	// Seen with other eyes it is another library: what staff see and listeners do not was not removed.
	const known = state?.header.source === source.kind ? state : undefined;
	const isOld = known === undefined || clock.now() - known.header.takenAt >= fullEveryMs;
	if (!whole && !isOld && known.doubtedAt === undefined) {
		const look = await lookForNews(source, known.songs, known.header.total);
		if (look !== 'fetch') return { ...look, source: source.kind, takenAt: known.header.takenAt, known };
	}
	const part = parts.partOf(source.kind);
	const from = await part.read(clock.now() - partGoodForMs);
	// What cannot be noted for a restart is no reason not to go on.
	let noted = from !== undefined || (await tryWrite(() => part.begin(clock.now())));
	const { songs, total } = await crawl({
		source,
		clock,
		signal,
		known: known?.songs ?? new Map(),
		from,
		onPage: async (place, page) => {
			parts.onPlace(place);
			if (noted) noted = await tryWrite(() => part.add(place, page));
		},
	});
	await part.drop();
	return { songs, total, source: source.kind, takenAt: clock.now(), known };
}
