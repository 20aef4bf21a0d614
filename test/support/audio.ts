/** A frame of an MP3 of 128 kbit/s and 44.1 kHz; silence, more or less. */
const frame = Buffer.alloc(417);
frame.set([0xff, 0xfb, 0x90, 0x00]);

export interface Mp3 {
	title?: string;
	artist?: string;
	album?: string;
	frames?: number;
}

/** A small MP3 with these tags (ID3v2.3) at its beginning. */
export function mp3({ title, artist, album, frames = 40 }: Mp3 = {}): Buffer {
	const tags = [textFrame('TIT2', title), textFrame('TPE1', artist), textFrame('TALB', album)];
	const body = Buffer.concat(tags);
	const head = Buffer.alloc(10);
	head.write('ID3');
	head[3] = 3;
	const { length } = body;
	head.set([(length >> 21) & 0x7f, (length >> 14) & 0x7f, (length >> 7) & 0x7f, length & 0x7f], 6);
	return Buffer.concat([head, body, ...Array.from({ length: frames }, () => frame)]);
}

function textFrame(id: string, text: string | undefined): Buffer {
	if (text === undefined) return Buffer.alloc(0);
	// 1: UTF-16 with a byte order mark.
	const body = Buffer.concat([Buffer.from([1, 0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
	const head = Buffer.alloc(10);
	head.write(id);
	head.writeUInt32BE(body.length, 4);
	return Buffer.concat([head, body]);
}

/** A second of silence as WAV, which says nothing of itself. */
export function wav(): Buffer {
	const data = Buffer.alloc(8_000);
	const head = Buffer.alloc(44);
	head.write('RIFF', 0);
	head.writeUInt32LE(36 + data.length, 4);
	head.write('WAVEfmt ', 8);
	head.writeUInt32LE(16, 16);
	head.writeUInt16LE(1, 20);
	head.writeUInt16LE(1, 22);
	head.writeUInt32LE(8_000, 24);
	head.writeUInt32LE(8_000, 28);
	head.writeUInt16LE(1, 32);
	head.writeUInt16LE(8, 34);
	head.write('data', 36);
	head.writeUInt32LE(data.length, 40);
	return Buffer.concat([head, data]);
}
