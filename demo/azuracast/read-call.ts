import type { IncomingMessage, ServerResponse } from 'node:http';
import { receiveForm } from './received-file.ts';
import type { Call } from './router.ts';

/** `client_max_body_size` of AzuraCast's web server. */
const mostBodyBytes = 50 * 1024 * 1024;

/** Reads a request to its end; the file of a form goes by without ever lying in memory. */
export async function readCall(request: IncomingMessage, now: number): Promise<Call> {
	const [path = '/', ...rest] = (request.url ?? '/').split('?');
	const headers = Object.fromEntries(
		Object.entries(request.headers).map(([name, value]) => [
			name,
			Array.isArray(value) ? value.join() : (value ?? ''),
		]),
	);
	const contentType = headers['content-type'] ?? '';
	const body = contentType.startsWith('multipart/form-data')
		? { body: '', form: await receiveForm(request, contentType) }
		: { body: await readText(request) };
	return {
		method: request.method ?? 'GET',
		path,
		query: new URLSearchParams(rest.join('?')),
		headers,
		userAgent: headers['user-agent'] ?? '',
		...body,
		address: '127.0.0.1',
		now,
	};
}

/** The web server goes by what is announced, before anything of it has come. */
export function isTooLarge(request: IncomingMessage): boolean {
	return Number(request.headers['content-length'] ?? 0) > mostBodyBytes;
}

/** The web server's own page; what still comes is thrown away. Returns the status. */
export function refuseBody(request: IncomingMessage, response: ServerResponse): number {
	const title = '413 Request Entity Too Large';
	const page = `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`;
	response.writeHead(413, { 'content-type': 'text/html', connection: 'close' }).end(page);
	request.resume();
	return 413;
}

/** Takes so many bytes of the body, and cuts the connection. */
export async function cutBody(request: IncomingMessage, bytes: number): Promise<void> {
	// Kept, because a request that is no longer read lets go of it.
	const { socket } = request;
	let come = 0;
	for await (const chunk of request) {
		come += chunk instanceof Uint8Array ? chunk.length : 0;
		if (come >= bytes) break;
	}
	socket.destroy();
}

async function readText(request: IncomingMessage): Promise<string> {
	const chunks: Uint8Array[] = [];
	for await (const chunk of request) if (chunk instanceof Uint8Array) chunks.push(chunk);
	return Buffer.concat(chunks).toString();
}
