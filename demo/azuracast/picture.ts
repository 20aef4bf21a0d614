import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';

const size = 300;

/** A cover as a PNG: two colours and a moon, all from the album's name, so that one album always looks the same. */
export function drawCover(album: string): Uint8Array {
	const seed = createHash('md5').update(album).digest();
	const byte = (place: number) => seed[place] ?? 0;
	const top = [byte(0), byte(1), byte(2)];
	const bottom = [byte(3) / 2, byte(4) / 2, byte(5) / 2];
	const moon = { x: 60 + byte(6) * 0.7, y: 60 + byte(7) * 0.5, radius: 30 + byte(8) * 0.2 };
	const rows = Buffer.alloc((size * 3 + 1) * size);
	for (let y = 0; y < size; y++) {
		for (let x = 0; x < size; x++) {
			const lit = Math.hypot(x - moon.x, y - moon.y) < moon.radius;
			for (const channel of [0, 1, 2]) {
				const [from, to] = [top[channel] ?? 0, bottom[channel] ?? 0];
				const shade = from + ((to - from) * y) / size;
				// Each row begins with its filter, 0 for none.
				rows[y * (size * 3 + 1) + 1 + x * 3 + channel] = lit ? 255 - shade / 4 : shade;
			}
		}
	}
	const header = Buffer.alloc(13);
	header.writeUInt32BE(size, 0);
	header.writeUInt32BE(size, 4);
	// Eight bits, RGB, no options.
	header.set([8, 2, 0, 0, 0], 8);
	const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
	return Buffer.concat([
		signature,
		chunk('IHDR', header),
		chunk('IDAT', deflateSync(rows)),
		chunk('IEND', Buffer.alloc(0)),
	]);
}

function chunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const frame = Buffer.alloc(8 + body.length);
	frame.writeUInt32BE(data.length, 0);
	frame.set(body, 4);
	frame.writeUInt32BE(crc32(body), 4 + body.length);
	return frame;
}
