import { done, json } from '../answer.ts';
import { missingArgument, Refusal, recordNotFound, thrown } from '../errors.ts';
import { FieldReader } from '../field-reader.ts';
import { managed, type StationVisit } from '../guards.ts';
import { fileRow } from '../media-document.ts';
import { paged, sought } from '../paging.ts';
import { receivedFile } from '../received-file.ts';
import { parseFields, readFields } from '../request-body.ts';
import type { Route } from '../router.ts';
import { hashSong, type SimulatedSong } from '../song-library.ts';
import { storeUpload } from '../store-upload.ts';
import { isAtLeast } from '../version.ts';

const media = ['manage station media'];
const list = '/station/{station}/files';
const one = '/station/{station}/file/{id}';

export const fileRoutes: readonly Route[] = [
	managed('GET', list, media, (visit) => listFiles(visit), { until: '0.22.0' }),
	// For these releases upstream had forgotten to ask for the right.
	managed('GET', list, [], (visit) => listFiles(visit), { since: '0.22.0', until: '0.23.3' }),
	managed('GET', list, media, (visit) => listFiles(visit), { since: '0.23.3' }),
	managed('POST', list, media, (visit) => upload(visit)),
	managed('GET', one, media, (visit) => json(fileRow(visit.world, visit.station, requireFile(visit)))),
	managed('PUT', one, media, (visit) => edit(visit)),
	managed('DELETE', one, media, (visit) => remove(visit), { until: '0.22.0' }),
	managed('DELETE', one, ['delete station media'], (visit) => remove(visit), { since: '0.22.0' }),
];

const sortFields = ['path', 'title', 'artist', 'album', 'genre', 'lengthSeconds', 'mtime'] as const;

function listFiles(visit: StationVisit) {
	const { world, station } = visit;
	const { songs, shelves } = station;
	const byPath = shelves.inOrder(songs, 'files', ['path'], () =>
		songs.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
	);
	const found = isAtLeast(world.version, '0.20.2')
		? sought(visit, byPath, {
				phrase: ({ title, artist, path }) => [title, artist, path],
				sort: {
					path: ({ path }) => path,
					title: ({ title }) => title,
					artist: ({ artist }) => artist,
					album: ({ album }) => album,
					genre: ({ genre }) => genre,
					length: ({ lengthSeconds }) => lengthSeconds,
					mtime: ({ mtime }) => mtime,
				},
				keep: (sort, direction, sorted) =>
					shelves.inOrder(songs, `files ${sort} ${direction}`, sortFields, sorted),
			})
		: byPath;
	return paged(visit, found, (song) => fileRow(world, station, song));
}

/** By number, by unique id or by song hash. */
function requireFile({ station, params }: StationVisit): SimulatedSong {
	const id = params['id'] ?? '';
	const song = station.songs.find(
		(entry) => entry.uniqueId === id || entry.songId === id || String(entry.id) === id,
	);
	if (song === undefined) throw recordNotFound();
	return song;
}

function edit(visit: StationVisit) {
	const song = requireFile(visit);
	const given = parseFields(visit.call);
	if (given === null) {
		const file = 'Controller/Api/Stations/FilesController.php';
		throw thrown(500, 'InvalidArgumentException', 'Could not parse input data.', file, 346);
	}
	const fields = new FieldReader('StationMedia', given);
	song.title = fields.text('title') ?? song.title;
	song.artist = fields.text('artist') ?? song.artist;
	song.album = fields.text('album') ?? song.album;
	song.genre = fields.text('genre') ?? song.genre;
	song.path = fields.text('path') ?? song.path;
	song.songId = hashSong(song.artist, song.title);
	song.mtime = Math.floor(visit.call.now / 1000);
	return done('Record updated successfully.');
}

function remove(visit: StationVisit) {
	const { songs } = visit.station;
	songs.splice(songs.indexOf(requireFile(visit)), 1);
	return done('Record deleted successfully.');
}

function upload(visit: StationVisit) {
	const { world, station, call } = visit;
	const fields = new FieldReader('Api\\UploadFile', readFields(call));
	const path = fields.text('path');
	const file = fields.text('file');
	if (path === undefined) throw missingArgument('UploadFile', 'path');
	if (file === undefined) throw missingArgument('UploadFile', 'file');
	if (world.host.storageFull)
		throw new Refusal(500, 'Error', 'This station is out of available storage space.', null);
	const song = storeUpload(station, path, receivedFile(path, Buffer.from(file, 'base64')), call.now);
	const message = 'Changes saved successfully.';
	if (song === null) return json({ success: true, message, formatted_message: message });
	return json(fileRow(world, station, song));
}
