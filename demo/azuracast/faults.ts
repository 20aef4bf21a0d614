import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Clock } from '#src/clock.ts';
import type { Answer } from './answer.ts';

/** Something going wrong on purpose. Without anything but `path` the call is answered as usual. */
export interface Fault {
	/** Looked for in the path with its query. */
	path: RegExp;
	method?: string;
	/** How many calls it spoils; all of them if not given. */
	times?: number;
	/** Spoils one call in so many of those that no fault before it spoiled, and lets the others pass. */
	every?: number;
	status?: number;
	/** A page where JSON is expected, as a proxy sends it. */
	html?: string;
	/** Sent as JSON, whatever it holds. */
	body?: string;
	/** By the simulation's clock. */
	delayMs?: number;
	/** Takes the call and never answers. */
	hang?: boolean;
	/** Sends the body a byte at a time, one each second of the simulation's clock. */
	drip?: boolean;
	/** Cuts the connection after so many bytes of the request's body, as it comes. */
	cutAfterBytes?: number;
	/** Cuts the connection: before the answer, or with `body` in the middle of it. */
	closeSocket?: boolean;
	/** With `closeSocket`: the order is carried out before. */
	afterwards?: boolean;
	redirectTo?: string;
	/** A quarter of a gigabyte of spaces in a quarter of a megabyte. */
	gzipBomb?: boolean;
}

const bombMegabytes = 256;

export class Faults {
	#all: { fault: Fault; left: number; seen: number }[] = [];
	readonly #clock: Clock;

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	add(fault: Fault): void {
		this.#all.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY, seen: 0 });
	}

	clear(): void {
		this.#all = [];
	}

	/** The fault that a call runs into, if any; uses up one of its times. */
	take(method: string, path: string): Fault | null {
		const hit = this.#all.find((one) => {
			const { fault, left } = one;
			const fits = (fault.method ?? method) === method && fault.path.test(path);
			if (left <= 0 || !fits) return false;
			one.seen += 1;
			return fault.every === undefined || one.seen % fault.every === 0;
		});
		if (hit === undefined) return null;
		hit.left -= 1;
		return hit.fault;
	}

	/** Spoils the answer. Returns the status that went out, 0 if none did. */
	async spoil(response: ServerResponse, fault: Fault, usual: () => Promise<Answer>): Promise<number> {
		if (fault.hang === true) return 0;
		if (fault.delayMs !== undefined) await this.#clock.sleep(fault.delayMs);
		if (fault.gzipBomb === true) {
			await explode(response);
			return 200;
		}
		if (fault.closeSocket === true && fault.body === undefined) {
			if (fault.afterwards === true) await usual();
			response.destroy();
			return 0;
		}
		const answer = answerOf(fault) ?? (await usual());
		response.writeHead(answer.status, answer.headers);
		if (fault.closeSocket === true) {
			response.write(answer.body);
			response.destroy();
		} else if (fault.drip === true) this.#drip(response, Buffer.from(answer.body));
		else response.end(answer.body);
		return answer.status;
	}

	#drip(response: ServerResponse, body: Buffer): void {
		response.flushHeaders();
		let sent = 0;
		const stop = this.#clock.every(1000, () => {
			response.write(body.subarray(sent, sent + 1));
			sent += 1;
			if (sent >= body.length) response.end();
		});
		response.once('close', stop);
	}
}

async function explode(response: ServerResponse): Promise<void> {
	response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
	const spaces = Buffer.alloc(1024 * 1024, 0x20);
	try {
		await pipeline(
			Readable.from(Array.from({ length: bombMegabytes }, () => spaces)),
			createGzip(),
			response,
		);
	} catch (error) {
		// A client that guards itself hangs up in the middle: that is the point.
		if (!response.destroyed) throw error;
	}
}

function answerOf(fault: Fault): Answer | null {
	if (fault.redirectTo !== undefined) {
		return { status: fault.status ?? 302, headers: { location: fault.redirectTo }, body: '' };
	}
	if (fault.html !== undefined) {
		return {
			status: fault.status ?? 200,
			headers: { 'content-type': 'text/html; charset=utf-8' },
			body: fault.html,
		};
	}
	if (fault.body === undefined && fault.status === undefined) return null;
	return {
		status: fault.status ?? 200,
		headers: { 'content-type': 'application/json' },
		body: fault.body ?? '',
	};
}
