import { act, done, type Endpoint, list, read } from './endpoint.ts';
import { requestRefusal } from './request-refusal.ts';
import { channel, keyedChannels } from './schemas/channels.ts';
import { gridRow } from './schemas/grid.ts';
import { historyRow } from './schemas/history.ts';
import { playlistsOfTrack, track } from './schemas/music.ts';
import { greeting, pendingRequest, presenter, server } from './schemas/panel.ts';
import { playlist, playlistTrack } from './schemas/playlists.ts';

const song = { about: 'song' as const };
const ofPlaylists = { about: 'playlist' as const };

/**
 * Everything that is ever asked of a panel: one row for each endpoint. What deletes files or clears the schedule is not among
 * them, and never will be.
 */
const endpoints = {
	/** Newest first; the first row is what plays now. A window of some 500 rows. */
	history: list(['none', 'broadcast'], '/history/', historyRow, { about: null }),
	/** To tell whether a panel answers at all. */
	greeting: read(['none', 'broadcast'], '/history/', greeting, { about: null }),
	/** Never with the key: the answer would hold passwords. */
	channels: list(['none', 'broadcast'], '/channels/', channel),
	/** Whether the panel took the key; nothing else of the answer is kept. */
	channelProbe: read(['station', 'broadcast'], '/channels/', keyedChannels, { maxBytes: 16 * 1024 * 1024 }),
	/** Occurrences; server, start_ts and end_ts (seconds) have to be given. */
	grid: list(['none', 'broadcast'], '/grid/', gridRow),
	playlists: list(['station', 'playlists'], '/playlists/', playlist),
	/** The same without the key: on older panels everybody may read it. */
	openPlaylists: list(['none', 'playlists'], '/playlists/', playlist),
	playlist: read(['station', 'playlists'], '/playlists/{playlist}/', playlist, ofPlaylists),
	playlistTracks: list(['station', 'playlists'], '/playlists/{playlist}/tracks/', playlistTrack, ofPlaylists),
	createPlaylist: act(['station', 'playlists'], 'POST', '/playlists/', playlist),
	/** Puts an event into the schedule, at the next full minute. */
	startPlaylist: act(
		['station', 'playlists'],
		'POST',
		'/playlists/{playlist}/start_broadcasting/',
		done,
		ofPlaylists,
	),
	music: list(['none', 'music'], '/music/', track),
	track: read(['none', 'music'], '/music/{track}/', track, song),
	trackPlaylists: read(['none', 'music'], '/music/{track}/playlists/', playlistsOfTrack, song),
	/** Puts the song into exactly these. */
	setTrackPlaylists: act(['station', 'music'], 'POST', '/music/{track}/playlists/', done, song),
	/** `{ update_mode: 'overwrite', track_ids, fields }`: only the fields that are sent change. */
	editTracks: act(['station', 'music'], 'POST', '/music/batch_update/', done, {
		...song,
		deadlineMs: 60_000,
	}),
	/** A form with one file, which may take minutes on a slow line. */
	uploadFile: act(['station', 'music'], 'PUT', '/mediafile/upload/', done, { deadlineMs: 600_000 }),

	/* What follows is nowhere described; the vendor's own pages use it. */
	servers: list(['none', 'broadcast'], '/servers/', server),
	/** Never with the key: the answer would hold passwords. */
	presenters: list(['none', 'broadcast'], '/djs/', presenter),
	requestTrack: act(['none', 'requests'], 'POST', '/track_requests/', done, {
		...song,
		deadlineMs: 15_000,
		refusal: requestRefusal,
	}),
	pendingRequests: list(['none', 'requests'], '/track_requests/', pendingRequest),
};

export type EndpointName = keyof typeof endpoints;

/** What a call of each row gives. */
export type Results = {
	[Name in EndpointName]: (typeof endpoints)[Name] extends Endpoint<infer Result> ? Result : never;
};

type NamesIn<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
	? Name | NamesIn<Rest>
	: never;

/** The parameters that a row's path asks of the caller. */
export type Params<Name extends EndpointName> = Record<NamesIn<(typeof endpoints)[Name]['path']>, string>;

/** The table, with the result of each row told by its name. */
export const endpointsByName: { [Name in EndpointName]: Endpoint<Results[Name]> } = endpoints;
