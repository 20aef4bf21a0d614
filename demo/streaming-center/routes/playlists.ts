import { z } from 'zod';
import { json } from '../answers.ts';
import { readBody } from '../body.ts';
import { playlistDocument, trackDocument } from '../documents.ts';
import { listAnswer, type Route, required, stationNumbered, stationsOf, type Visit } from '../route.ts';

const newPlaylist = z.object({ name: z.string().min(1), is_random: z.boolean(), server: z.number() });

export const playlistRoutes: readonly Route[] = [
	{
		method: 'GET',
		path: '/playlists/',
		key: true,
		answer: (visit) =>
			listAnswer(
				visit,
				stationsOf(visit).flatMap((station) =>
					station.playlists.map((playlist) => playlistDocument(playlist, station)),
				),
			),
	},
	{
		method: 'POST',
		path: '/playlists/',
		key: true,
		answer: (visit) => {
			const { name, is_random: isRandom, server } = readBody(visit.call, newPlaylist);
			const station = stationNumbered(visit, server);
			return json(playlistDocument(station.addPlaylist(name, isRandom), station), 201);
		},
	},
	{
		method: 'GET',
		path: '/playlists/:id/',
		key: true,
		answer: (visit) => {
			const { station, playlist } = find(visit);
			return json(playlistDocument(playlist, station));
		},
	},
	{
		method: 'POST',
		path: '/playlists/:id/start_broadcasting/',
		key: true,
		answer: (visit) => {
			const { station, playlist } = find(visit);
			station.startPlaylist(playlist);
			return json({ result: 'ok' });
		},
	},
	{
		method: 'GET',
		path: '/playlists/:id/tracks/',
		key: true,
		answer: (visit) => {
			const { station, playlist } = find(visit);
			const rows = station.tracksIn(playlist.id).map((track, index) => ({
				id: playlist.id * 10_000 + index,
				order: index,
				flag: 0,
				added_ts: 1_767_225_600_000,
				track: trackDocument(track, station.id, visit.panel.baseUrl),
			}));
			return listAnswer(visit, rows);
		},
	},
];

function find({ panel, ids: [wanted] }: Visit) {
	const found = panel.stations.flatMap((station) =>
		station.playlists.filter(({ id }) => id === wanted).map((playlist) => ({ station, playlist })),
	);
	return required(found[0]);
}
