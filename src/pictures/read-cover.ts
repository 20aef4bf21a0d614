import { createCanvas, loadImage } from '@napi-rs/canvas';
import { disableTypes, imageSize, types } from 'image-size';
import { coverColour } from './cover-colour.ts';

/** What radio servers keep covers as. Nothing else is looked into. */
const known = new Set<string>(['jpg', 'png', 'webp', 'gif']);
disableTypes(types.filter((type) => !known.has(type)));

/** Unpacked it would take four bytes for each: 36 MB. */
const mostPixels = 3_000 * 3_000;
const side = 32;

/** The colour of a cover, null for one without colour. Throws an Error for what is no cover, or too large to be unpacked. */
export async function readCover(bytes: Uint8Array): Promise<number | null> {
	const { width, height } = imageSize(bytes);
	if (!(width > 0 && height > 0 && width * height <= mostPixels))
		throw new Error(`A cover of ${width} x ${height} is not unpacked`);
	const canvas = createCanvas(side, side);
	const context = canvas.getContext('2d');
	context.drawImage(await loadImage(bytes), 0, 0, side, side);
	return coverColour(context.getImageData(0, 0, side, side).data) ?? null;
}
