import { z } from 'zod';
import { id, maybeId, maybeText, milliseconds, number, text } from './wire.ts';

/** A row of what was played; the first one of all is what plays now. */
export const historyRow = z.object({
	id,
	/** When it began. */
	ts: milliseconds,
	length: milliseconds,
	/** What was sent on the air, mostly "Artist - Title". */
	metadata: text,
	author: text,
	title: text,
	album: text,
	/** Of the library; null for a jingle and for what a DJ plays. */
	all_music_id: maybeId,
	jingle_id: maybeId,
	playlist_title: text,
	/** "AutoDJ", or who plays. */
	dj_name: text,
	/** When the track began: not how many there are now. */
	n_listeners: number,
	img_url: maybeText,
	img_medium_url: maybeText,
	img_large_url: maybeText,
});
export type WireHistoryRow = z.output<typeof historyRow>;
