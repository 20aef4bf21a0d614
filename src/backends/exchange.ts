import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { Dispatcher } from 'undici8';
import { BackendError, type KeyName } from './backend-error.ts';
import { codeOf, isTimeout, transportProblem } from './transport-problem.ts';

/** A body that is sent as it comes, so that it never lies in memory as a whole. */
export interface StreamedBody {
	/** Read once. */
	content: AsyncIterable<Uint8Array>;
	/** Bytes that `content` gives. */
	length: number;
}

/** One request to a radio server, ready to be sent. */
export interface Outgoing {
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	url: URL;
	headers: Record<string, string>;
	body?: string | Uint8Array | StreamedBody;
	/** Ends the exchange at any point; its reason is a `TimeoutError` when the deadline passed. */
	signal: AbortSignal;
	/** Most bytes of the answer, counted after unpacking. */
	maxBytes: number;
	/** What is asked, for errors: `GET /station/{station}/queue`. */
	asked: string;
	/** Calls itself a browser, with its own name in it: SHOUTcast 1 sends its stream to everybody else, whatever they ask for. */
	asBrowser?: boolean;
	/** The key in its headers, where that must not be readable on the way: see {@link file://./server-connections.ts}. */
	carries?: KeyName;
}

/** What came back, whatever its status. */
export interface Answer {
	status: number;
	/** Lower case, without parameters: `application/json`. */
	contentType: string;
	location: string | undefined;
	/** How long it wants to be left alone, where it says so: seconds, or a date. */
	retryAfter?: string | undefined;
	/** Empty for sound and moving pictures. */
	body: Buffer;
}

class TooLarge extends Error {}
class StrangeEncoding extends Error {}

/**
 * Sends `request` once and reads the answer to its end. Follows no redirect and repeats nothing. Throws a BackendError when
 * no whole answer came; its `perhapsDone` is true from the moment the request began to be written. If a streamed body
 * breaks off at its source, the source's own error is thrown: then the server got half of it and can do nothing with that.
 */
export async function exchange(pool: Dispatcher, request: Outgoing, agent: string): Promise<Answer> {
	const startedAt = performance.now();
	// An object, as callbacks write to it.
	const progress: Progress = { written: false, source: null };
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
			headers: {
				...request.headers,
				...(isStreamed(request.body) ? { 'content-length': String(request.body.length) } : {}),
				'user-agent': request.asBrowser === true ? `Mozilla/5.0 (compatible; ${agent})` : agent,
				'accept-encoding': 'gzip',
			},
			body: isStreamed(request.body)
				? Readable.from(watched(request.body, progress))
				: (request.body ?? null),
			signal: request.signal,
		});
		const { headers, statusCode } = response;
		const contentType = (only(headers['content-type']) ?? '').split(';', 1).join('').trim().toLowerCase();
		const answer = {
			status: statusCode,
			contentType,
			location: only(headers['location']),
			retryAfter: only(headers['retry-after']),
		};
		if (isMedia(contentType)) {
			hangUp(response.body);
			return { ...answer, body: Buffer.alloc(0) };
		}
		return {
			...answer,
			body: await readBody(response.body, only(headers['content-encoding']), request.maxBytes),
		};
	} catch (error) {
		if (progress.source !== null) throw progress.source.error;
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

interface Progress {
	/** The request began to be written. */
	written: boolean;
	/** What the streamed body failed with, if it was the one that failed. */
	source: { error: unknown } | null;
}

function isStreamed(body: Outgoing['body']): body is StreamedBody {
	return typeof body === 'object' && 'content' in body;
}

async function* watched({ content, length }: StreamedBody, progress: Progress) {
	try {
		let size = 0;
		for await (const chunk of content) {
			size += chunk.length;
			if (size > length) throw new Error(`The body is longer than the ${length} bytes that were announced`);
			yield chunk;
		}
		if (size < length) throw new Error(`The body ended after ${size} of ${length} bytes`);
	} catch (error) {
		progress.source = { error };
		throw error;
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
			// A pipeline of one would make and abort a controller for every answer.
			return collect(body);
		case 'gzip':
		case 'x-gzip':
			return pipeline(body, createGunzip(), collect);
		default:
			body.resume();
			throw new StrangeEncoding('packed in a way that was not asked for');
	}
}

/** Lists of streams call themselves sound as well (M3U, PLS), and end. */
const playlistType = /^audio\/(?:x-)?(?:scpls|mpegurl)$/;

/** A stream, which would never end: some servers send theirs whatever they are asked for. Nothing that is read is of these types. */
export function isMedia(contentType: string): boolean {
	return /^(?:audio|video)\/|^application\/ogg$/.test(contentType) && !playlistType.test(contentType);
}

function hangUp(body: Readable): void {
	// What ends because of this is no failure.
	body.on('error', () => undefined);
	body.destroy();
}

function only(header: string | string[] | undefined): string | undefined {
	return Array.isArray(header) ? header[0] : header;
}

/** An error without its text: undici's can quote bytes of the answer or of a header. */
function describe(error: unknown): Error {
	return new Error(`${error instanceof Error ? error.name : typeof error} (${codeOf(error)})`);
}
