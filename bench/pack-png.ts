import { createCanvas, loadImage } from '@napi-rs/canvas';
import { rgbPng } from '#demo/rgb-png.ts';

const bytesPerPixel = 3;

/** The same picture in fewer bytes: a browser packs quickly, and flat surfaces pack best without a filter. Its transparency is lost. */
export async function packPng(png: Buffer): Promise<Buffer> {
	const image = await loadImage(png);
	const { width, height } = image;
	const canvas = createCanvas(width, height).getContext('2d');
	canvas.drawImage(image, 0, 0);
	const { data } = canvas.getImageData(0, 0, width, height);
	// Each row begins with its filter, 0 for none.
	const rows = Buffer.alloc((width * bytesPerPixel + 1) * height);
	for (let y = 0; y < height; y += 1) {
		for (let x = 0; x < width; x += 1) {
			const to = y * (width * bytesPerPixel + 1) + 1 + x * bytesPerPixel;
			const from = (y * width + x) * 4;
			rows.set(data.subarray(from, from + bytesPerPixel), to);
		}
	}
	return rgbPng(width, height, rows, 9);
}
