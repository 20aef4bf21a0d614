import { onTestFinished } from 'vitest';
import {
	type SimulatedAzuraCast,
	type SimulationOptions,
	startSimulatedAzuraCast,
} from '#demo/azuracast/simulated-azuracast.ts';
import { ManualClock } from '#demo/manual-clock.ts';

export interface Reply {
	status: number;
	contentType: string;
	headers: Headers;
	text: string;
	/** The parsed body, or undefined if it is no JSON. */
	body: unknown;
}

export interface Simulation extends SimulatedAzuraCast {
	clock: ManualClock;
	call: (path: string, options?: CallOptions) => Promise<Reply>;
}

interface CallOptions {
	method?: string;
	key?: string | undefined;
	body?: unknown;
	headers?: Record<string, string>;
}

/** A simulation on a clock of its own, gone when the test is over. */
export async function simulate(options: Omit<SimulationOptions, 'clock'> = {}): Promise<Simulation> {
	const clock = new ManualClock();
	const azuracast = await startSimulatedAzuraCast({ ...options, clock });
	onTestFinished(() => azuracast.close());
	return Object.assign(azuracast, {
		clock,
		call: (path: string, callOptions: CallOptions = {}) => callApi(azuracast.url + path, callOptions),
	});
}

async function callApi(
	url: string,
	{ method = 'GET', key, body, headers = {} }: CallOptions,
): Promise<Reply> {
	const response = await fetch(url, {
		method,
		redirect: 'manual',
		headers: {
			'user-agent': 'Airdeck/test',
			accept: 'application/json',
			...(key === undefined ? {} : { 'x-api-key': key }),
			...headers,
		},
		...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
	});
	const text = await response.text();
	const contentType = response.headers.get('content-type') ?? '';
	const isJson = contentType.startsWith('application/json') && text !== '';
	const parsed: unknown = isJson ? JSON.parse(text) : undefined;
	return {
		status: response.status,
		contentType,
		headers: response.headers,
		text,
		body: parsed,
	};
}
