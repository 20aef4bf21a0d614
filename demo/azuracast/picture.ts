import { createHash } from 'node:crypto';
import { rgbPng } from '#demo/rgb-png.ts';

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
	return rgbPng(size, size, rows);
}
