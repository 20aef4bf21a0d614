import fc from 'fast-check';
import { expect, test } from 'vitest';
import { storedFileName } from '#demo/azuracast/stored-file-name.ts';
import { storedName } from '#src/backends/azuracast/stored-name.ts';

test.each([
	['My Song (Live!).MP3', 'my_song_(live).mp3'],
	['a..b...c.mp3', 'a.b.c.mp3'],
	['ﬁne – ½.flac', 'fine__12.flac'],
	['Ångström.ogg', 'a\u030angstro\u0308m.ogg'],
	['東京 サウンド.mp3', '東京_サウンド.mp3'.normalize('NFKD')],
	['x"; filename="y.mp3', 'x;_filenamey.mp3'],
	['.htaccess', 'file.htaccess'],
	['~root.mp3', 'root.mp3'],
	['♥.mp3', 'file.mp3'],
	['', 'file'],
])('%j is stored as %j', (name, stored) => {
	expect(storedName(name)).toBe(stored);
});

test('a long name is cut between characters and keeps its ending', () => {
	const name = storedName(`${'й'.repeat(300)}.mp3`);
	expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
	expect(name).toMatch(/^(и\u0306)+и?\.mp3$/u);
});

test('AzuraCast leaves every name alone that we send', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
			const stored = storedName(name);
			expect(storedFileName(stored)).toBe(stored);
			expect(storedName(stored)).toBe(stored);
			expect(stored).not.toMatch(/[/\\"\r\n\0]|^[.~]/u);
		}),
	);
});
