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

const comments = (fields: readonly string[]) => {
	const packed = ['Airdeck', ...fields].map((text) => {
		const body = Buffer.from(text);
		return Buffer.concat([uint32(body.length, 'LE'), body]);
	});
	return Buffer.concat([packed[0]!, uint32(fields.length, 'LE'), ...packed.slice(1)]);
};

/** The beginning of a FLAC of one second, with a title and an artist. */
export function flac(title: string, artist: string): Buffer {
	const info = Buffer.alloc(34);
	// 44.1 kHz, two channels, 16 bits, and the number of samples.
	info.set([0x0a, 0xc4, 0x42, 0xf0], 10);
	info.writeUInt32BE(44_100, 14);
	const words = comments([`TITLE=${title}`, `ARTIST=${artist}`]);
	const block = (type: number, body: Buffer) =>
		Buffer.concat([Buffer.from([type, 0, body.length >> 8, body.length & 0xff]), body]);
	return Buffer.concat([Buffer.from('fLaC'), block(0, info), block(0x84, words), Buffer.alloc(20_000, 0x55)]);
}

/** The beginning of an Opus in Ogg, with a title and an artist. */
export function opus(title: string, artist: string): Buffer {
	const head = Buffer.alloc(19);
	head.write('OpusHead');
	head.set([1, 2], 8);
	head.writeUInt32LE(48_000, 12);
	const tags = Buffer.concat([Buffer.from('OpusTags'), comments([`TITLE=${title}`, `ARTIST=${artist}`])]);
	return Buffer.concat([
		oggPage(2, 0, head),
		oggPage(0, 1, tags),
		...Array.from({ length: 50 }, (_, page) => oggPage(page === 49 ? 4 : 0, page + 2, Buffer.alloc(200))),
	]);
}

function oggPage(flags: number, sequence: number, body: Buffer): Buffer {
	const head = Buffer.alloc(28);
	head.write('OggS');
	head[5] = flags;
	head.writeUInt32LE(7, 14);
	head.writeUInt32LE(sequence, 18);
	head.set([1, body.length], 26);
	return Buffer.concat([head, body]);
}

/** An M4A as many tools write it, with its index behind the sound. */
export function m4a(title: string, artist: string): Buffer {
	const box = (name: string, ...parts: Buffer[]) => {
		const body = Buffer.concat(parts);
		return Buffer.concat([uint32(body.length + 8), Buffer.from(name, 'latin1'), body]);
	};
	const tag = (name: string, text: string) => box(name, box('data', uint32(1), uint32(0), Buffer.from(text)));
	const mvhd = Buffer.alloc(100);
	mvhd.writeUInt32BE(1_000, 12);
	mvhd.writeUInt32BE(2_000, 16);
	const handler = Buffer.alloc(25);
	handler.write('mdir', 8);
	const list = box('ilst', tag('\u00a9nam', title), tag('\u00a9ART', artist));
	return Buffer.concat([
		box('ftyp', Buffer.from('M4A \0\0\0\0M4A mp42isom')),
		box('mdat', Buffer.alloc(200_000)),
		box('moov', box('mvhd', mvhd), box('udta', box('meta', uint32(0), box('hdlr', handler), list))),
	]);
}

function uint32(value: number, order: 'LE' | 'BE' = 'BE'): Buffer {
	const bytes = Buffer.alloc(4);
	if (order === 'LE') bytes.writeUInt32LE(value);
	else bytes.writeUInt32BE(value);
	return bytes;
}
