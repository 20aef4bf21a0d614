import { describe, expect, test } from 'vitest';
import { readAudio } from '#src/stations/audio-tags.ts';
import { flac, m4a, mp3, opus, wav } from '#test/support/audio.ts';

async function* pieces(content: Uint8Array, size = 1_000, read = { bytes: 0 }): AsyncGenerator<Uint8Array> {
	for (let at = 0; at < content.length; at += size) {
		read.bytes += size;
		yield content.subarray(at, at + size);
	}
}

describe('a file by its bytes', () => {
	test('an MP3 with its tags', async () => {
		const found = await readAudio(pieces(mp3({ title: ' Häfen ', artist: '港', album: 'A' })));
		expect(found).toMatchObject({ ending: 'mp3', title: 'Häfen', artist: '港', album: 'A' });
	});

	test('an MP3 without any', async () => {
		expect(await readAudio(pieces(mp3()))).toMatchObject({ ending: 'mp3', title: '', artist: '' });
	});

	test('a WAV, with its length', async () => {
		expect(await readAudio(pieces(wav()))).toMatchObject({ ending: 'wav', title: '', length: 1_000 });
	});

	test.each([
		['flac', flac('Low', 'Water')],
		['ogg', opus('Low', 'Water')],
		['m4a', m4a('Low', 'Water')],
	])('a %s with its tags', async (ending, content) => {
		expect(await readAudio(pieces(content))).toMatchObject({ ending, title: 'Low', artist: 'Water' });
	});

	test.each([
		['nothing', Buffer.alloc(0)],
		['text', Buffer.from('The quick brown fox. '.repeat(500))],
		['zeros', Buffer.alloc(50_000)],
		['a picture', Buffer.concat([Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1'), Buffer.alloc(4_000)])],
		['a program', Buffer.concat([Buffer.from('\u007fELF', 'latin1'), Buffer.alloc(4_000)])],
		['an archive', Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), Buffer.alloc(4_000)])],
		['the beginning of tags and no more', mp3({ title: 'Half' }).subarray(0, 15)],
	])('%s is no audio', async (_what, content) => {
		expect(await readAudio(pieces(content))).toBeNull();
	});

	test('a large file is read as far as its tags reach', async () => {
		const read = { bytes: 0 };
		await readAudio(pieces(mp3({ title: 'Long', artist: 'Show', frames: 20_000 }), 16_000, read));
		expect(read.bytes).toBeLessThan(500_000);
	});

	test('what breaks off at its source is not mistaken for something that is no audio', async () => {
		const broken = new Error('the line is down');
		async function* source() {
			yield mp3().subarray(0, 5);
			throw broken;
		}
		await expect(readAudio(source())).rejects.toBe(broken);
	});
});
