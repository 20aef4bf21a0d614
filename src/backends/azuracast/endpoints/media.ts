import { act, actFor, list, read, readText } from '../endpoint.ts';
import { stationRight } from '../permissions.ts';
import { batchDone, file, listedFile } from '../schemas/media.ts';
import { playlist } from '../schemas/playlists.ts';

const media = { permissions: [stationRight('manage station media')], feature: 'media' as const };
const ofPlaylists = { ...media, about: 'playlist' as const };
const ofSongs = { ...media, about: 'song' as const };

/** The library and its playlists. */
export const mediaEndpoints = {
	files: list('station', '/station/{station}/files', file, media),
	/** By number, by the id that requests use, or by the song's id. */
	file: read('station', '/station/{station}/file/{file}', file, ofSongs),
	/**
	 * One folder, or what a search finds; `playlist:4` finds the songs of a playlist, but all there are if there is no such one.
	 * AzuraCast keeps each answer for five minutes unless asked to `flushCache`, and looks at every file of it on the disk.
	 */
	fileList: list('station', '/station/{station}/files/list', listedFile, media),
	/**
	 * A plain form with one file, which streams; `POST /files` wants it as base64 inside JSON. It may take minutes on a slow line. An
	 * existing file is replaced.
	 */
	uploadFile: act('station', 'POST', '/station/{station}/files/upload', { ...media, deadlineMs: 600_000 }),
	/** Only what is sent changes; AzuraCast writes it into the file itself, which takes its time. */
	editFile: act('station', 'PUT', '/station/{station}/file/{file}', { ...ofSongs, deadlineMs: 60_000 }),
	/**
	 * Puts files at the front of the queue, among other things: `{ do: 'queue', files: [path] }`. The answer repeats the paths
	 * that were sent, known or not.
	 */
	changeFiles: actFor('station', 'PUT', '/station/{station}/files/batch', batchDone, ofSongs),
	playlists: list('station', '/station/{station}/playlists', playlist, media),
	playlist: read('station', '/station/{station}/playlist/{playlist}', playlist, ofPlaylists),
	createPlaylist: actFor('station', 'POST', '/station/{station}/playlists', playlist, media),
	/** Only what is sent changes. The call that toggles is not used: it flips and does not tell to what. */
	editPlaylist: act('station', 'PUT', '/station/{station}/playlist/{playlist}', ofPlaylists),
	exportPlaylist: readText('station', '/station/{station}/playlist/{playlist}/export/{format}', {
		...ofPlaylists,
		maxBytes: 16 * 1024 * 1024,
		deadlineMs: 30_000,
	}),
};
