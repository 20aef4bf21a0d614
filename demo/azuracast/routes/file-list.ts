import { managed, type StationVisit } from '../guards.ts';
import { fileDocument } from '../media-document.ts';
import { paged } from '../paging.ts';
import { shortNameOf } from '../playlist.ts';
import type { Route } from '../router.ts';
import type { SimulatedSong } from '../song-library.ts';
import { isAtLeast } from '../version.ts';

type Kind = 'directory' | 'media' | 'unprocessable_file';

/** The file browser: one folder, or what a search finds. */
export const fileListRoutes: readonly Route[] = [
	managed('GET', '/station/{station}/files/list', ['manage station media'], (visit) => {
		const { query, now } = visit.call;
		const folder = query.get('currentDirectory') ?? '';
		const phrase = query.get('searchPhrase')?.trim() ?? '';
		const flush = ['true', '1'].includes(query.get('flushCache') ?? '');
		const rows = visit.station.disk.listing(`${folder}?${phrase}`, now, flush, () =>
			phrase === '' ? listFolder(visit, folder) : search(visit, folder, phrase),
		);
		return paged(visit, rows);
	}),
];

function search(visit: StationVisit, folder: string, phrase: string) {
	const { station, world } = visit;
	const { playlist, words } = parse(visit, phrase);
	const hasPaths = isAtLeast(world.version, '0.20.2');
	return station.songs
		.filter(({ path }) => folder === '' || path.startsWith(`${folder}/`))
		.filter((song) => playlist === null || song.playlists.includes(playlist))
		.filter(({ title, artist, path }) =>
			[title, artist, hasPaths ? path : ''].some((text) => text.toLowerCase().includes(words)),
		)
		.toSorted(byPath)
		.map((song) => songRow(visit, song, song.path));
}

/** A playlist that there is not is no condition at all, so that everything is found. */
function parse({ station }: StationVisit, phrase: string): { playlist: number | null; words: string } {
	const [command = '', name = ''] = /playlist:(\S*)/u.exec(phrase) ?? [];
	const playlist = station.playlists.find(
		(entry) => String(entry.id) === name || shortNameOf(entry.name) === name,
	);
	const words = phrase.replace(command, '').trim().toLowerCase();
	return { playlist: playlist?.id ?? null, words: words === '*' || words === '%' ? '' : words };
}

/** Folders first. A folder that does not exist is empty. */
function listFolder(visit: StationVisit, folder: string): unknown[] {
	const { songs, disk } = visit.station;
	const start = folder === '' ? '' : `${folder}/`;
	const inside = (path: string) => path.startsWith(start);
	const rest = (path: string) => path.slice(start.length);
	const paths = [...songs.map(({ path }) => path), ...disk.unprocessable.keys()].filter(inside);
	const names = paths
		.filter((path) => rest(path).includes('/'))
		.map((path) => rest(path).split('/', 1).join(''));
	const folders = [...new Set(names)].toSorted();
	return [
		...folders.map((name) =>
			row(visit, { path: `${start}${name}`, name, kind: 'directory', text: 'Directory' }),
		),
		...songs
			.filter(({ path }) => inside(path) && !rest(path).includes('/'))
			.toSorted(byPath)
			.map((song) => songRow(visit, song, rest(song.path))),
		...[...disk.unprocessable]
			.filter(([path]) => inside(path) && !rest(path).includes('/'))
			.map(([path, why]) => {
				const text = `File Not Processed: ${why}`;
				return row(visit, { path, name: rest(path), kind: 'unprocessable_file', text });
			}),
	];
}

function songRow(visit: StationVisit, song: SimulatedSong, name: string) {
	const text = [song.artist, song.title].filter((part) => part !== '').join(' - ');
	return row(visit, { path: song.path, name, kind: 'media', text, song });
}

function row(
	visit: StationVisit,
	{
		path,
		name,
		kind,
		text,
		song,
	}: { path: string; name: string; kind: Kind; text: string; song?: SimulatedSong },
) {
	const { world, station } = visit;
	const base = `/api/station/${station.id}/files`;
	const file = encodeURIComponent(path);
	const common = {
		path,
		path_short: name,
		text,
		timestamp: song?.uploadedAt ?? 0,
		size: song === undefined ? 0 : Math.floor(song.lengthSeconds * 24_000),
		links: { download: `${base}/download?file=${file}`, rename: `${base}/rename?file=${file}` },
	};
	if (!isAtLeast(world.version, '0.20.2')) {
		const playlists = song === undefined ? [] : fileDocument(world, station, song).playlists;
		return { ...common, is_dir: kind === 'directory', is_cover_art: false, media: oldMedia(song), playlists };
	}
	return {
		...common,
		type: kind,
		media: song === undefined ? null : newMedia(visit, song),
		dir: kind === 'directory' ? { playlists: [] } : null,
	};
}

/** With relative addresses, which `/files` has absolute. */
function newMedia({ world, station }: StationVisit, song: SimulatedSong) {
	const document = fileDocument(world, station, song);
	const relative = (address: string) => address.replace(world.baseUrl, '');
	const { play, ...links } = document.links;
	return {
		...document,
		art: relative(document.art),
		extra_metadata: {},
		links: {
			self: relative(links.self),
			play,
			art: relative(links.art),
			waveform: relative(links.waveform),
			waveform_cache: relative(links.waveform_cache),
		},
	};
}

/** `id` is the song's hash here; what is no song has an empty one. */
function oldMedia(song: SimulatedSong | undefined) {
	return {
		id: song?.songId ?? '',
		title: song?.title ?? '',
		artist: song?.artist ?? '',
		text: song === undefined ? '' : `${song.artist} - ${song.title}`,
		album: song?.album ?? '',
		genre: song?.genre ?? '',
		isrc: song?.isrc ?? '',
		is_playable: song !== undefined,
		length: song === undefined ? null : Math.floor(song.lengthSeconds),
		length_text: null,
		media_id: song?.id ?? null,
		unique_id: song?.uniqueId ?? null,
		art_updated_at: song?.artUpdatedAt ?? 0,
		custom_fields: [],
	};
}

function byPath(a: SimulatedSong, b: SimulatedSong): number {
	return a.path < b.path ? -1 : 1;
}
