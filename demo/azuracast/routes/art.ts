import { type Answer, redirect } from '../answer.ts';
import { onAir, type StationVisit } from '../guards.ts';
import { drawCover } from '../picture.ts';
import type { Route } from '../router.ts';

/** Where songs, shows and episodes without a picture lead; relative, as AzuraCast writes it. */
export const defaultArt = '/static/vite_dist/assets/generic_song-stub0000.jpg';

export const artRoutes: readonly Route[] = [
	onAir('GET', '/station/{station}/art/{media}', (visit) => artOf(visit)),
	onAir('GET', '/station/{station}/public/podcast/{podcast}/art', () => redirect(defaultArt, 302)),
	onAir('GET', '/station/{station}/public/podcast/{podcast}/episode/{episode}/art', () =>
		redirect(defaultArt, 302),
	),
];

/** `{media}` is a unique id or a number, with or without `-{time}.jpg`. Unknown art leads to the default, not to a 404. */
function artOf({ station, params }: StationVisit): Answer {
	const [id = '', stamp] = (params['media'] ?? '').split('-');
	const song = station.songs.find((entry) => entry.uniqueId === id || String(entry.id) === id);
	const cache = `public, max-age=${stamp === undefined ? 3600 : 31_536_000}`;
	if (song?.hasArt !== true) return redirect(defaultArt, 302, { 'cache-control': cache });
	return {
		status: 200,
		headers: { 'content-type': 'image/png', 'cache-control': cache, 'access-control-allow-origin': '*' },
		body: drawCover(`${song.artist}/${song.album}`),
	};
}
