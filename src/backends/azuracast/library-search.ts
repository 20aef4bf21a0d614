import type { LibrarySong, ListedSong } from '#src/backends/roles/library.ts';
import type { Page } from '#src/backends/roles.ts';
import type { Address, Query } from './address.ts';
import type { AzuraCastClient } from './client.ts';
import { type PageQuery, readAll, readOrEnd, readPage, toPage } from './paging.ts';
import type { WireFile } from './schemas/media.ts';
import { listedToLibrarySong, toLibrarySong, toListedSong } from './to-library.ts';

const filesPerRead = 100;
/** A search for a path finds what contains it; so many longer paths would be a strange library. */
const mostPathReads = 10;
const listedPerRead = 500;
/** Ten thousand files in one folder. */
const mostFolderReads = 20;

/**
 * Searches the library. AzuraCast before 0.20.2 cannot search its list of files and sends all of it; there the file browser's
 * search is used, whose answers may be five minutes old.
 */
export async function searchFiles(
	client: AzuraCastClient,
	address: Address,
	text: string,
	page: number,
	perPage: number,
): Promise<Page<LibrarySong>> {
	const searched: Query = text === '' ? {} : { searchPhrase: text };
	const found = await readPage(page, perPage, (query) =>
		client.call('files', {}, { query: { ...query, ...searched } }),
	);
	if (text === '' || canSearch(found.rows)) {
		return { ...found, rows: found.rows.map((file) => toLibrarySong(file, address)) };
	}
	// A colon would make a command of it: "playlist:", "special:".
	return listFiles(client, address, { searchPhrase: text.replaceAll(':', ' ').trim() || '*' }, page, perPage);
}

/** One page of all songs. The database gives them without a look at the disk. */
export async function listSongs(
	client: AzuraCastClient,
	address: Address,
	order: 'path' | 'newest',
	page: number,
	perPage: number,
): Promise<Page<ListedSong> | null> {
	const sorted: Query =
		order === 'path' ? { sort: 'path', sortOrder: 'asc' } : { sort: 'mtime', sortOrder: 'desc' };
	const answer = await readOrEnd(page, perPage, (query) =>
		client.call('files', {}, { query: { ...query, ...sorted } }),
	);
	if (answer === null) return null;
	const found = toPage(answer, page, perPage);
	return { ...found, rows: found.rows.map((file) => toListedSong(file, address)) };
}

/** The songs that the file browser shows for `query`; what else it shows is left out of the rows. */
export async function listFiles(
	client: AzuraCastClient,
	address: Address,
	query: Query,
	page: number,
	perPage: number,
): Promise<Page<LibrarySong>> {
	const found = await readPage(page, perPage, (paging) =>
		client.call('fileList', {}, { query: { ...paging, ...query } }),
	);
	const songs = found.rows.map((row) => listedToLibrarySong(row, address)).filter((song) => song !== null);
	return { ...found, rows: songs };
}

/** The song that lies at exactly this path, from the database where that can be searched, else from a look into the folder. */
export async function findFileByPath(
	client: AzuraCastClient,
	address: Address,
	path: string,
): Promise<LibrarySong | null> {
	let reads = 0;
	const read = (query: PageQuery) => {
		reads += 1;
		return client.call('files', {}, { query: { ...query, searchPhrase: path } });
	};
	for await (const file of readAll(filesPerRead, read)) {
		if (file.path === path) return toLibrarySong(file, address);
		if (!canSearch([file])) return findInFolder(client, address, path);
		if (reads > mostPathReads) break;
	}
	return null;
}

async function findInFolder(
	client: AzuraCastClient,
	address: Address,
	path: string,
): Promise<LibrarySong | null> {
	const currentDirectory = path.slice(0, Math.max(0, path.lastIndexOf('/')));
	let reads = 0;
	const read = (query: PageQuery) => {
		reads += 1;
		// Its cache would not know a file that was uploaded just now; one look at the disk is enough for all pages.
		const flush = reads === 1 ? { flushCache: 'true' } : {};
		return client.call('fileList', {}, { query: { ...query, currentDirectory, ...flush } });
	};
	for await (const row of readAll(listedPerRead, read)) {
		if (row.path === path) return listedToLibrarySong(row, address);
		if (reads > mostFolderReads) break;
	}
	return null;
}

/** AzuraCast 0.20.2 began to search the list of files, and to tell this of each. An empty list is right in any case. */
function canSearch(files: readonly WireFile[]): boolean {
	return files.every((file) => file.extra_metadata !== undefined);
}
