import { describe, expect, test } from 'vitest';
import { readId3 } from '#demo/azuracast/id3.ts';

const none = Buffer.alloc(0);

function tag(version: 2 | 3 | 4, frames: [id: string, encoding: number, body: Buffer][]): Buffer {
	const written = frames.map(([id, encoding, body]) => {
		const content = Buffer.concat([Buffer.from([encoding]), body]);
		const size = Buffer.alloc(4);
		size.writeUInt32BE(content.length);
		return Buffer.concat([
			Buffer.from(id),
			version === 2 ? size.subarray(1) : Buffer.concat([size, Buffer.alloc(2)]),
			content,
		]);
	});
	const all = Buffer.concat([...written, Buffer.alloc(20)]);
	return Buffer.concat([
		Buffer.from('ID3'),
		Buffer.from([version, 0, 0, 0, 0, all.length >> 7, all.length & 0x7f]),
		all,
	]);
}

describe('ID3v2', () => {
	test.each([
		['Latin-1', 0, Buffer.from('Gr\u00f6\u00dfe', 'latin1')],
		['UTF-16 with its mark', 1, Buffer.from('\ufeffGröße\0', 'utf16le')],
		['UTF-16, big end first', 2, Buffer.from('Größe', 'utf16le').swap16()],
		['UTF-8', 3, Buffer.from('Größe\0')],
	])('in %s', (_, encoding, body) => {
		const head = tag(3, [
			['TCON', 0, Buffer.from('Rock')],
			['TIT2', encoding, body],
		]);
		expect(readId3(head, none)).toEqual({ title: 'Größe', artist: '', album: '' });
	});

	test('of the second and the fourth version', () => {
		const old = tag(2, [
			['TT2', 0, Buffer.from('T')],
			['TP1', 0, Buffer.from('A')],
			['TAL', 0, Buffer.from('B')],
		]);
		expect(readId3(old, none)).toEqual({ title: 'T', artist: 'A', album: 'B' });
		const today = tag(4, [
			['TPE1', 3, Buffer.from('A')],
			['TALB', 3, Buffer.from('B')],
		]);
		expect(readId3(today, none)).toEqual({ title: '', artist: 'A', album: 'B' });
	});

	test('that lies about its sizes', () => {
		const head = tag(3, [['TIT2', 3, Buffer.from('Title')]]);
		head.writeUInt32BE(0xffffff, 14);
		expect(readId3(head, none).title).toContain('Title');
		expect(readId3(head.subarray(0, 12), none).title).toBe('');
		expect(readId3(Buffer.from('ID3'), none).title).toBe('');
	});
});

test('ID3v1 at the end, where there is nothing better', () => {
	const tail = Buffer.alloc(128);
	tail.write('TAG');
	tail.write('Old title', 3);
	tail.write('Old artist', 33);
	expect(readId3(none, tail)).toEqual({ title: 'Old title', artist: 'Old artist', album: '' });
	expect(readId3(tag(3, [['TIT2', 3, Buffer.from('New')]]), tail)).toMatchObject({
		title: 'New',
		artist: 'Old artist',
	});
	expect(readId3(none, tail.subarray(1))).toMatchObject({ title: '' });
});
