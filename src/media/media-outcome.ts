import type { CrawlPlace } from './crawl.ts';
import type { MediaChanges } from './media-changes.ts';

/** How far a whole fetch is. */
export interface MediaProgress extends CrawlPlace {
	/** When it began, or went on where an earlier one had stopped; milliseconds since 1970. */
	startedAt: number;
	/** How many songs came since then. */
	rows: number;
}

/** What it took. */
export interface MediaCost {
	/** Everything was read, and not only what is new. */
	whole: boolean;
	/** Questions to the radio server. */
	reads: number;
	tookMs: number;
}

/** What a look or a fetch came to. What the radio server would not do is no outcome: it is thrown. */
export type MediaOutcome =
	/** Read for the first time, or from another source than before: nothing to compare with. */
	| (MediaCost & { kind: 'first'; songs: number })
	| (MediaCost & { kind: 'compared'; songs: number; changes: MediaChanges })
	/** So much was missing that nothing of it is believed before everything was read once more, by itself at `againAt`. */
	| (MediaCost & { kind: 'doubted'; missing: number; songs: number; againAt: number })
	/** Somebody stopped it. What was read is kept, and the next fetch goes on there; undefined if nothing was. */
	| { kind: 'cancelled'; progress: MediaProgress | undefined }
	/** The bot ends, and goes on there after its next start; or the library is no longer this one. */
	| { kind: 'stopped'; isGone: boolean };
