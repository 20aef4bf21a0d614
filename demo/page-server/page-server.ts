import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { botRightsRoute } from './bot-rights.ts';
import { bundlePage, type PageFile } from './bundle-page.ts';
import { deedRoutes, findGuild, findPerson } from './deeds.ts';
import { EventStreams } from './event-stream.ts';
import { GalleryStream } from './gallery-stream.ts';
import { HttpProblem } from './http-problem.ts';
import { KeyBoard } from './key-board.ts';
import type { PagePlayground } from './page-playground.ts';
import { RadioView } from './radio-view.ts';
import { readBody } from './read-body.ts';
import type { Route } from './route.ts';
import { timeRoute } from './time-control.ts';
import { Troubles } from './troubles.ts';
import { Uploads } from './uploads.ts';

export interface PageServer {
	/** `http://127.0.0.1:PORT`. */
	readonly url: string;
	close: () => Promise<void>;
}

/** Pictures come from the loopback Discord and the simulated radio server, on other ports of this machine. */
const contentSecurityPolicy = [
	"default-src 'self'",
	"img-src 'self' data: http://127.0.0.1:*",
	"object-src 'none'",
	"base-uri 'none'",
	"form-action 'none'",
	"frame-ancestors 'none'",
].join('; ');

const headers = {
	'content-security-policy': contentSecurityPolicy,
	'referrer-policy': 'no-referrer',
	'x-content-type-options': 'nosniff',
};

/** Serves the page and what it talks to, on 127.0.0.1 only. Rejects with the system's error when the port is taken. */
export async function startPageServer(playground: PagePlayground, port: number): Promise<PageServer> {
	const files = await bundlePage();
	const streams = new EventStreams(playground);
	const keys = new KeyBoard(playground);
	const troubles = new Troubles(playground, keys);
	const radio = new RadioView(playground, troubles);
	const uploads = new Uploads();
	const gallery = new GalleryStream(playground);
	const routes: Record<string, Route> = {
		...deedRoutes(playground, streams, uploads),
		'/api/radio': radio.turn,
		'/api/troubles': troubles.change,
		'/api/time': timeRoute(playground, streams),
		'/api/radio-keys': keys.change,
		'/api/bot-rights': botRightsRoute(playground),
	};

	const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
		refuseForeignHost(request);
		const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
		if (request.method === 'POST' && pathname === '/api/upload') {
			const owner = findPerson(playground, searchParams.get('as') ?? '');
			return sendJson(response, 200, await uploads.receive(owner.id, searchParams, request));
		}
		if (request.method === 'POST') {
			const found = routes[pathname];
			if (found === undefined) throw new HttpProblem(404, 'There is nothing here.');
			return sendJson(response, 200, await found(await readBody(request)));
		}
		if (request.method !== 'GET') throw new HttpProblem(405, 'Only GET and POST are taken.');
		if (pathname === '/api/radio') return sendJson(response, 200, radio.look());
		if (pathname === '/api/radio-keys') return sendJson(response, 200, keys.look());
		if (pathname === '/api/events') {
			// A page that was never open before is the first person.
			const viewer = findPerson(playground, searchParams.get('as') ?? playground.people[0]?.id ?? '');
			return streams.open(viewer, findGuild(playground, searchParams.get('server')), { request, response });
		}
		if (pathname === '/api/gallery') return gallery.open(searchParams, response);
		const file = files.get(pathname);
		if (file === undefined) throw new HttpProblem(404, 'There is nothing here.');
		return sendFile(response, file);
	};

	const server = createServer((request, response) => {
		for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
		answer(request, response).catch((error: unknown) => {
			if (!(error instanceof HttpProblem)) playground.log(`The page's server failed: ${describe(error)}`);
			const status = error instanceof HttpProblem ? error.status : 500;
			const text = error instanceof HttpProblem ? error.message : 'Something went wrong in the playground.';
			sendJson(response, status, { error: text });
		});
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', resolve);
	});
	const address = server.address();
	return {
		url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : port}`,
		close: async () => {
			streams.close();
			server.closeAllConnections();
			await gallery.close();
			return new Promise((resolve, reject) => {
				server.close((error) => (error === undefined ? resolve() : reject(error)));
			});
		},
	};
}

/** A foreign page can let its own name point at this machine; the name it used then stands in `Host`. */
function refuseForeignHost(request: IncomingMessage): void {
	const host = request.headers.host?.replace(/:\d+$/, '');
	if (host !== '127.0.0.1' && host !== 'localhost') {
		throw new HttpProblem(403, 'The playground answers to 127.0.0.1 and localhost only.');
	}
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
	response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
	response.end(JSON.stringify(body));
}

function sendFile(response: ServerResponse, file: PageFile): void {
	const caching = file.isHashed ? 'public, max-age=31536000, immutable' : 'no-cache';
	response.writeHead(200, { 'content-type': file.contentType, 'cache-control': caching });
	response.end(file.body);
}

function describe(error: unknown): string {
	return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
