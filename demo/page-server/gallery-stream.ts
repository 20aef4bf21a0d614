import type { ServerResponse } from 'node:http';
import { dataKinds } from '../page/gallery/gallery-wire.ts';
import { languages } from '../page/wire.ts';
import { HttpProblem } from './http-problem.ts';
import type { PagePlayground } from './page-playground.ts';

/** Hands the gallery on as it is made. */
export class GalleryStream {
	readonly #playground: PagePlayground;

	constructor(playground: PagePlayground) {
		this.#playground = playground;
	}

	/** Sends every scene of a language and of one kind of data; each connection begins with the first one. */
	open(asked: URLSearchParams, response: ServerResponse): void {
		const { gallery } = this.#playground;
		if (gallery === undefined) throw new HttpProblem(404, 'This playground has no bot for a gallery.');
		const language = languages.find((one) => one === asked.get('language')) ?? 'en-US';
		const data = dataKinds.find((one) => one === asked.get('data')) ?? 'ordinary';
		response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
		const leave = gallery.follow(language, data, (event) =>
			response.write(`data: ${JSON.stringify(event)}\n\n`),
		);
		response.once('close', leave);
	}

	close(): Promise<void> {
		return this.#playground.gallery?.close() ?? Promise.resolve();
	}
}
