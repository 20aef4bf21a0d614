import { z } from 'zod';
import { song } from './song.ts';
import { count, flag, id, many, maybeFlag, maybeText, moment, number, span, text } from './wire.ts';

const mount = z.object({ name: text, url: maybeText, bitrate: number, format: maybeText, is_default: flag });

/** A station as everybody may see it. `timezone` since 0.19.5, `requests_enabled` since 0.23. */
export const station = z.object({
	id,
	name: text,
	shortcode: text,
	timezone: maybeText,
	public_player_url: maybeText,
	playlist_pls_url: maybeText,
	playlist_m3u_url: maybeText,
	is_public: flag,
	requests_enabled: maybeFlag,
	mounts: many(mount),
	remotes: many(mount),
	hls_enabled: flag,
	hls_url: maybeText,
});

const play = z.object({
	sh_id: id,
	played_at: moment,
	duration: span,
	playlist: text,
	streamer: text,
	is_request: flag,
	song,
});

const nextPlay = z.object({
	cued_at: moment,
	played_at: moment,
	duration: span,
	playlist: text,
	is_request: flag,
	song,
});

export const nowPlaying = z.object({
	station,
	listeners: z.object({ total: count, unique: count, current: number }).nullish(),
	live: z.object({ is_live: flag, streamer_name: text, broadcast_start: moment, art: maybeText }).nullish(),
	now_playing: play.nullish(),
	playing_next: nextPlay.nullish(),
	song_history: many(play),
	is_online: flag,
});

/** One play with its listeners. `is_visible` is false for jingles that are hidden from listeners. */
export const historyRow = play.extend({
	listeners_start: number,
	listeners_end: number,
	is_visible: maybeFlag,
});

/** A place in the queue; its id is only in `links.self`. The AutoDJ's debug log, kilobytes a row, is left out. */
export const queueRow = nextPlay.extend({
	sent_to_autodj: flag,
	is_played: flag,
	links: z.object({ self: text }).or(z.array(z.unknown()).transform(() => ({ self: '' }))),
});

export type WireStation = z.output<typeof station>;
export type WirePlay = z.output<typeof play>;
export type WireNowPlaying = z.output<typeof nowPlaying>;
export type WireHistoryRow = z.output<typeof historyRow>;
export type WireQueueRow = z.output<typeof queueRow>;
