import type { AudioTags } from './audio-file.ts';

const frames: Readonly<Record<string, keyof AudioTags>> = {
	TIT2: 'title',
	TPE1: 'artist',
	TALB: 'album',
	// ID3v2.2
	TT2: 'title',
	TP1: 'artist',
	TAL: 'album',
};

/** Title, artist and album of an MP3 from its first and last bytes: ID3v2 before ID3v1, '' for what neither has. */
export function readId3(head: Buffer, tail: Buffer): AudioTags {
	const old = readVersion1(tail);
	const tags = readVersion2(head);
	return {
		title: tags.title || old.title,
		artist: tags.artist || old.artist,
		album: tags.album || old.album,
	};
}

function readVersion1(tail: Buffer): AudioTags {
	const tag = tail.subarray(-128);
	if (tag.length < 128 || tag.toString('latin1', 0, 3) !== 'TAG') return { title: '', artist: '', album: '' };
	const field = (start: number) => {
		const text = tag.toString('latin1', start, start + 30);
		return text.replace(/\0.*$/su, '').trim();
	};
	return { title: field(3), artist: field(33), album: field(63) };
}

function readVersion2(head: Buffer): AudioTags {
	const tags: AudioTags = { title: '', artist: '', album: '' };
	if (head.length < 10 || head.toString('latin1', 0, 3) !== 'ID3') return tags;
	const version = head[3] ?? 0;
	const isShort = version === 2;
	const end = Math.min(head.length, 10 + sevenBits(head, 6));
	const frameHead = isShort ? 6 : 10;
	let at = 10;
	while (at + frameHead <= end) {
		const id = head.toString('latin1', at, at + (isShort ? 3 : 4));
		// What follows the last frame is padding.
		if (!/^[A-Z0-9]+$/u.test(id)) break;
		const size = isShort
			? head.readUIntBE(at + 3, 3)
			: version === 4
				? sevenBits(head, at + 4)
				: head.readUInt32BE(at + 4);
		const start = at + frameHead;
		const name = frames[id];
		if (name !== undefined) tags[name] = readText(head.subarray(start, Math.min(end, start + size)));
		at = start + size;
	}
	return tags;
}

/** Four bytes of seven bits each. */
function sevenBits(bytes: Buffer, at: number): number {
	return [0, 1, 2, 3].reduce((sum, place) => sum * 128 + ((bytes[at + place] ?? 0) & 0x7f), 0);
}

/** A text frame: the first byte tells how it is written. */
function readText(frame: Buffer): string {
	const body = frame.subarray(1);
	return decode(frame[0] ?? 0, body)
		.replace(/\0.*$/su, '')
		.trim();
}

function decode(encoding: number, body: Buffer): string {
	switch (encoding) {
		case 0:
			return body.toString('latin1');
		case 1:
			return utf16(body);
		case 2:
			return utf16BigEndian(body);
		default:
			return body.toString('utf8');
	}
}

function utf16(body: Buffer): string {
	const isBigEndian = body[0] === 0xfe && body[1] === 0xff;
	return isBigEndian ? utf16BigEndian(body.subarray(2)) : body.toString('utf16le').replace(/^\ufeff/u, '');
}

function utf16BigEndian(body: Buffer): string {
	const even = body.subarray(0, body.length - (body.length % 2));
	return Buffer.from(even).swap16().toString('utf16le');
}
