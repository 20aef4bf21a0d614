import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Answer } from './answer.ts';
import type { Faults } from './faults.ts';
import { cutBody, isTooLarge, readCall, refuseBody } from './read-call.ts';
import type { Response } from './respond.ts';
import type { Call } from './router.ts';

/** A call as it was answered, for tests to look at. */
export interface LoggedCall {
	/** Milliseconds since 1970, by the simulation's clock. */
	at: number;
	method: string;
	/** With the query. */
	path: string;
	/** Whose key it carried: `none`, a user's name, or `rejected` for one that is not known. */
	key: string;
	userAgent: string;
	/** 0 if no answer went out. */
	status: number;
	/** Type of AzuraCast's error, if it was one. */
	type?: string;
}

interface Wiring {
	now(): number;
	faults: Faults;
	respond(call: Call): Promise<Response>;
	log(call: LoggedCall): void;
}

/** Listens on 127.0.0.1 and can be taken down and brought back on the same port. */
export class HttpServer {
	readonly #wiring: Wiring;
	#server: Server | null = null;
	#port: number;

	constructor(wiring: Wiring, port: number) {
		this.#wiring = wiring;
		this.#port = port;
	}

	get url(): string {
		return `http://127.0.0.1:${this.#port}`;
	}

	/** Starts listening; does nothing if it does. */
	async up(): Promise<void> {
		if (this.#server !== null) return;
		const server = createServer((request, response) => {
			this.#handle(request, response).catch((error: unknown) => response.destroy(toError(error)));
		});
		this.#server = server;
		await new Promise<void>((resolve, reject) => {
			server.once('error', reject);
			server.listen(this.#port, '127.0.0.1', resolve);
		});
		const address = server.address();
		if (address !== null && typeof address === 'object') this.#port = address.port;
	}

	/** Cuts every connection and refuses new ones. */
	async down(): Promise<void> {
		const server = this.#server;
		this.#server = null;
		if (server === null) return;
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	}

	async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const now = this.#wiring.now();
		const { method = 'GET', url: target = '/' } = request;
		const userAgent = request.headers['user-agent'] ?? '';
		const entry: LoggedCall = { at: now, method, path: target, key: 'none', userAgent, status: 0 };
		if (isTooLarge(request)) {
			entry.status = refuseBody(request, response);
			this.#wiring.log(entry);
			return;
		}
		const fault = this.#wiring.faults.take(method, target);
		if (fault?.cutAfterBytes !== undefined) {
			this.#wiring.log(entry);
			await cutBody(request, fault.cutAfterBytes);
			return;
		}
		const call = await readCall(request, now);
		const usual = async (): Promise<Answer> => {
			const { answer, key, type } = await this.#wiring.respond(call);
			Object.assign(entry, { key, status: answer.status, ...(type === undefined ? {} : { type }) });
			return answer;
		};
		if (fault !== null) {
			// Logged at once: it may be long before an answer goes out, if one ever does.
			this.#wiring.log(entry);
			entry.status = await this.#wiring.faults.spoil(response, fault, usual);
			return;
		}
		const answer = await usual();
		this.#wiring.log(entry);
		if (answer.lost === true) {
			response.destroy();
			return;
		}
		response.writeHead(answer.status, answer.headers);
		if (answer.stream !== undefined) {
			response.flushHeaders();
			answer.stream(response);
			return;
		}
		response.end(call.method === 'HEAD' ? undefined : answer.body);
	}
}

function toError(error: unknown): Error {
	return error instanceof Error ? error : new Error(String(error));
}
