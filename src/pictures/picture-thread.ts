import { parentPort } from 'node:worker_threads';
import { drawPicture } from './draw-picture.ts';
import { Fonts } from './fonts.ts';
import type { Done, Order } from './pictures.ts';
import { readCover } from './read-cover.ts';

/*
 * The thread in which pictures are drawn and covers are looked at, one after the other: started by pictures.ts, and the one place
 * where the canvas and the fonts are loaded.
 */

const fonts = new Fonts();

parentPort?.on('message', (order: Order) => {
	void answer(order);
});

async function answer(order: Order): Promise<void> {
	const done = await carryOut(order);
	parentPort?.postMessage(done);
}

async function carryOut(order: Order): Promise<Done> {
	const { id } = order;
	try {
		if ('cover' in order) return { id, colour: await readCover(order.cover) };
		return { id, png: new Uint8Array(drawPicture(order.picture, fonts)) };
	} catch (error) {
		// It goes to whoever asked: the next one may be fine.
		return { id, failed: error instanceof Error ? error.message : String(error) };
	}
}
