import type { AiredSong, Play, QueueRow } from './play.ts';
import type { SimulatedStation } from './simulated-station.ts';
import type { Mount } from './station-plan.ts';
import { isAtLeast } from './version.ts';
import type { World } from './world.ts';

/** Unix seconds. */
export function unix(at: number): number {
	return Math.floor(at / 1000);
}

/** A time as AzuraCast's internal lists give it since 0.21: ISO with microseconds; before, unix seconds. */
export function internalTime(world: World, at: number): string | number {
	return isAtLeast(world.version, '0.21.0') ? `${new Date(at).toISOString().slice(0, -1)}000Z` : unix(at);
}

export function songDocument(world: World, station: SimulatedStation, song: AiredSong) {
	const parts =
		isAtLeast(world.version, '0.22.0') && song.media !== null ? [song.artist, song.album] : [song.artist];
	return {
		id: song.songId,
		art: artAddress(world, station, song),
		// An empty PHP array, since no custom fields are defined.
		custom_fields: [],
		text: [...parts, song.title].filter((part) => part !== '').join(' - '),
		artist: song.artist,
		title: song.title,
		album: song.album,
		genre: song.genre,
		isrc: song.isrc,
		lyrics: '',
	};
}

function artAddress(world: World, station: SimulatedStation, { media }: AiredSong): string {
	if (media === null) return `${world.baseUrl}/static/vite_dist/assets/generic_song-stub0000.jpg`;
	const stamp = media.artUpdatedAt === 0 ? '' : `-${media.artUpdatedAt}.jpg`;
	return `${world.baseUrl}/api/station/${station.shortName}/art/${media.uniqueId}${stamp}`;
}

export function playDocument(world: World, station: SimulatedStation, play: Play) {
	return {
		sh_id: play.id,
		played_at: unix(play.startedAt),
		duration: Math.floor(play.durationMs / 1000),
		playlist: play.playlist,
		streamer: play.streamer,
		is_request: play.requested,
		song: songDocument(world, station, play.song),
	};
}

/** A song to come. `startsAt` is an estimate in milliseconds. */
export function queuedDocument(world: World, station: SimulatedStation, row: QueueRow, startsAt: number) {
	const { lengthSeconds } = row.song;
	return {
		cued_at: unix(row.cuedAt),
		played_at: unix(startsAt),
		duration: isAtLeast(world.version, '0.21.0') ? lengthSeconds : Math.floor(lengthSeconds),
		playlist: row.playlist,
		is_request: row.requested,
		song: songDocument(world, station, { ...row.song, media: row.song }),
	};
}

export function stationDocument(world: World, station: SimulatedStation) {
	const { baseUrl } = world;
	const page = `${baseUrl}/public/${station.shortName}`;
	const main = station.mounts.find((mount) => mount.isDefault);
	return {
		id: station.id,
		name: station.name,
		shortcode: station.shortName,
		description: station.description,
		frontend: 'icecast',
		backend: station.hasBackend ? 'liquidsoap' : 'none',
		timezone: station.timezone,
		listen_url: main === undefined ? null : streamAddress(world, station, main),
		url: null,
		public_player_url: page,
		playlist_pls_url: `${page}/playlist.pls`,
		playlist_m3u_url: `${page}/playlist.m3u`,
		is_public: station.isPublic,
		...(isAtLeast(world.version, '0.23.0') ? { requests_enabled: station.requestsEnabled } : {}),
		mounts: station.mounts
			.filter((mount) => mount.isVisible)
			.map((mount) => ({
				id: mount.id,
				name: mount.displayName,
				url: streamAddress(world, station, mount),
				bitrate: mount.bitrate,
				format: mount.format,
				listeners: countsOf(Math.round(station.listeners * mount.share)),
				path: mount.path,
				is_default: mount.isDefault,
			})),
		remotes: [],
		hls_enabled: station.hlsEnabled,
		hls_is_default: false,
		hls_url: station.hlsEnabled ? `${baseUrl}/hls/${station.shortName}/live.m3u8` : null,
		hls_listeners: 0,
	};
}

export function streamAddress(world: World, station: SimulatedStation, mount: Mount): string {
	return `${world.baseUrl}/listen/${station.shortName}${mount.path}`;
}

export function countsOf(listeners: number) {
	return { total: listeners, unique: listeners, current: listeners };
}
