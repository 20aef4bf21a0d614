import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface PostcardServer {
	url: string;
	asked: { method: string; path: string }[];
	close(): Promise<void>;
}

/** A server of the made-up radio system: one song, since a moment. */
export async function startPostcardServer(since: number): Promise<PostcardServer> {
	const asked: PostcardServer['asked'] = [];
	const server = createServer(({ method = '', url: path = '' }, response) => {
		asked.push({ method, path });
		if (path !== '/postcard') {
			response.writeHead(404, { 'content-type': 'text/plain' }).end('no such card');
			return;
		}
		const song = { title: 'Wish You Were Here', by: 'The Travellers', since };
		const card = { postcard: 1, station: 'Postcard FM', song, listeners: 3 };
		response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(card));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		asked,
		close: () => new Promise((resolve) => server.close(() => resolve())),
	};
}
