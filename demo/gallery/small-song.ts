import type { PersonFile } from '../discord/loopback-discord.ts';

/** A frame of an MP3 of 128 kbit/s and 44.1 kHz; silence, more or less. */
const frame = Buffer.alloc(417);
frame.set([0xff, 0xfb, 0x90, 0x00]);
const frames = 400;

/** An MP3 of ten seconds with a title and an artist (ID3v2.3) at its beginning. */
export function smallSong(name: string, title: string, artist: string): PersonFile {
	const tags = Buffer.concat([textFrame('TIT2', title), textFrame('TPE1', artist)]);
	const head = Buffer.alloc(10);
	head.write('ID3');
	head[3] = 3;
	const { length } = tags;
	head.set([(length >> 21) & 0x7f, (length >> 14) & 0x7f, (length >> 7) & 0x7f, length & 0x7f], 6);
	return { name, content: Buffer.concat([head, tags, ...Array.from({ length: frames }, () => frame)]) };
}

function textFrame(id: string, text: string): Buffer {
	// 1: UTF-16 with a byte order mark.
	const body = Buffer.concat([Buffer.from([1, 0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
	const head = Buffer.alloc(10);
	head.write(id);
	head.writeUInt32BE(body.length, 4);
	return Buffer.concat([head, body]);
}
