import type { ServerResponse } from 'node:http';
import type { Clock } from '#src/clock.ts';

/** A disturbance of the REST side. With no more than a path it answers 500 once. */
export interface Fault {
	method?: string;
	/** Matched against the decoded path without `/api/v10`. */
	path: RegExp;
	/** How many requests it hits; 1 unless told otherwise, `Infinity` until cleared. */
	times?: number;
	status?: number;
	body?: unknown;
	headers?: Record<string, string>;
	/** Waits this long on the loopback's clock before going on. */
	delayMs?: number;
	/** Never answers. */
	hang?: boolean;
	closeSocket?: boolean;
	/** Ends the connection with a reset (RST) instead of a goodbye. */
	reset?: boolean;
	/** The headers come, with the status, and nothing of the body. */
	hangBody?: boolean;
	/** The request is carried out first and only its answer is lost. */
	afterwards?: boolean;
}

/** The disturbances that are set, each used up as it strikes. */
export class Faults {
	readonly #clock: Clock;
	#set: (Fault & { left: number })[] = [];

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	add(fault: Fault): void {
		this.#set.push({ ...fault, left: fault.times ?? 1 });
	}

	clear(): void {
		this.#set = [];
	}

	/** The fault that strikes this request, if any. */
	take(method: string, path: string): Fault | undefined {
		const hit = this.#set.find((fault) => (fault.method ?? method) === method && fault.path.test(path));
		if (hit === undefined) return undefined;
		hit.left -= 1;
		if (hit.left <= 0) this.#set = this.#set.filter((fault) => fault !== hit);
		return hit;
	}

	/** Waits as the fault says; true when the fault is nothing but that wait. */
	async delay(fault: Fault): Promise<boolean> {
		if (fault.delayMs !== undefined) await this.#clock.sleep(fault.delayMs);
		return (
			fault.delayMs !== undefined &&
			!fault.hang &&
			!fault.closeSocket &&
			!fault.reset &&
			fault.status === undefined
		);
	}
}

/** Does to the answer what the fault says; returns the status and body that went out, if any did. */
export function strike(fault: Fault, response: ServerResponse): { status: number; body: unknown } {
	if (fault.closeSocket) {
		response.socket?.destroy();
		return { status: 0, body: 'socket closed' };
	}
	if (fault.reset) {
		response.socket?.resetAndDestroy();
		return { status: 0, body: 'connection reset' };
	}
	if (fault.hangBody) {
		response.writeHead(fault.status ?? 200, { 'content-type': 'application/json', 'content-length': '2' });
		response.flushHeaders();
		return { status: fault.status ?? 200, body: 'no body' };
	}
	if (fault.hang) return { status: 0, body: 'no answer' };
	const status = fault.status ?? 500;
	const body = fault.body ?? defaultBody(status, fault.headers);
	const isText = typeof body === 'string';
	const headers =
		status === 429 ? { 'retry-after': '1', 'x-ratelimit-scope': 'user', ...fault.headers } : fault.headers;
	response.writeHead(status, { 'content-type': isText ? 'text/html' : 'application/json', ...headers });
	response.end(isText ? body : JSON.stringify(body));
	return { status, body };
}

function defaultBody(status: number, headers: Record<string, string> = {}): unknown {
	if (status === 429) {
		const given = Object.entries(headers).find(([name]) => name.toLowerCase() === 'retry-after')?.[1];
		return { message: 'You are being rate limited.', retry_after: Number(given ?? 1), global: false };
	}
	if (status === 502)
		return '<html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>';
	return { message: `${status}: Error`, code: 0 };
}
