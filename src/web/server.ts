import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Clock } from '#src/clock.ts';
import type { Health, Verdict } from './health.ts';
import type { Metrics } from './metrics.ts';

/** How long answers under way may take when the bot stops. */
const drainMs = 2_000;

export interface WebServer {
	/** The port it listens on, also where 0 was asked for. */
	port: number;
	/** Takes no more connections and lets answers under way finish. */
	close(): Promise<void>;
}

interface Answer {
	status: number;
	contentType: string;
	body: string;
}

/**
 * Serves `/healthz`, `/readyz` and `/metrics`.
 * @throws the system's error if the address cannot be had (`EADDRINUSE`, `EACCES`)
 */
export async function startWebServer(options: {
	host: string;
	port: number;
	clock: Clock;
	health: Health;
	metrics: Metrics;
}): Promise<WebServer> {
	const { host, port, clock, health, metrics } = options;
	const pages: Record<string, () => Answer | Promise<Answer>> = {
		'/healthz': () => verdictAnswer(health.alive()),
		'/readyz': () => verdictAnswer(health.ready()),
		'/metrics': async () => ({ status: 200, ...(await metrics.render()) }),
	};
	// Nobody has a reason to send these pages a slow or large request.
	const limits = { requestTimeout: 5_000, headersTimeout: 5_000, maxHeaderSize: 8_192 };
	const server = createServer(limits, (request, response) => {
		void answer(pages, request).then((found) => send(request, response, found));
	});
	await listen(server, host, port);
	const address = server.address();
	return {
		port: typeof address === 'object' && address !== null ? address.port : port,
		close: () => drain(server, clock),
	};
}

async function answer(
	pages: Record<string, () => Answer | Promise<Answer>>,
	request: IncomingMessage,
): Promise<Answer> {
	const [path = ''] = (request.url ?? '').split('?');
	const page = Object.hasOwn(pages, path) ? pages[path] : undefined;
	if (page === undefined) return jsonAnswer(404, { error: 'not found' });
	if (request.method !== 'GET' && request.method !== 'HEAD')
		return jsonAnswer(405, { error: 'method not allowed' });
	try {
		return await page();
	} catch (error) {
		return jsonAnswer(500, { error: error instanceof Error ? error.message : 'unknown' });
	}
}

function verdictAnswer({ ok, reasons }: Verdict): Answer {
	return jsonAnswer(ok ? 200 : 503, { status: ok ? 'ok' : 'failing', reasons });
}

function jsonAnswer(status: number, body: unknown): Answer {
	return { status, contentType: 'application/json', body: `${JSON.stringify(body)}\n` };
}

function send(
	request: IncomingMessage,
	response: ServerResponse,
	{ status, contentType, body }: Answer,
): void {
	response.writeHead(status, {
		'content-type': contentType,
		'content-length': Buffer.byteLength(body),
		'cache-control': 'no-store',
		...(status === 405 ? { allow: 'GET, HEAD' } : {}),
	});
	response.end(request.method === 'HEAD' ? undefined : body);
}

function listen(server: Server, host: string, port: number): Promise<void> {
	return new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, host, () => {
			server.off('error', reject);
			resolve();
		});
	});
}

/** Idle connections are closed at once, the others when their answer is out or their time is up. */
async function drain(server: Server, clock: Clock): Promise<void> {
	const closed = new Promise<void>((resolve) => server.close(() => resolve()));
	const waiting = new AbortController();
	const late = clock.sleep(drainMs, waiting.signal).then(
		() => server.closeAllConnections(),
		() => undefined,
	);
	await closed;
	waiting.abort();
	await late;
}
