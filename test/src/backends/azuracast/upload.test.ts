import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { BackendError } from '#src/backends/backend-error.ts';
import type { UploadedFile } from '#src/backends/roles/library.ts';
import { bothKeys, createBackend, failure, sendJson, startServer } from './loopback.ts';
import { simulated, versions } from './simulated.ts';

/** An MP3 with these tags and so many bytes of what could be sound. */
function mp3(
	{ title, artist, album }: { title: string; artist: string; album: string },
	sound = 50_000,
): Buffer {
	const frame = (id: string, text: string) => {
		const body = Buffer.concat([Buffer.from([3]), Buffer.from(text)]);
		const size = Buffer.alloc(4);
		size.writeUInt32BE(body.length);
		return Buffer.concat([Buffer.from(id), size, Buffer.alloc(2), body]);
	};
	const frames = Buffer.concat([frame('TIT2', title), frame('TPE1', artist), frame('TALB', album)]);
	const size = Buffer.from([0, 0, frames.length >> 7, frames.length & 0x7f]);
	return Buffer.concat([Buffer.from('ID3\u0003\0\0'), size, frames, Buffer.alloc(sound, 0xff)]);
}

async function* inPieces(bytes: Buffer, size = 1_000) {
	for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

function upload(bytes: Buffer, name = 'Song.mp3', folder = 'Uploads'): UploadedFile {
	return { folder, name, size: bytes.length, content: inPieces(bytes) };
}

const tags = { title: 'Größe', artist: 'Ada & Bo', album: 'First' };

test.each(versions)(
	'%s: a file lies where it was said to, with its tags, in no playlist',
	async (version) => {
		const { backend, calls } = await simulated(version);
		const file = upload(mp3(tags), 'My Söng “live” (2).MP3');
		const path = backend.library!.pathOf(file);
		expect(await backend.library!.findByPath(path)).toBeNull();
		calls();
		await backend.library!.upload(file);
		expect(calls()).toEqual(['POST /api/station/1/files/upload (station)']);
		const found = await backend.library!.findByPath(path);
		expect(found).toMatchObject({ path, song: tags, playlists: [] });
		expect(path).toBe('Uploads/my_so\u0308ng_live_(2).mp3');
	},
);

test.each([
	'x"; filename="evil.mp3',
	'a\r\nx-evil: 1\r\n\r\n.mp3',
	'../../etc/passwd.mp3',
	'東京 サウンド.mp3',
	'???.mp3',
	'.hidden.mp3',
])('the name %j does no harm, and is told beforehand', async (name) => {
	const { backend, station } = await simulated();
	const file = upload(mp3(tags), name, '');
	await backend.library!.upload(file);
	expect(station.songs.at(-1)!.path).toBe(backend.library!.pathOf(file));
	expect(station.songs.at(-1)!.path).toMatch(/^[^/.~"\r\n][^/"\r\n]*\.mp3$/);
});

test('it goes out as one form of a known length, with the station key', async () => {
	const done = { success: true, message: 'Record created successfully.' };
	const server = await startServer((_, response) => sendJson(response, done));
	const file = upload(Buffer.from('ID3 and so on'), 'A "b".mp3', 'Ö');
	await createBackend(server.url, { keys: bothKeys }).library!.upload(file);
	const [{ method, url, headers, body } = { method: '', url: '', headers: {}, body: '' }] = server.hits;
	expect(`${method} ${url}`).toBe('POST /api/station/1/files/upload');
	expect(headers['transfer-encoding']).toBeUndefined();
	expect(headers['content-length']).toBe(String(Buffer.byteLength(body)));
	expect(headers['x-api-key']).toBe(bothKeys.station.reveal());
	const [type, boundary = ''] = headers['content-type']!.split('; boundary=');
	expect(type).toBe('multipart/form-data');
	expect(body.split('\r\n')).toEqual([
		`--${boundary}`,
		'content-disposition: form-data; name="currentDirectory"',
		'',
		'Ö',
		`--${boundary}`,
		'content-disposition: form-data; name="file"; filename="a_b.mp3"',
		'content-type: application/octet-stream',
		'',
		'ID3 and so on',
		`--${boundary}--`,
		'',
	]);
});

test('what lies there is replaced and keeps its playlists', async () => {
	const { backend, station } = await simulated();
	const song = station.addSong({ title: 'Old', artist: 'Old', path: 'Uploads/song.mp3', playlists: [1] });
	await backend.library!.upload(upload(mp3(tags)));
	expect(await backend.library!.findByPath('Uploads/song.mp3')).toMatchObject({
		id: song.uniqueId,
		song: tags,
		playlists: [{ id: '1' }],
	});
});

describe('refused:', () => {
	test.each(versions)('%s: what is no audio, although AzuraCast says 200', async (version) => {
		const { backend, calls, station } = await simulated(version);
		calls();
		const error = await failure(backend.library!.upload(upload(Buffer.from('hello world'))));
		expect(error.problem).toEqual({
			kind: 'refused',
			reason: 'not-audio',
			words: 'File type cannot be processed.',
		});
		expect(error.perhapsDone).toBe(false);
		expect(calls()).toHaveLength(1);
		expect(await backend.library!.findByPath('Uploads/song.mp3')).toBeNull();
		// It lies there all the same.
		expect([...station.disk.unprocessable.keys()]).toEqual(['Uploads/song.mp3']);
	});

	test('a full disk', async () => {
		const { backend, radio, station } = await simulated();
		radio.host.storageFull = true;
		const before = station.songs.length;
		expect((await failure(backend.library!.upload(upload(mp3(tags))))).problem).toMatchObject({
			kind: 'refused',
			reason: 'storage-full',
		});
		expect(station.songs).toHaveLength(before);
	});

	test('a file larger than the web server takes, by its own page', async () => {
		const { backend, radio } = await simulated();
		const size = 50 * 1024 * 1024;
		const piece = Buffer.alloc(64 * 1024, 0xff);
		const content = (async function* () {
			for (let at = 0; at < size; at += piece.length) yield piece;
		})();
		const call = backend.library!.upload({ folder: '', name: 'big.mp3', size, content });
		expect((await failure(call)).problem).toEqual({ kind: 'refused', reason: 'too-large', words: '' });
		expect(radio.requests.at(-1)).toMatchObject({ path: '/api/station/1/files/upload', status: 413 });
	});

	test('a key without the right', async () => {
		const { backend, radio } = await simulated();
		radio.setRights(radio.keys.station, { stations: { 1: ['view station management'] } });
		expect((await failure(backend.library!.upload(upload(mp3(tags))))).problem).toMatchObject({
			kind: 'right-missing',
			permission: 'Manage Station Media',
		});
	});
});

describe('broken off', () => {
	test('by the server: perhaps done, and never sent again', async () => {
		const { backend, radio, station } = await simulated();
		radio.faults.add({ path: /files\/upload/, cutAfterBytes: 20_000 });
		const before = station.songs.length;
		const error = await failure(backend.library!.upload(upload(mp3(tags, 5_000_000))));
		expect(error.problem).toMatchObject({ kind: 'unreachable', reason: 'connection-lost' });
		expect(error.perhapsDone).toBe(true);
		expect(radio.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
		expect(station.songs).toHaveLength(before);
	});

	test('at the source: its own error, and nothing is stored', async () => {
		const { backend, station } = await simulated();
		const before = station.songs.length;
		const gone = new Error('the source is gone');
		const content = (async function* () {
			yield mp3(tags).subarray(0, 30_000);
			throw gone;
		})();
		const call = backend.library!.upload({ folder: '', name: 'a.mp3', size: 100_000, content });
		await expect(call).rejects.toBe(gone);
		expect(station.songs).toHaveLength(before);
	});

	test.each([
		['less', 40_000],
		['more', 60_000],
	])('at the source, which has %s than it said', async (_, size) => {
		const { backend, station } = await simulated();
		const before = station.songs.length;
		const content = inPieces(Buffer.alloc(50_000, 0xff));
		const outcome = await backend
			.library!.upload({ folder: '', name: 'a.mp3', size, content })
			.catch((error: unknown) => error);
		expect(outcome).toBeInstanceOf(Error);
		expect(outcome).not.toBeInstanceOf(BackendError);
		expect(station.songs).toHaveLength(before);
	});

	test('when nobody answers it any more: perhaps done', async () => {
		const { backend, radio } = await simulated();
		radio.faults.add({ path: /files\/upload/, closeSocket: true });
		const error = await failure(backend.library!.upload(upload(mp3(tags))));
		expect(error.problem.kind).toBe('unreachable');
		expect(error.perhapsDone).toBe(true);
	});
});

// When garbage is collected hangs on what else the machine does.
test('a file of 50 MB takes less than 32 MB of memory on its way', {
	timeout: 60_000,
	retry: 2,
}, async () => {
	const { radio, station } = await simulated();
	const child = fileURLToPath(new URL('upload-child.ts', import.meta.url));
	const size = 50_000_000;
	// As the bot is launched: a large young generation would keep what was sent until it is full.
	const flags = ['--max-semi-space-size=1', '--heap-growing-percent=100'];
	const what = [child, radio.url, radio.keys.station, String(size)];
	const { stdout } = await promisify(execFile)(process.execPath, [...flags, ...what]);
	const { before, grown } = JSON.parse(stdout) as { before: number; grown: number };
	expect(before).toBeGreaterThan(10_000_000);
	expect(grown).toBeLessThan(32 * 1024 * 1024);
	const song = station.songs.at(-1)!;
	expect(song.path).toBe('large/large.mp3');
	expect(Math.round(song.lengthSeconds * 24_000)).toBe(size);
});
