import { z } from 'zod';
import { track } from './music.ts';
import { count, flag, id, milliseconds, number, text } from './wire.ts';

export const playlist = z.object({
	id,
	name: text,
	duration: milliseconds,
	tracks_num: count,
	is_default: flag,
	is_random: flag,
	/** Plays now. */
	on_air: flag,
	server: number,
});
export type WirePlaylist = z.output<typeof playlist>;

export const playlistTrack = z.object({ id, track });
