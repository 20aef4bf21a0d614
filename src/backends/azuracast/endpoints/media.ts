import { act, actFor, list, read, readText } from '../endpoint.ts';
import { stationRight } from '../permissions.ts';
import { batchDone, file } from '../schemas/media.ts';
import { playlist } from '../schemas/playlists.ts';

const media = { permissions: [stationRight('manage station media')], feature: 'media' as const };
const ofPlaylists = { ...media, about: 'playlist' as const };
const ofSongs = { ...media, about: 'song' as const };

/** The library and its playlists. */
export const mediaEndpoints = {
	files: list('station', '/station/{station}/files', file, media),
	/** By number, by the id that requests use, or by the song's id. */
	file: read('station', '/station/{station}/file/{file}', file, ofSongs),
	/** The file travels as base64 inside JSON, which is what makes it slow. */
	uploadFile: actFor('station', 'POST', '/station/{station}/files', file, { ...media, deadlineMs: 120_000 }),
	/** Puts files at the front of the queue, among other things: `{ do: 'queue', files: [path] }`. */
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
