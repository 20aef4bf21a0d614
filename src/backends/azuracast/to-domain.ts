import type { HistoryEntry } from '#src/backends/roles/history.ts';
import type { QueueEntry } from '#src/backends/roles/queue.ts';
import type { ScheduleEntry } from '#src/backends/roles/schedule.ts';
import type { RequestableSong } from '#src/backends/roles/song-requests.ts';
import type { OnAirState, Play, Song, StationFacts } from '#src/backends/roles.ts';
import type { Address } from './address.ts';
import type {
	WireHistoryRow,
	WireNowPlaying,
	WirePlay,
	WireQueueRow,
	WireStation,
} from './schemas/now-playing.ts';
import type { WireRequestableSong } from './schemas/requests.ts';
import type { WireScheduleRow } from './schemas/schedule.ts';
import type { WireSong } from './schemas/song.ts';

export function toSong(song: WireSong, address: Address): Song {
	const { id, title, artist, album, text } = song;
	return { id, title, artist, album, text, art: address.art(song.art) };
}

function toFacts(station: WireStation, address: Address): StationFacts {
	const mounts = station.mounts.map((mount) => ({ ...mount, isDefault: mount.is_default }));
	const relays = station.remotes.map((relay) => ({ ...relay, isDefault: false }));
	return {
		remoteId: station.id,
		shortName: station.shortcode,
		name: station.name,
		plays: 'songs',
		timezone: station.timezone,
		isPublic: station.is_public,
		requestsEnabled: station.requests_enabled,
		playerUrl: address.resolve(station.public_player_url),
		playlistUrls: {
			pls: address.resolve(station.playlist_pls_url),
			m3u: address.resolve(station.playlist_m3u_url),
		},
		streams: [...mounts, ...relays].flatMap(({ name, url, bitrate, format, isDefault }) => {
			const resolved = address.resolve(url);
			if (resolved === null) return [];
			return [{ name, url: resolved, bitrate: bitrate === 0 ? null : bitrate, format, isDefault }];
		}),
		hlsUrl: station.hls_enabled ? address.resolve(station.hls_url) : null,
	};
}

export function toOnAirState(wire: WireNowPlaying, address: Address): OnAirState {
	const isLive = wire.live?.is_live ?? false;
	const next = wire.playing_next;
	return {
		facts: toFacts(wire.station, address),
		online: wire.is_online,
		listeners: wire.listeners?.current ?? null,
		live: isLive
			? {
					streamer: wire.live?.streamer_name ?? '',
					since: wire.live?.broadcast_start ?? null,
					art: address.art(wire.live?.art ?? null),
				}
			: null,
		now: toCurrentPlay(wire.now_playing ?? null, isLive, address),
		next:
			next === null || next === undefined
				? null
				: {
						song: toSong(next.song, address),
						playlist: next.playlist,
						requested: next.is_request,
						at: next.played_at,
						duration: next.duration,
					},
		history: wire.song_history.map((play) => toPlay(play, address)),
	};
}

function toCurrentPlay(play: WirePlay | null, isLive: boolean, address: Address): Play | null {
	// A station without any history gets a made-up play that carries its "offline" text.
	if (play === null || play.sh_id === '0') return null;
	const current = toPlay(play, address);
	// While a DJ is live this is their song without a length, or still the song before them, which is over.
	return isLive ? { ...current, duration: null } : current;
}

function toPlay(play: WirePlay, address: Address): Play {
	return {
		id: play.sh_id,
		song: toSong(play.song, address),
		startedAt: play.played_at ?? 0,
		duration: play.duration,
		playlist: play.playlist,
		streamer: play.streamer,
		requested: play.is_request,
	};
}

export function toHistoryEntry(row: WireHistoryRow, address: Address): HistoryEntry {
	return {
		...toPlay(row, address),
		listenersAtStart: row.listeners_start,
		listenersAtEnd: row.listeners_end,
	};
}

export function toQueueEntry(row: WireQueueRow, address: Address): QueueEntry {
	return {
		id: row.links.self.slice(row.links.self.lastIndexOf('/') + 1),
		song: toSong(row.song, address),
		playlist: row.playlist,
		requested: row.is_request,
		at: row.played_at,
		duration: row.duration,
		sent: row.sent_to_autodj,
	};
}

export function toRequestableSong(row: WireRequestableSong, address: Address): RequestableSong {
	return { requestId: row.request_id, song: toSong(row.song, address) };
}

/** `isNow` is reckoned anew: AzuraCast keeps the answer for ten minutes. Null for an entry without times. */
export function toScheduleEntry(row: WireScheduleRow, now: number): ScheduleEntry | null {
	const { start_timestamp: startsAt, end_timestamp: endsAt } = row;
	if (startsAt === null || endsAt === null) return null;
	return {
		kind: row.type === 'playlist' || row.type === 'streamer' ? row.type : 'show',
		name: row.name === '' ? row.title : row.name,
		description: row.description,
		startsAt,
		endsAt,
		isNow: startsAt <= now && now < endsAt,
	};
}
