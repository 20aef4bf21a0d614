import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { Secret } from '#config/secret.ts';
import { ManualClock } from '#demo/manual-clock.ts';
import { Address } from '#src/backends/azuracast/address.ts';
import { type AzuraCastOptions, createAzuraCastBackend } from '#src/backends/azuracast/backend.ts';
import { AzuraCastClient } from '#src/backends/azuracast/client.ts';
import { BackendError } from '#src/backends/backend-error.ts';
import type { StationBackend } from '#src/backends/roles.ts';
import { ServerConnections } from '#src/backends/server-connections.ts';
import { bodyOf, readRecording } from './recordings.ts';

export const stationKey = new Secret('0123456789abcdef:0123456789abcdef0123456789abcdef');
const adminKey = new Secret('fedcba9876543210:fedcba9876543210fedcba9876543210');
export const bothKeys = { station: stationKey, admin: adminKey };

export interface Hit {
	method: string;
	url: string;
	headers: IncomingMessage['headers'];
	body: string;
}

export interface Loopback {
	url: string;
	port: number;
	hits: Hit[];
}

/** A radio server for one test; `answer` gets each request with its number, from 1. */
export async function startServer(
	answer: (hit: Hit, response: ServerResponse, number: number) => void,
): Promise<Loopback> {
	const hits: Hit[] = [];
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const { method = '', url = '', headers } = request;
			const hit = { method, url, headers, body: Buffer.concat(chunks).toString() };
			answer(hit, response, hits.push(hit));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	onTestFinished(() => {
		server.closeAllConnections();
		server.close();
	});
	const { port } = server.address() as AddressInfo;
	return { url: `http://127.0.0.1:${port}`, port, hits };
}

export function sendJson(response: ServerResponse, body: unknown, status = 200): void {
	response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

export function sendHtml(response: ServerResponse, status: number): void {
	response.writeHead(status, { 'content-type': 'text/html' }).end('<html>Trouble at the mill</html>');
}

/** Answers as AzuraCast was recorded to. */
export function replay(response: ServerResponse, name: string): void {
	const recording = readRecording(name);
	const contentType = recording.response.content_type ?? 'text/plain';
	response
		.writeHead(recording.response.status, { ...recording.response.headers, 'content-type': contentType })
		.end(bodyOf(recording));
}

type Settings = Partial<Omit<AzuraCastOptions, 'connections'>>;

function options(url: string, settings: Settings) {
	const clock = settings.clock ?? new ManualClock();
	const connections = new ServerConnections({ userAgent: 'Airdeck/0.1.0', clock });
	onTestFinished(() => connections.close());
	const repeat = { initialDelayMs: 1, attempts: 2 };
	return { station: '1', keys: {}, repeat, ...settings, url, clock, connections };
}

export function createClient(url: string, settings: Settings = {}): AzuraCastClient {
	return new AzuraCastClient({ ...options(url, settings), address: new Address(url) });
}

export function createBackend(url: string, settings: Settings = {}): StationBackend {
	return createAzuraCastBackend(options(url, settings));
}

/** The BackendError with which `call` fails. */
export async function failure(call: Promise<unknown>): Promise<BackendError> {
	const outcome = await call.then(
		() => new Error('It did not fail'),
		(error: unknown) => error,
	);
	if (!(outcome instanceof BackendError)) throw outcome;
	return outcome;
}

export async function collect<T>(rows: AsyncIterable<T>): Promise<T[]> {
	const collected = [];
	for await (const row of rows) collected.push(row);
	return collected;
}
