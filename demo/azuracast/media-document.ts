import { shortNameOf } from './playlist.ts';
import type { SimulatedStation } from './simulated-station.ts';
import type { SimulatedSong } from './song-library.ts';
import { isAtLeast } from './version.ts';
import type { World } from './world.ts';

const noMarks = {
	amplify: null,
	cross_start_next: null,
	cue_in: null,
	cue_out: null,
	fade_in: null,
	fade_out: null,
};

/** A file of the library as `/files` gives it: whole seconds, and a text without the album, unlike everywhere else. */
export function fileDocument(world: World, station: SimulatedStation, song: SimulatedSong) {
	const base = `${world.baseUrl}/api/station/${station.id}`;
	const stamp = song.artUpdatedAt === 0 ? '' : `-${song.artUpdatedAt}.jpg`;
	const seconds = Math.floor(song.lengthSeconds);
	return {
		id: song.id,
		unique_id: song.uniqueId,
		song_id: song.songId,
		art: `${base}/art/${song.uniqueId}${stamp}`,
		path: song.path,
		mtime: song.mtime,
		uploaded_at: song.uploadedAt,
		art_updated_at: song.artUpdatedAt,
		length: seconds,
		length_text: `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`,
		custom_fields: {},
		extra_metadata: noMarks,
		playlists: station.playlists
			.filter(({ id }) => song.playlists.includes(id))
			.map(({ id, name }) => ({ id, name, short_name: shortNameOf(name), folder: null, count: 1 })),
		text: [song.artist, song.title].filter((part) => part !== '').join(' - '),
		artist: song.artist,
		title: song.title,
		album: song.album,
		genre: song.genre,
		isrc: song.isrc === '' ? null : song.isrc,
		lyrics: null,
		links: {
			self: `${base}/file/${song.id}`,
			play: `${base}/file/${song.id}/play`,
			art: `${base}/art/${song.id}`,
			waveform: `${base}/waveform/${song.uniqueId}-0.json`,
			waveform_cache: `${base}/waveform/${song.uniqueId}`,
		},
	};
}

/** As {@link fileDocument}, and before 0.20.2 as the row lies in the database. */
export function fileRow(world: World, station: SimulatedStation, song: SimulatedSong) {
	const document = fileDocument(world, station, song);
	if (isAtLeast(world.version, '0.20.2')) return document;
	const { art: _, extra_metadata, playlists, links, ...rest } = document;
	return {
		...rest,
		...extra_metadata,
		playlists: playlists.map(({ id, name }) => ({ id, name, weight: 3 })),
		links: { self: links.self, play: links.play },
	};
}
