import { BackendError } from '#src/backends/backend-error.ts';
import type { LibraryRole, ListedSong } from '#src/backends/roles/library.ts';
import type { RequestableSong } from '#src/backends/roles/song-requests.ts';
import type { Station } from '#src/stations/station.ts';
import type { MediaSong } from './media-song.ts';
import { SharedTexts } from './shared-texts.ts';

/** Where a library is read from: as the station's staff see it, or only what listeners may request. */
export interface MediaSource {
	readonly kind: 'staff' | 'requestable';
	/** How many questions to the radio server it took to open it. */
	readonly opened: number;
	/** From 1; null beyond the end. Rows that cannot be used are null. */
	page(page: number, perPage: number): Promise<MediaPage | null>;
	/** What the server looked at anew last comes first. Absent where the server has no such list. */
	newest?(page: number, perPage: number): Promise<MediaPage | null>;
	/** Whether listeners may ask for a song that is in these playlists. Absent where only such songs are known. */
	mayBeRequested?(playlists: readonly string[]): boolean;
}

export interface MediaPage {
	rows: (MediaSong | null)[];
	total: number;
	pages: number;
}

/** Whether its radio system has a library that could be read. */
export function mayHaveLibrary({ backend }: Station): boolean {
	return backend.library !== undefined || backend.requests !== undefined;
}

/** What means that this key sees no library, while the list of requests may be there for everybody. */
const notForThisKey = new Set(['key-missing', 'key-rejected', 'right-missing', 'feature-off']);

export function isNotForThisKey(error: unknown): error is BackendError {
	return error instanceof BackendError && notForThisKey.has(error.problem.kind);
}

/**
 * The staff's view where the key may, else the list of requests; but never that in place of a staff's view that is known: songs
 * would seem to be gone that are there. Costs one read, of the playlists. Throws BackendErrors.
 */
export async function openMediaSource(
	station: Station,
	known: MediaSource['kind'] | undefined,
): Promise<MediaSource> {
	const { library, playlists, requests } = station.backend;
	let refusal = noLibrary(station);
	const shared = new SharedTexts();
	const kept = (song: MediaSong | null) => (song === null ? null : shared.in(song));
	let opened = 0;
	if (library?.marksRequestable === true) return markedSource(library, kept);
	if (library !== undefined && playlists !== undefined) {
		try {
			opened += 1;
			const taking = new Set(
				(await playlists.list())
					.filter(({ isEnabled, takesRequests }) => isEnabled && takesRequests)
					.map(({ id }) => id),
			);
			const toRows = (rows: ListedSong[]) => rows.map((row) => kept(fromStaff(row, taking)));
			const read = async (order: 'path' | 'newest', page: number, perPage: number) => {
				const found = await library.list(order, page, perPage);
				return found === null || found.page !== page ? null : { ...found, rows: toRows(found.rows) };
			};
			return {
				kind: 'staff',
				opened,
				page: (page, perPage) => read('path', page, perPage),
				newest: (page, perPage) => read('newest', page, perPage),
				mayBeRequested: (ids) => ids.some((id) => taking.has(id)),
			};
		} catch (error) {
			if (!isNotForThisKey(error)) throw error;
			if (error.problem.kind === 'key-missing') opened -= 1;
			refusal = error;
		}
	}
	if (requests === undefined || known === 'staff') throw refusal;
	return {
		kind: 'requestable',
		opened,
		async page(page, perPage) {
			const found = await requests.list(page, perPage);
			return found === null || found.page !== page
				? null
				: { ...found, rows: found.rows.map((row) => kept(fromRequests(row))) };
		},
	};
}

/** A library whose songs say themselves whether they may be requested, so that no playlist has to be asked for. */
function markedSource(library: LibraryRole, kept: (song: MediaSong | null) => MediaSong | null): MediaSource {
	const read = async (order: 'path' | 'newest', page: number, perPage: number) => {
		const found = await library.list(order, page, perPage);
		if (found === null || found.page !== page) return null;
		return { ...found, rows: found.rows.map((row) => kept(fromStaff(row, new Set()))) };
	};
	const canSort = library.orders?.includes('newest') ?? true;
	return {
		kind: 'staff',
		opened: 0,
		page: (page, perPage) => read('path', page, perPage),
		...(canSort ? { newest: (page: number, perPage: number) => read('newest', page, perPage) } : {}),
	};
}

function noLibrary({ backend }: Station): BackendError {
	return new BackendError('the library', backend.host, { kind: 'not-offered', role: 'library' });
}

/** Nobody reads more of it, and 100,000 songs of a spoilt library must not fill the memory. */
const longestText = 300;
const longestPath = 1_000;
const mostPlaylists = 100;

/** Cut texts must not keep the long ones alive that they were cut from, hence the copy. */
function short(text: string, most = longestText): string {
	return text.length <= most ? text : Buffer.from(text.slice(0, most)).toString();
}

function fromStaff(row: ListedSong, taking: ReadonlySet<string>): MediaSong | null {
	const { id, song, length, genre, isrc, changedAt } = row;
	if (id === '') return null;
	const playlists = [...new Set(row.playlists.map((playlist) => playlist.id))].sort().slice(0, mostPlaylists);
	const requestable = row.requestable ?? playlists.some((playlist) => taking.has(playlist));
	return {
		...named(id, song),
		path: short(row.path, longestPath),
		genre: short(genre),
		isrc: short(isrc),
		length,
		mtime: changedAt,
		playlists,
		requestable,
		requestId: requestable ? id : null,
	};
}

function fromRequests({ requestId, song }: RequestableSong): MediaSong | null {
	if (requestId === '') return null;
	const known = { path: '', genre: '', isrc: '', length: null, mtime: null, playlists: [] };
	return { ...named(requestId, song), ...known, requestable: true, requestId };
}

function named(id: string, song: ListedSong['song']) {
	const art = song.art !== null && song.art.length > longestPath ? null : song.art;
	const { artist, title, album } = song;
	return {
		id: short(id),
		songId: short(song.id),
		artist: short(artist),
		title: short(title),
		album: short(album),
		art,
	};
}
