import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { Dispatcher } from 'undici';
import { BackendError } from './backend-error.ts';
import { codeOf, isTimeout, transportProblem } from './transport-problem.ts';

/** One request to a radio server, ready to be sent. */
export interface Outgoing {
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	url: URL;
	headers: Record<string, string>;
	body?: string | Uint8Array;
	/** Ends the exchange at any point; its reason is a `TimeoutError` when the deadline passed. */
	signal: AbortSignal;
	/** Most bytes of the answer, counted after unpacking. */
	maxBytes: number;
	/** What is asked, for errors: `GET /station/{station}/queue`. */
	asked: string;
}

/** What came back, whatever its status. */
export interface Answer {
	status: number;
	/** Lower case, without parameters: `application/json`. */
	contentType: string;
	location: string | undefined;
	body: Buffer;
}

class TooLarge extends Error {}
class StrangeEncoding extends Error {}

/**
 * Sends `request` once and reads the answer to its end. Follows no redirect and repeats nothing. Throws a BackendError when
 * no whole answer came; its `perhapsDone` is true from the moment the request began to be written.
 */
export async function exchange(pool: Dispatcher, request: Outgoing, agent: string): Promise<Answer> {
	const startedAt = performance.now();
	// An object, as a callback writes to it.
	const progress = { written: false };
	const noticing = pool.compose((dispatch) => (options, handler) => {
		const start = handler.onRequestStart?.bind(handler);
		// Called when a connection stands and the first byte is about to leave.
		handler.onRequestStart = (controller, context: unknown) => {
			progress.written = true;
			start?.(controller, context);
		};
		return dispatch(options, handler);
	});
	try {
		const response = await noticing.request({
			method: request.method,
			path: request.url.pathname + request.url.search,
			headers: { ...request.headers, 'user-agent': agent, 'accept-encoding': 'gzip' },
			body: request.body ?? null,
			signal: request.signal,
		});
		const { headers, statusCode } = response;
		return {
			status: statusCode,
			contentType: (only(headers['content-type']) ?? '').split(';', 1).join('').trim().toLowerCase(),
			location: only(headers['location']),
			body: await readBody(response.body, only(headers['content-encoding']), request.maxBytes),
		};
	} catch (error) {
		if (request.signal.aborted && error === request.signal.reason && !isTimeout(error)) throw error;
		const problem =
			error instanceof TooLarge || error instanceof StrangeEncoding
				? ({ kind: 'unexpected-answer', detail: error.message } as const)
				: transportProblem(error, Math.round(performance.now() - startedAt));
		throw new BackendError(request.asked, request.url.host, problem, {
			perhapsDone: progress.written && request.method !== 'GET',
			cause: describe(error),
		});
	}
}

async function readBody(body: Readable, encoding: string | undefined, maxBytes: number): Promise<Buffer> {
	const collect = async (chunks: AsyncIterable<Buffer>) => {
		const kept: Buffer[] = [];
		let size = 0;
		for await (const chunk of chunks) {
			size += chunk.length;
			// Counted as it comes, because half a megabyte on the wire can unpack to half a gigabyte.
			if (size > maxBytes) throw new TooLarge(`larger than ${maxBytes} bytes`);
			kept.push(chunk);
		}
		return Buffer.concat(kept);
	};
	switch (encoding?.toLowerCase()) {
		case undefined:
		case '':
		case 'identity':
			return pipeline(body, collect);
		case 'gzip':
		case 'x-gzip':
			return pipeline(body, createGunzip(), collect);
		default:
			body.resume();
			throw new StrangeEncoding('packed in a way that was not asked for');
	}
}

function only(header: string | string[] | undefined): string | undefined {
	return Array.isArray(header) ? header[0] : header;
}

/** An error without its text: undici's can quote bytes of the answer or of a header. */
function describe(error: unknown): Error {
	return new Error(`${error instanceof Error ? error.name : typeof error} (${codeOf(error)})`);
}
