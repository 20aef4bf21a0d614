import { parentPort } from 'node:worker_threads';
import type { Order } from '#src/pictures/pictures.ts';

/* Stands in for the thread that draws: the title of a picture says what becomes of it. */
parentPort?.on('message', (order: Order) => {
	if (!('picture' in order)) return;
	const { id, picture } = order;
	if (picture.title === 'dies') process.exit(3);
	if (picture.title === 'throws') throw new Error('the canvas broke');
	if (picture.title !== 'hangs') parentPort?.postMessage({ id, png: new Uint8Array([id]) });
});
