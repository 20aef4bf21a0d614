import { describe, expect, test } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import type { BackendError } from '#src/backends/backend-error.ts';
import { notOffered } from '#src/backends/offers.ts';
import type { LibraryRole, LibrarySong, LibraryUsage, Tags } from '#src/backends/roles/library.ts';
import { obstacleTo, upload, uploadName } from '#src/stations/uploading.ts';
import { problem, settle, song } from './fake-station.ts';
import { inTime } from './in-time.ts';

const lost = () =>
	problem({ kind: 'unreachable', reason: 'connection-lost', afterMs: 1 }, { perhapsDone: true });

/** A library that shows a file some looks after it came. */
class FakeLibrary implements LibraryRole {
	songs: LibrarySong[] = [];
	uploads = 0;
	failing: BackendError | undefined;
	keeps = true;
	writes = true;
	looksUntilSeen = 1;
	space: LibraryUsage | BackendError = { used: 1, quota: null, available: 1e9, isFull: false, songs: 1 };

	add(path: string, title: string, artist: string): LibrarySong {
		const added = { id: path, song: song(path, { title, artist }), path, length: 1, playlists: [] };
		this.songs.push(added);
		return added;
	}
	async search(text: string) {
		const rows = this.songs.filter((one) => one.song.title.toLowerCase().includes(text.toLowerCase()));
		return { rows, page: 1, pages: 1, total: rows.length };
	}
	async list() {
		return null;
	}
	async find(id: string) {
		return this.songs.find((one) => one.id === id) ?? null;
	}
	async findByPath(path: string) {
		const found = this.songs.find((one) => one.path === path) ?? null;
		if (found !== null && this.uploads > 0) this.looksUntilSeen -= 1;
		return this.looksUntilSeen > 0 && this.uploads > 0 ? null : found;
	}
	pathOf = ({ folder, name }: { folder: string; name: string }) => `${folder}/${name.toLowerCase()}`;
	async upload(file: { folder: string; name: string; content: AsyncIterable<Uint8Array> }) {
		this.uploads += 1;
		for await (const _piece of file.content);
		if (this.keeps) this.add(this.pathOf(file), 'as sent', 'as sent');
		if (this.failing !== undefined) throw this.failing;
	}
	async tag(id: string, tags: Tags) {
		const found = await this.find(id);
		if (this.writes && found !== null) Object.assign(found.song, tags);
	}
	async usage() {
		if (this.space instanceof Error) throw this.space;
		return this.space;
	}
	async playNext() {}
	async assign() {}
}

async function* content() {
	yield Buffer.from('song');
}

async function send(library: FakeLibrary, tags: Tags = {}) {
	const clock = new ManualClock();
	const outcome = upload(
		library,
		{ folder: 'discord', name: 'A.mp3', size: 4, content: content() },
		tags,
		clock,
	);
	const over = { it: false };
	const end = () => {
		over.it = true;
	};
	outcome.then(end, end);
	await settle();
	for (let seconds = 0; !over.it && seconds < 120; seconds++) await clock.advance(1_000);
	return outcome;
}

describe('an upload', () => {
	test('is confirmed when the library shows it, however many looks that takes', async () => {
		const library = new FakeLibrary();
		library.looksUntilSeen = 5;
		expect(await send(library)).toMatchObject({
			kind: 'stored',
			tags: 'as-sent',
			song: { path: 'discord/a.mp3' },
		});
		expect(library.uploads).toBe(1);
	});

	test('that the library never shows is not confirmed', async () => {
		const library = new FakeLibrary();
		library.keeps = false;
		expect(await send(library)).toEqual({ kind: 'unproven', path: 'discord/a.mp3', answerLost: false });
	});

	test.each([true, false])(
		'whose answer got lost is looked for, not sent again (stored: %s)',
		async (keeps) => {
			const library = new FakeLibrary();
			library.keeps = keeps;
			library.failing = lost();
			expect(await send(library)).toMatchObject(
				keeps ? { kind: 'stored' } : { kind: 'unproven', answerLost: true },
			);
			expect(library.uploads).toBe(1);
		},
	);

	test.each(['not-audio', 'storage-full', 'too-large'] as const)('refused as %s says so', async (reason) => {
		const library = new FakeLibrary();
		library.failing = problem({ kind: 'refused', reason, words: 'x' });
		expect(await send(library)).toEqual({ kind: 'refused', reason });
	});

	test('that fails otherwise is an error', async () => {
		const library = new FakeLibrary();
		library.failing = problem({ kind: 'server-trouble', status: 500 });
		await expect(send(library)).rejects.toMatchObject({ problem: { kind: 'server-trouble' } });
	});

	test('gets what the file does not say written into it, and read back', async () => {
		const library = new FakeLibrary();
		const tags = { title: 'Harbour', artist: 'Mara' };
		expect(await send(library, tags)).toMatchObject({
			kind: 'stored',
			tags: 'written',
			song: { song: tags },
		});
	});

	test('does not claim tags that the library does not show', async () => {
		const library = new FakeLibrary();
		library.writes = false;
		expect(await send(library, { title: 'Harbour' })).toMatchObject({ kind: 'stored', tags: 'not-written' });
	});
});

describe('what keeps a file from being sent', () => {
	const file = { folder: 'discord', name: 'A.mp3', size: 4 };
	const tags = { title: 'Harbour', artist: 'Mara' };

	test('is nothing, usually', async () => {
		expect(await obstacleTo(new FakeLibrary(), file, tags)).toBeUndefined();
	});

	test('is a file at the place where the station would put it', async () => {
		const library = new FakeLibrary();
		library.add('discord/a.mp3', 'x', 'y');
		expect(await obstacleTo(library, file, tags)).toMatchObject({ kind: 'same-path' });
	});

	test('is the same song elsewhere, in whatever letters', async () => {
		const library = new FakeLibrary();
		library.add('old/b.flac', 'HARBOUR', ' mara');
		expect(await obstacleTo(library, file, tags)).toMatchObject({
			kind: 'same-song',
			song: { path: 'old/b.flac' },
		});
	});

	test('is not another song of that title', async () => {
		const library = new FakeLibrary();
		library.add('old/b.flac', 'Harbour', 'Somebody else');
		expect(await obstacleTo(library, file, tags)).toBeUndefined();
	});

	test('is a storage with less room than the file needs; a key that may not see it keeps nobody', async () => {
		const library = new FakeLibrary();
		library.space = { used: 1, quota: 2, available: 3, isFull: false, songs: 1 };
		expect(await obstacleTo(library, file, tags)).toEqual({ kind: 'full' });
		library.space = problem({ kind: 'right-missing', key: 'station', tail: '3f9c', permission: 'X' });
		expect(await obstacleTo(library, file, tags)).toBeUndefined();
	});
});

test.each([
	['My Song.MP3', 'mp3', 'My Song.mp3'],
	['letter.txt', 'flac', 'letter.flac'],
	['v1.2 final', 'ogg', 'v1.2 final.ogg'],
	['.mp3', 'mp3', 'Mara - Harbour.mp3'],
	['unknown.mp3', 'mp3', 'Mara - Harbour.mp3'],
	['track 07.wav', 'wav', 'Mara - Harbour.wav'],
	['unknown pleasures.mp3', 'mp3', 'unknown pleasures.mp3'],
])('%s is sent under the ending that fits its content', (given, ending, name) => {
	expect(uploadName(given, ending, { title: 'Harbour', artist: 'Mara' })).toBe(name);
});

describe('an upload to a library that cannot be asked for a path', () => {
	const says = { title: 'Harbour', artist: 'Mara' };

	/** Shows what it has by searches alone, under the titles that the files have of themselves. */
	class SearchedLibrary extends FakeLibrary {
		override findByPath = notOffered('radio.example.org', 'library.findByPath');
		tagged = says;
		override pathOf = ({ name }: { name: string }) => name;
		override async upload(file: { folder: string; name: string; content: AsyncIterable<Uint8Array> }) {
			this.uploads += 1;
			for await (const _piece of file.content);
			if (this.keeps) this.add(this.pathOf(file), this.tagged.title, this.tagged.artist);
		}
	}

	const sendTo = async (library: FakeLibrary, about = says, tags: Tags = {}) => {
		const clock = new ManualClock();
		const file = { folder: 'discord', name: 'A.mp3', size: 4, content: content() };
		return inTime(clock, upload(library, file, tags, clock, about));
	};

	test('is found by its title', async () => {
		expect(await sendTo(new SearchedLibrary())).toMatchObject({ kind: 'stored', song: { song: says } });
	});

	test('is found by its name where it says nothing of itself, and then written into', async () => {
		const library = new SearchedLibrary();
		library.tagged = { title: 'A', artist: '' };
		const outcome = await sendTo(library, { title: '', artist: '' }, says);
		expect(outcome).toMatchObject({ kind: 'stored', tags: 'written', song: { song: says } });
	});

	test('is not taken for another one’s song of the same title', async () => {
		const library = new SearchedLibrary();
		library.keeps = false;
		library.add('other.mp3', 'Harbour', 'Somebody else');
		expect(await sendTo(library)).toEqual({ kind: 'unproven', path: 'A.mp3', answerLost: false });
	});

	test('is held back by the same song, and by the same name as far as a search shows it', async () => {
		const library = new SearchedLibrary();
		const file = { folder: 'discord', name: 'A.mp3', size: 4 };
		expect(await obstacleTo(library, file, says)).toBeUndefined();
		library.add('b.mp3', 'harbour', 'MARA');
		expect(await obstacleTo(library, file, says)).toMatchObject({ kind: 'same-song' });
		library.songs = [];
		library.add('A.mp3', 'Harbour', 'Other');
		expect(await obstacleTo(library, file, says)).toMatchObject({ kind: 'same-path' });
	});
});
