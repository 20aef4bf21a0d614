import type { IncomingMessage } from 'node:http';
import { HttpProblem } from './http-problem.ts';

/** A form of a modal holds at most five fields of 4,000 characters. */
const maxJsonBytes = 128 * 1024;

/** The JSON a request carries; refuses what is not JSON or too much of it. */
export async function readBody(request: IncomingMessage): Promise<unknown> {
	const bytes = await readBytes(request, 'application/json', maxJsonBytes);
	try {
		const body: unknown = JSON.parse(bytes.toString());
		return body;
	} catch (error) {
		if (error instanceof SyntaxError) throw new HttpProblem(400, 'The body is not JSON.');
		throw error;
	}
}

/** What a request carries, if it is of that type and not longer than that. */
export async function readBytes(request: IncomingMessage, type: string, maxBytes: number): Promise<Buffer> {
	// A form on a foreign page can post without asking, but never with one of these types.
	if (request.headers['content-type']?.split(';')[0]?.trim() !== type) {
		throw new HttpProblem(415, `Only ${type} is taken.`);
	}
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of request) {
		if (!(chunk instanceof Buffer)) continue;
		size += chunk.length;
		if (size > maxBytes) throw new HttpProblem(413, `At most ${maxBytes} bytes are taken.`);
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}
