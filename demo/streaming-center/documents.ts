import type { PanelStation, SimulatedDj, SimulatedPlaylist, TrackRequest } from './panel-station.ts';
import type { LoggedPlay } from './play-log.ts';
import type { SimulatedTrack } from './track.ts';

/*
 * The panel's answers with the names and the spellings of its own documentation: Python's "None" here, null and '' there.
 */

export function historyDocument(play: LoggedPlay, base: string) {
	const { track } = play;
	const image = (size: string) => (track === null ? null : `${base}/media/tracks/t${track.id}${size}.jpg`);
	return {
		id: play.id,
		ts: play.ts,
		length: play.length,
		metadata: play.metadata,
		author: track?.author ?? (play.jingleId === null ? 'None' : ''),
		author_other: null,
		title: track?.title ?? 'None',
		album: track?.album ?? null,
		genre: track?.genre ?? null,
		year: 'None',
		composer: null,
		lyricist: '',
		publisher: null,
		label: null,
		isrc: null,
		comment: null,
		performance_type: null,
		all_music_id: track?.id ?? null,
		jingle_id: play.jingleId,
		playlist_title: play.playlistTitle,
		dj_name: play.djName,
		n_listeners: play.listeners,
		img_fetched: true,
		img_url: image(''),
		img_medium_url: image('_medium'),
		img_large_url: image('_large'),
	};
}

export function playlistDocument(playlist: SimulatedPlaylist, station: PanelStation) {
	const tracks = station.tracksIn(playlist.id);
	return {
		id: playlist.id,
		name: playlist.name,
		duration: tracks.reduce((sum, { length }) => sum + length, 0),
		tracks_num: tracks.length,
		playlist_files_per_page: 1000,
		is_default: playlist.isDefault,
		is_random: playlist.isRandom,
		on_air: station.onAir === playlist,
		directory_name: '',
		current_track_order: playlist.isRandom ? -1 : 3,
		server: station.id,
	};
}

export function trackDocument(track: SimulatedTrack, server: number, base: string) {
	const image = (size: string) => `${base}/media/tracks/t${track.id}${size}.jpg`;
	return {
		id: track.id,
		server,
		path: track.path,
		public_path: `/media/${track.id}.mp3`,
		filename: track.path.slice(track.path.lastIndexOf('/') + 1),
		meta: track.author === '' ? track.title : `${track.author} - ${track.title}`,
		author: track.author,
		author_other: 'None',
		title: track.title,
		album: track.album === '' ? 'None' : track.album,
		genre: track.genre,
		year: null,
		comment: null,
		length: track.length,
		length_formatted: '0:03:35',
		samplerate: 44_100,
		audio_format: 1,
		requestable: track.requestable,
		requests_number: 0,
		human_up: 0,
		human_down: 0,
		tag_image: null,
		image_medium: image('_medium'),
		image_large: image('_large'),
		isrc: 'None',
		mbid: null,
		category: null,
	};
}

export function djDocument(dj: SimulatedDj, station: PanelStation, keyed: boolean) {
	const onAir = dj.cat === 'auto' ? station.live === null : station.live === dj.name;
	return {
		id: dj.id,
		name: dj.name,
		active: true,
		cat: dj.cat,
		connected: onAir,
		on_air: onAir,
		port: 8005,
		stream_url: '',
		priority: 1,
		metadata: '',
		image: null,
		image_thumbnail: null,
		image_medium: null,
		server: station.id,
		...(keyed ? { password: dj.password } : {}),
	};
}

export function requestDocument(
	request: TrackRequest,
	station: PanelStation,
	base: string,
	withMusic: boolean,
) {
	return {
		id: request.id,
		dttm: request.at,
		played_at: request.playedAt,
		all_music: withMusic ? trackDocument(request.track, station.id, base) : request.track.id,
		person: request.person,
		message: request.message,
		src_ip: request.address,
		moderated: false,
		server: station.id,
	};
}
