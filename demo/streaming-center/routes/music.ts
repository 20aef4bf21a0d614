import { z } from 'zod';
import { isAudio, tagsOf } from '#demo/azuracast/audio-file.ts';
import { drawCover } from '#demo/azuracast/picture.ts';
import { invalid, json } from '../answers.ts';
import { readBody } from '../body.ts';
import { trackDocument } from '../documents.ts';
import { listAnswer, type Route, required, stationNumbered, stationsOf, type Visit } from '../route.ts';
import type { SimulatedTrack } from '../track.ts';

const fields = z.object({
	author: z.string().optional(),
	title: z.string().optional(),
	album: z.string().optional(),
});
const batch = z.object({
	update_mode: z.enum(['fill-empty', 'overwrite']),
	track_ids: z.array(z.number()),
	fields,
});
const playlists = z.object({ playlists: z.array(z.number()) });
/** What the simulation takes for the size of a second of music: 192 kbit. */
const bytesPerMs = 24;

/** The library. What deletes files is there as well, so that a test can see that nobody asks for it. */
export const musicRoutes: readonly Route[] = [
	{
		method: 'GET',
		path: '/music/',
		answer: (visit) => {
			const { query } = visit.call;
			const text = (query.get('search_q') ?? '').toLowerCase();
			const onlyRequestable = ['1', 'true'].includes(query.get('requestable') ?? '');
			const rows = stationsOf(visit).flatMap((station) =>
				sorted(station.tracks, query.get('order'))
					.filter(({ author, title }) => `${author} - ${title}`.toLowerCase().includes(text))
					.filter(({ requestable }) => requestable || !onlyRequestable)
					.map((track) => trackDocument(track, station.id, visit.panel.baseUrl)),
			);
			return listAnswer(visit, rows);
		},
	},
	{
		method: 'GET',
		path: '/music/:id/',
		answer: (visit) => {
			const { station, track } = find(visit);
			return json(trackDocument(track, station.id, visit.panel.baseUrl));
		},
	},
	{
		method: 'DELETE',
		path: '/music/:id/',
		key: true,
		answer: (visit) => {
			const { station, track } = find(visit);
			station.tracks.splice(station.tracks.indexOf(track), 1);
			return json(null, 204);
		},
	},
	{
		method: 'GET',
		path: '/music/:id/playlists/',
		answer: (visit) => json({ playlists: find(visit).track.playlists }),
	},
	{
		method: 'POST',
		path: '/music/:id/playlists/',
		key: true,
		answer: (visit) => {
			const { track } = find(visit);
			const wanted = readBody(visit.call, playlists).playlists;
			const before = track.playlists;
			track.playlists = wanted;
			return json({
				added: wanted.filter((id) => !before.includes(id)),
				removed: before.filter((id) => !wanted.includes(id)),
			});
		},
	},
	{
		method: 'POST',
		path: '/music/batch_update/',
		key: true,
		answer: (visit) => {
			const { update_mode: mode, track_ids: ids, fields: given } = readBody(visit.call, batch);
			const tracks = visit.panel.stations.flatMap((station) =>
				station.tracks.filter(({ id }) => ids.includes(id)),
			);
			for (const track of tracks) {
				for (const name of ['author', 'title', 'album'] as const) {
					const value = given[name];
					if (value !== undefined && (mode === 'overwrite' || track[name] === '')) track[name] = value;
				}
			}
			return json({ result: 'ok', updated: tracks.length });
		},
	},
	{ method: 'PUT', path: '/mediafile/upload/', key: true, answer: storeUpload },
];

function storeUpload(visit: Visit) {
	const { form } = visit.call;
	const file = form?.file;
	if (form === undefined || file === null || file === undefined)
		throw invalid({ filename: ['No file was submitted.'] });
	const station = stationNumbered(visit, form.fields['server_id']);
	if (!isAudio(file.head)) throw invalid({ filename: ['File type is not supported.'] });
	const folder = form.fields['parent_dir'] ?? '';
	const path = `/var/users/broadcaster1/${station.id}/media/${folder === '' ? '' : `${folder}/`}${file.name}`;
	const { artist, title, album } = tagsOf(file, path);
	const length = Math.round(file.size / bytesPerMs);
	station.addTrack({
		author: artist,
		title,
		album,
		genre: '',
		length,
		path,
		requestable: false,
		playlists: [],
	});
	return json({});
}

function sorted(tracks: readonly SimulatedTrack[], order: string | null): SimulatedTrack[] {
	if (order === '1') return tracks.toSorted((a, b) => a.author.localeCompare(b.author));
	if (order === '2') return tracks.toSorted((a, b) => a.title.localeCompare(b.title));
	return [...tracks];
}

function find({ panel, ids: [wanted] }: Visit) {
	const found = panel.stations.flatMap((station) =>
		station.tracks.filter(({ id }) => id === wanted).map((track) => ({ station, track })),
	);
	return required(found[0]);
}

/** The picture of a track, or null for what is none. */
export function coverOf(path: string, { panel }: Pick<Visit, 'panel'>): Uint8Array | null {
	const id = Number(/^\/media\/tracks\/t(?<id>\d+)(?:_\w+)?\.jpg$/u.exec(path)?.groups?.['id']);
	const track = panel.stations.flatMap(({ tracks }) => tracks).find((one) => one.id === id);
	return track === undefined ? null : drawCover(track.album);
}
