import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { findFile } from '../files.ts';
import type { World } from '../world.ts';
import { DiscordError, unauthorized } from './discord-error.ts';
import { type Faults, strike } from './faults.ts';
import { type RequestBody, readBody } from './request-body.ts';
import { findRoute, type RestAnswer, type Route } from './router.ts';

/** One request as it came and what became of it. */
export interface LoggedRequest {
	/** Milliseconds since 1970 on the loopback's clock. */
	at: number;
	method: string;
	/** Decoded, without `/api/v10` and without the query. */
	path: string;
	query: string;
	/** Parsed; uploaded files stand in `files` as name, type and size. */
	body: unknown;
	files: { name: string; contentType: string; size: number }[];
	/** Whether it carried the bot's token. */
	auth: boolean;
	/** 0 until answered, and for ever if it never is. */
	status: number;
	response: unknown;
}

interface Parts {
	world: World;
	routes: Route[];
	faults: Faults;
	requests: LoggedRequest[];
}

export function createRestServer(parts: Parts): Server {
	return createServer((request, response) => {
		answer(parts, request, response).catch((error: unknown) => {
			// A mistake of ours, not a refusal: shown to whoever looks at the answer.
			const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
			if (response.headersSent) response.destroy();
			else send(response, { status: 500, body: { message: `Loopback failed: ${reason}`, code: 0 } });
		});
	});
}

async function answer(parts: Parts, request: IncomingMessage, response: ServerResponse): Promise<void> {
	const { world, faults, requests } = parts;
	const url = new URL(request.url ?? '/', 'http://127.0.0.1');
	if (url.pathname.startsWith('/attachments/')) {
		request.resume();
		return sendFile(world, url, response);
	}
	const path = decodePath(url.pathname);
	const method = request.method ?? 'GET';
	const input = await readBody(request).catch((error: unknown) => {
		if (error instanceof DiscordError) return error;
		throw error;
	});
	const auth = request.headers.authorization === `Bot ${world.token}`;
	const logged: LoggedRequest = {
		at: world.clock.now(),
		method,
		path,
		query: url.search.slice(1),
		body: input instanceof DiscordError ? undefined : input.body,
		files: input instanceof DiscordError ? [] : input.files.map(summarise),
		auth,
		status: 0,
		response: undefined,
	};
	// A playground left open for days must not keep every request there ever was.
	if (requests.length >= 20_000) requests.splice(0, 10_000);
	requests.push(logged);
	const fault = faults.take(method, path);
	const onlyDelay = fault === undefined || (await faults.delay(fault));
	if (!onlyDelay && fault.afterwards !== true) {
		Object.assign(logged, statusAndResponse(strike(fault, response)));
		return;
	}
	const result = await carryOut(parts, { method, path, url, input, auth });
	Object.assign(logged, statusAndResponse(onlyDelay ? result : strike(fault, response)));
	if (onlyDelay) send(response, result);
	world.changes.tell();
}

interface Incoming {
	method: string;
	path: string;
	url: URL;
	input: RequestBody | DiscordError;
	auth: boolean;
}

async function carryOut(
	{ routes }: Parts,
	{ method, path, url, input, auth }: Incoming,
): Promise<RestAnswer> {
	try {
		const { route, param } = findRoute(routes, method, path);
		if (!auth && route.open !== true) throw unauthorized();
		if (input instanceof DiscordError) throw input;
		return route.handle({ query: url.searchParams, param, ...input });
	} catch (error) {
		if (!(error instanceof DiscordError)) throw error;
		return { status: error.status, body: error.body };
	}
}

function send(response: ServerResponse, { status, body, headers }: RestAnswer): void {
	if (body === undefined) response.writeHead(status).end();
	else
		response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

/** The CDN: anybody with the whole address gets the file, and nobody else learns that there is one. */
function sendFile(world: World, url: URL, response: ServerResponse): void {
	const file = findFile(world, url);
	if (file === undefined) {
		response.writeHead(404, { 'content-type': 'text/plain;charset=UTF-8' });
		response.end('This content is no longer available.');
		return;
	}
	response.writeHead(200, {
		'content-type': file.contentType,
		'content-length': file.bytes.byteLength,
		'access-control-allow-origin': '*',
	});
	response.end(file.bytes);
}

/** `/api/v10/webhooks/1/t/messages/%40original` is `/webhooks/1/t/messages/@original`. */
function decodePath(pathname: string): string {
	const plain = pathname.replace(/^\/api(\/v\d+)?/, '');
	return plain
		.split('/')
		.map((part) => (/%(?![\da-f]{2})/i.test(part) ? part : decodeURIComponent(part)))
		.join('/');
}

const statusAndResponse = ({ status, body }: { status: number; body?: unknown }) => ({
	status,
	response: body,
});

const summarise = (file: RequestBody['files'][number]) => ({
	name: file.name,
	contentType: file.contentType,
	size: file.bytes.byteLength,
});
