import { createHash } from 'node:crypto';
import type { Play, Song } from '#src/backends/roles.ts';
import type { Address } from './address.ts';
import type { WireHistoryRow } from './schemas/history.ts';
import type { WireTrack } from './schemas/music.ts';

/** What the panel calls itself where nobody is live. */
const automatic = 'autodj';

/** The DJ behind a row, or ''. */
export function djOf({ dj_name: name }: Pick<WireHistoryRow, 'dj_name'>): string {
	return name.toLowerCase().replace(/[\s_-]/g, '') === automatic ? '' : name;
}

export function toPlay(row: WireHistoryRow, address: Address): Play {
	return {
		id: row.id,
		song: {
			// A song of the library keeps its number everywhere; of anything else only the words are known.
			id: row.all_music_id ?? nameOf(row.author, row.title, row.metadata),
			title: row.title,
			artist: row.author,
			album: row.album,
			text: row.metadata === '' ? joined(row.author, row.title) : row.metadata,
			art: address.resolve(row.img_large_url ?? row.img_medium_url ?? row.img_url),
		},
		startedAt: row.ts ?? 0,
		duration: row.length,
		playlist: row.playlist_title,
		streamer: djOf(row),
		// The panel does not tell.
		requested: false,
	};
}

export function toSong(track: WireTrack, address: Address): Song {
	const { author, title } = track;
	const text = track.meta === '' ? joined(author, title) : track.meta;
	return {
		id: track.id,
		title,
		artist: author,
		album: track.album,
		text: text === '' ? fileNameOf(track) : text,
		art: address.resolve(track.image_large ?? track.image_medium ?? track.tag_image),
	};
}

/** The file's own name. What stands before it is a place on the server's disk, which is nobody's to see. */
export function fileNameOf({ filename, path }: Pick<WireTrack, 'filename' | 'path'>): string {
	const whole = filename === '' ? path : filename;
	return whole.slice(Math.max(whole.lastIndexOf('/'), whole.lastIndexOf('\\')) + 1);
}

function joined(artist: string, title: string): string {
	return artist === '' ? title : `${artist} - ${title}`;
}

function nameOf(...words: string[]): string {
	const hash = createHash('sha256').update(words.join('\n')).digest('hex');
	return `text-${hash.slice(0, 16)}`;
}
