import { parentPort } from 'node:worker_threads';
import { drawPicture } from './draw-picture.ts';
import { Fonts } from './fonts.ts';
import type { Drawn, Order } from './pictures.ts';

/*
 * The thread in which pictures are drawn, one after the other: started by pictures.ts, and the one place where the canvas and
 * the fonts are loaded.
 */

const fonts = new Fonts();

parentPort?.on('message', ({ id, picture }: Order) => {
	const answer: Drawn = drawn(id, picture);
	parentPort?.postMessage(answer);
});

function drawn(id: number, picture: Order['picture']): Drawn {
	try {
		return { id, png: new Uint8Array(drawPicture(picture, fonts)) };
	} catch (error) {
		// It goes to whoever asked for the picture: the next one may be fine.
		return { id, failed: error instanceof Error ? error.message : String(error) };
	}
}
