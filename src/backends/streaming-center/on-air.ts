import { BackendError } from '#src/backends/backend-error.ts';
import type { LiveShow, OnAirRole, OnAirState, Play, StationFacts, Stream } from '#src/backends/roles.ts';
import type { Clock } from '#src/clock.ts';
import type { Address } from './address.ts';
import type { StreamingCenterClient } from './client.ts';
import { type Grid, type Occurrence } from './grid.ts';
import { readAll, readRows } from './paging.ts';
import type { WireChannel } from './schemas/channels.ts';
import type { WireHistoryRow } from './schemas/history.ts';
import { djOf, toPlay } from './song.ts';

/** Enough for the last five songs with jingles in between. */
const rowsRead = 15;
const lastSongs = 5;
/** A song that should have ended so long ago means that nothing plays, where no channel tells. */
const silentAfterMs = 5 * 60_000;
/** How long something without a length may take. */
const longestMs = 60 * 60_000;
/** The state of a channel that sends. */
const broadcasting = 2;

export interface OnAirParts {
	client: StreamingCenterClient;
	address: Address;
	clock: Clock;
	/** Number of the station on its panel. */
	server: string;
	grid: Grid;
	timezone: string | undefined;
	/** Null where it is not known. */
	requestsEnabled: boolean | null;
}

/** What is on, from the newest rows of the history, the channels as everybody sees them, and the coming schedule. */
export function createOnAirRole(parts: OnAirParts): OnAirRole {
	const { client, server, grid } = parts;
	return {
		async read() {
			const [rows, channels, coming] = await Promise.all([
				readRows(rowsRead, (page) => client.call('history', {}, { query: { server, ...page } })),
				readChannels(client, server),
				grid.coming(),
			]);
			return toState(rows, channels, coming, parts);
		},
	};
}

/** Null if they cannot be read just now: what is on is known without them. */
async function readChannels(client: StreamingCenterClient, server: string): Promise<WireChannel[] | null> {
	try {
		const rows = await readAll((page) => client.call('channels', {}, { query: { server, ...page } }));
		return rows.filter((row) => row.server === null || String(row.server) === server);
	} catch (error) {
		if (error instanceof BackendError && error.problem.kind !== 'unreachable') return null;
		throw error;
	}
}

function toState(
	rows: readonly WireHistoryRow[],
	channels: readonly WireChannel[] | null,
	coming: readonly Occurrence[],
	parts: OnAirParts,
): OnAirState {
	const [newest] = rows;
	const now = newest === undefined ? null : toCurrent(newest, parts.address);
	const sending = channels?.filter(({ state }) => state === broadcasting);
	return {
		facts: toFacts(channels ?? [], parts),
		online: sending === undefined ? isRecent(now, parts.clock.now()) : sending.length > 0,
		listeners: sending === undefined ? null : sending.reduce((sum, one) => sum + one.listeners_current, 0),
		live: liveShow(rows),
		now,
		next: toNext(coming),
		history: rows
			.slice(1)
			.filter(({ jingle_id: jingle }) => jingle === null)
			.slice(0, lastSongs)
			.map((row) => toPlay(row, parts.address)),
	};
}

function toCurrent(row: WireHistoryRow, address: Address): Play {
	const play = toPlay(row, address);
	// A DJ's program may send any length, or that of the song before.
	return play.streamer === '' ? play : { ...play, duration: null };
}

function isRecent(now: Play | null, at: number): boolean {
	return now !== null && at < now.startedAt + (now.duration ?? longestMs) + silentAfterMs;
}

function liveShow(rows: readonly WireHistoryRow[]): LiveShow | null {
	const [newest] = rows;
	if (newest === undefined) return null;
	const streamer = djOf(newest);
	if (streamer === '') return null;
	const end = rows.findIndex((row) => djOf(row) !== streamer);
	// Somebody whom all rows belong to has been live for longer than they reach.
	return { streamer, since: end < 0 ? null : (rows[end - 1]?.ts ?? null), art: null };
}

function toNext(coming: readonly Occurrence[]): OnAirState['next'] {
	const [next] = coming;
	if (next === undefined || next.name === '') return null;
	const { name, startsAt, endsAt } = next;
	const song = { id: `grid-${next.id ?? ''}`, title: name, artist: '', album: '', text: name, art: null };
	return { song, playlist: '', requested: false, at: startsAt, duration: endsAt - startsAt };
}

function toFacts(channels: readonly WireChannel[], parts: OnAirParts): StationFacts {
	return {
		remoteId: parts.server,
		// Stations have no other name by which the panel tells them apart.
		shortName: parts.server,
		// Only the list of stations tells their names, and that is nowhere described.
		name: `${parts.address.host} #${parts.server}`,
		plays: 'songs',
		timezone: parts.timezone ?? parts.grid.timezone,
		isPublic: true,
		requestsEnabled: parts.requestsEnabled,
		playerUrl: null,
		playlistUrls: { pls: null, m3u: null },
		streams: channels
			.filter(({ allow_auth_listeners_only: closed }) => !closed)
			// What sends comes first, and the best of it is what people mean.
			.toSorted((a, b) => (b.state ?? 0) - (a.state ?? 0) || (b.bitrate ?? 0) - (a.bitrate ?? 0))
			.flatMap((channel, place) => toStream(channel, place === 0, parts.address)),
		hlsUrl: null,
	};
}

function toStream(channel: WireChannel, isDefault: boolean, address: Address): Stream[] {
	const url = address.resolve(channel.secure_stream_url ?? channel.stream_url);
	if (url === null) return [];
	const format = channel.s_format === '' ? null : channel.s_format;
	const name = channel.mount_point === '' ? `${channel.s_type} ${channel.id}`.trim() : channel.mount_point;
	return [{ name, url, bitrate: channel.bitrate === 0 ? null : channel.bitrate, format, isDefault }];
}
