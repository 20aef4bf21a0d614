import type { Dispatcher } from 'undici8';
import { BackendError } from './backend-error.ts';
import { codeOf, isTimeout, transportProblem } from './transport-problem.ts';

/** A read whose answer never ends by itself. */
export interface StreamRequest {
	url: URL;
	headers: Record<string, string>;
	/** Ends it at any point. */
	signal: AbortSignal;
	/** What is asked, for errors. */
	asked: string;
}

/** The beginning of an answer, whatever its status, and what follows as it comes. */
export interface StreamedAnswer {
	status: number;
	/** Lower case, without parameters. */
	contentType: string;
	/** Throws a BackendError when the connection breaks, and the signal's reason when it was ended. Read at most once. */
	chunks: AsyncIterable<Uint8Array>;
}

/**
 * Sends `request` once, follows no redirect, and resolves when the head of the answer is there. Throws a BackendError if none
 * came, or the signal's reason. Nothing is unpacked, so that nothing can grow on the way.
 */
export async function openStream(
	dispatcher: Dispatcher,
	request: StreamRequest,
	agent: string,
): Promise<StreamedAnswer> {
	const startedAt = performance.now();
	const explain = (error: unknown) => {
		if (request.signal.aborted && error === request.signal.reason && !isTimeout(error)) return error;
		const problem = transportProblem(error, Math.round(performance.now() - startedAt));
		// Without undici's text, which can quote bytes of the answer.
		return new BackendError(request.asked, request.url.host, problem, { cause: new Error(codeOf(error)) });
	};
	try {
		const { statusCode, headers, body } = await dispatcher.request({
			method: 'GET',
			path: request.url.pathname + request.url.search,
			headers: { ...request.headers, 'user-agent': agent, 'accept-encoding': 'identity' },
			signal: request.signal,
		});
		const encoding = String(headers['content-encoding'] ?? 'identity').toLowerCase();
		const contentType = String(headers['content-type'] ?? '')
			.split(';', 1)
			.join('')
			.trim()
			.toLowerCase();
		// Packed although that was not asked for: nothing that can be read here.
		const readable = encoding === 'identity' ? contentType : `packed ${contentType}`;
		return { status: statusCode, contentType: readable, chunks: chunksOf(body, explain) };
	} catch (error) {
		throw explain(error);
	}
}

async function* chunksOf(body: AsyncIterable<unknown>, explain: (error: unknown) => unknown) {
	try {
		for await (const chunk of body) if (chunk instanceof Uint8Array) yield chunk;
	} catch (error) {
		throw explain(error);
	}
}
