import type { Socket } from 'node:net';
import { buildConnector } from 'undici8';
import { BackendError } from './backend-error.ts';
import { isTimeout, transportProblem } from './transport-problem.ts';

/** A connection over which something is asked that is not quite HTTP. */
export interface SocketRequest {
	url: URL;
	/** Ends it at any point. */
	signal: AbortSignal;
	/** What is asked, for errors. */
	asked: string;
}

/**
 * Connects to a server, encrypted for `https:`. From then on the signal destroys the socket. Throws a BackendError if that did
 * not succeed, or the signal's reason.
 */
export async function openSocket(
	{ url, signal, asked }: SocketRequest,
	options: buildConnector.BuildOptions,
): Promise<Socket> {
	const startedAt = performance.now();
	const connect = buildConnector(options);
	// A URL's IPv6 address has brackets, which names that are looked up have not.
	const hostname = url.hostname.replace(/^\[(.*)\]$/, '$1');
	try {
		return await new Promise<Socket>((resolve, reject) => {
			const giveUp = () => reject(signal.reason);
			signal.addEventListener('abort', giveUp, { once: true });
			if (signal.aborted) giveUp();
			connect({ hostname, host: url.host, protocol: url.protocol, port: url.port }, (error, socket) => {
				if (error !== null) {
					reject(error);
					return;
				}
				// An error without anybody who reads is nobody's.
				socket.on('error', () => undefined);
				if (signal.aborted) socket.destroy();
				else signal.addEventListener('abort', () => socket.destroy(), { once: true });
				resolve(socket);
			});
		});
	} catch (error) {
		if (signal.aborted && error === signal.reason && !isTimeout(error)) throw error;
		const problem = transportProblem(error, Math.round(performance.now() - startedAt));
		throw new BackendError(asked, url.host, problem);
	}
}
