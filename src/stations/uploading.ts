import { BackendError } from '#src/backends/backend-error.ts';
import { offers } from '#src/backends/offers.ts';
import type { LibraryRole, LibrarySong, Tags, UploadedFile } from '#src/backends/roles/library.ts';
import type { Clock } from '#src/clock.ts';

/** Where in the media folder everything lands that comes from Discord. */
export const uploadFolder = 'discord';
/** AzuraCast's web server takes 50 MB (50 times 1024 times 1024) a request; the form around the file takes its part. */
export const largestUpload = 50 * 1024 * 1024 - 16 * 1024;

const lookEveryMs = 2_000;
const looks = 10;
const sought = 50;

/** Why nothing is sent. */
export type Obstacle =
	/** A file lies at this place, or a song of this title and artist is in the library. */
	{ kind: 'same-path' | 'same-song'; song: LibrarySong } | { kind: 'full' };

export type UploadOutcome =
	/** It lies there. `tags`: whether what was typed stands in the file. */
	| { kind: 'stored'; song: LibrarySong; tags: 'as-sent' | 'written' | 'not-written' }
	| { kind: 'refused'; reason: 'not-audio' | 'storage-full' | 'too-large' }
	/** The server took it, or perhaps took it, and does not show it. */
	| { kind: 'unproven'; path: string; answerLost: boolean };

/** What keeps this file from being stored, if anything does. */
export async function obstacleTo(
	library: LibraryRole,
	file: { folder: string; name: string; size: number },
	tags: { title: string; artist: string },
): Promise<Obstacle | undefined> {
	const path = library.pathOf(file);
	const there = findsPaths(library) ? await library.findByPath(path) : null;
	if (there !== null) return { kind: 'same-path', song: there };
	const { rows } = await library.search(tags.title, 1, sought);
	const atPath = rows.find((row) => row.path === path);
	if (atPath !== undefined) return { kind: 'same-path', song: atPath };
	const same = rows.find(({ song }) => isSame(song.title, tags.title) && isSame(song.artist, tags.artist));
	if (same !== undefined) return { kind: 'same-song', song: same };
	return (await isFull(library, file.size)) ? { kind: 'full' } : undefined;
}

/** Sends the file once and looks what became of it; writes what the file does not say of itself. */
export async function upload(
	library: LibraryRole,
	file: UploadedFile,
	tags: Tags,
	clock: Clock,
	/** What the file says of itself: by that it is found where the server cannot be asked for a path. */
	says = { title: '', artist: '' },
): Promise<UploadOutcome> {
	const path = library.pathOf(file);
	let answerLost = false;
	try {
		await library.upload(file);
	} catch (error) {
		const reason = refusal(error);
		if (reason !== undefined) return { kind: 'refused', reason };
		if (!(error instanceof BackendError && error.perhapsDone)) throw error;
		answerLost = true;
	}
	const song = await lookFor(clock, () => findStored(library, file, says));
	if (song === null) return { kind: 'unproven', path, answerLost };
	if (Object.keys(tags).length === 0) return { kind: 'stored', song, tags: 'as-sent' };
	return writeTags(library, song, tags, clock);
}

function findsPaths(library: LibraryRole): boolean {
	return offers({ library }, 'library.findByPath');
}

/** The file by its place, or by what a search for its title or name shows. */
async function findStored(
	library: LibraryRole,
	file: Pick<UploadedFile, 'folder' | 'name'>,
	says: { title: string; artist: string },
): Promise<LibrarySong | null> {
	const path = library.pathOf(file);
	if (findsPaths(library)) return library.findByPath(path);
	const stem = file.name.replace(/\.[^.]{1,5}$/, '');
	for (const words of new Set([says.title, stem])) {
		if (words === '') continue;
		const { rows } = await library.search(words, 1, sought);
		const isIt = ({ song, ...row }: LibrarySong) =>
			row.path === path ||
			(says.title !== '' && isSame(song.title, says.title) && isSame(song.artist, says.artist));
		const found = rows.find(isIt);
		if (found !== undefined) return found;
	}
	return null;
}

async function writeTags(
	library: LibraryRole,
	song: LibrarySong,
	tags: Tags,
	clock: Clock,
): Promise<UploadOutcome> {
	try {
		await library.tag(song.id, tags);
	} catch (error) {
		// The file lies there all the same; whether the tags do is looked at below.
		if (!(error instanceof BackendError)) throw error;
	}
	const written = await lookFor(clock, async () => {
		const now = await library.find(song.id);
		return now !== null && holds(now, tags) ? now : null;
	});
	if (written === null) return { kind: 'stored', song, tags: 'not-written' };
	return { kind: 'stored', song: written, tags: 'written' };
}

function holds({ song }: LibrarySong, { title, artist, album }: Tags): boolean {
	return (
		(title === undefined || song.title === title) &&
		(artist === undefined || song.artist === artist) &&
		(album === undefined || song.album === album)
	);
}

async function lookFor(clock: Clock, look: () => Promise<LibrarySong | null>): Promise<LibrarySong | null> {
	for (let count = 0; count < looks; count++) {
		if (count > 0) await clock.sleep(lookEveryMs);
		try {
			const found = await look();
			if (found !== null) return found;
		} catch (error) {
			// The file was taken; a failed look only means that it is not seen yet.
			if (!(error instanceof BackendError)) throw error;
		}
	}
	return null;
}

async function isFull(library: LibraryRole, size: number): Promise<boolean> {
	try {
		const { isFull: full, available } = await library.usage();
		return full || (available !== null && available < size);
	} catch (error) {
		// The right to upload is another one than the right to see how much fits.
		if (error instanceof BackendError) return false;
		throw error;
	}
}

function refusal(error: unknown): 'not-audio' | 'storage-full' | 'too-large' | undefined {
	if (!(error instanceof BackendError) || error.problem.kind !== 'refused') return undefined;
	const { reason } = error.problem;
	return reason === 'not-audio' || reason === 'storage-full' || reason === 'too-large' ? reason : undefined;
}

function isSame(one: string, other: string): boolean {
	const plain = (text: string) => text.normalize('NFKC').trim().toLowerCase();
	return plain(one) === plain(other);
}

/** What Discord calls a file whose own name it could not keep (it keeps plain letters alone), and what devices call anything. */
const saysNothing = /^(?:unknown|file|audio|untitled|track[\s_-]*\d*)?$/i;

/** The file's own name, or the song's where that says nothing; with the ending that fits the content. */
export function uploadName(given: string, ending: string, tags: { title: string; artist: string }): string {
	const stem = given.replace(/\.[^.]{1,5}$/, '').trim();
	return `${saysNothing.test(stem) ? `${tags.artist} - ${tags.title}` : stem}.${ending}`;
}

/** Tells along how many bytes have gone through. */
export async function* counted(
	content: AsyncIterable<Uint8Array>,
	tell: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
	let bytes = 0;
	for await (const piece of content) {
		bytes += piece.length;
		tell(bytes);
		yield piece;
	}
}
