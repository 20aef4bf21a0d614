import { hash } from 'node:crypto';
import { pickHex, type Random } from './random.ts';
import { editions, inventedRecords, jingleTitles } from './song-names.ts';

/** A file in a station's library. Times are unix seconds, as the API gives them. */
export interface SimulatedSong {
	readonly id: number;
	/** 24 hexadecimal digits: the id for requests and art. */
	readonly uniqueId: string;
	/** 32 hexadecimal digits, equal for songs with the same artist and title. */
	songId: string;
	title: string;
	artist: string;
	album: string;
	genre: string;
	isrc: string;
	/** A float, as measured from the file. */
	lengthSeconds: number;
	path: string;
	mtime: number;
	readonly uploadedAt: number;
	artUpdatedAt: number;
	/** Ids of the playlists that hold it. */
	playlists: readonly number[];
	/** False: the file has no picture, and its art address leads to the default one. */
	hasArt: boolean;
}

/** What a test may say about a song it adds; the rest is made up. */
export type NewSong = Partial<Omit<SimulatedSong, 'id' | 'uploadedAt' | 'songId'>>;

/** AzuraCast's song hash: equal for equal "artist - title", whatever the file. */
export function hashSong(artist: string, title: string): string {
	const text = `${artist} - ${title}`.toLowerCase().replaceAll(/[\s\-.]/gu, '');
	return hash('md5', text);
}

/** `wanted` songs over the invented albums, the oddest names first so that small libraries have them too. */
export function inventSongs(random: Random, wanted: number, uploadedAt: number): SimulatedSong[] {
	const plans = editions.flatMap((edition) =>
		[0, 1, 2, 3, 4].flatMap((place) =>
			inventedRecords.map((record) => ({ record, title: `${record.titles[place] ?? 'Untitled'}${edition}` })),
		),
	);
	return Array.from({ length: wanted }, (_, index) => {
		const plan = plans[index % plans.length];
		const take = Math.floor(index / plans.length);
		const { artist, album, genre } = plan?.record ?? { artist: 'Unknown', album: '', genre: '' };
		const title = `${plan?.title ?? 'Untitled'}${take === 0 ? '' : ` No. ${take + 1}`}`;
		return createSong(random, index + 1, uploadedAt, {
			artist,
			album,
			genre,
			title,
			path: `Music/track_${String(index + 1).padStart(3, '0')}.mp3`,
		});
	});
}

/** The station calls that come between the songs. */
export function inventJingles(random: Random, firstId: number, uploadedAt: number): SimulatedSong[] {
	return jingleTitles.map((title, index) =>
		createSong(random, firstId + index, uploadedAt, {
			title,
			artist: '',
			album: '',
			genre: '',
			lengthSeconds: 8 + Math.floor(random() * 12) + random() / 100,
			path: `Jingles/call_${String(index + 1).padStart(2, '0')}.mp3`,
			hasArt: false,
		}),
	);
}

/** A song from what is given, the rest invented. */
export function createSong(random: Random, id: number, uploadedAt: number, given: NewSong): SimulatedSong {
	const title = given.title ?? `Song ${id}`;
	const artist = given.artist ?? 'Nobody';
	return {
		id,
		uniqueId: pickHex(random, 24),
		songId: hashSong(artist, title),
		title,
		artist,
		album: '',
		genre: '',
		isrc: '',
		lengthSeconds: 150 + Math.floor(random() * 150) + Math.round(random() * 1e9) / 1e11,
		path: `Uploads/song_${id}.mp3`,
		mtime: uploadedAt + 5,
		uploadedAt,
		artUpdatedAt: uploadedAt,
		playlists: [],
		hasArt: true,
		...given,
	};
}
