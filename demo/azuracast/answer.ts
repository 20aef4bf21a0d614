import type { ServerResponse } from 'node:http';

/** What goes back over the wire. */
export interface Answer {
	status: number;
	headers: Record<string, string>;
	body: string | Uint8Array;
	/** It never arrives: what should have sent it is gone. */
	lost?: true;
	/** Goes on for ever: what writes it, after the head went out. */
	stream?: (response: ServerResponse) => void;
}

/** Sent with every answer of AzuraCast's API that is not an error. */
const common = { 'access-control-allow-origin': '*', 'x-robots-tag': 'noindex, nofollow' };

export function json(value: unknown, headers: Record<string, string> = {}): Answer {
	// "All rows" is PHP's largest integer, which no JavaScript number can hold.
	const body = JSON.stringify(value).replace(
		'"per_page":9223372036854776000',
		'"per_page":9223372036854775807',
	);
	return { status: 200, headers: { 'content-type': 'application/json', ...common, ...headers }, body };
}

/** The answer of everything that acts instead of telling. */
export function done(message: string): Answer {
	return json({ success: true, message, formatted_message: message });
}

/** The connection breaks instead of an answer. */
export function lost(): Answer {
	return { status: 0, headers: {}, body: '', lost: true };
}

export function text(body: string, contentType: string): Answer {
	return { status: 200, headers: { 'content-type': contentType, ...common }, body };
}

export function redirect(location: string, status = 302, headers: Record<string, string> = {}): Answer {
	return {
		status,
		headers: { 'content-type': 'text/html; charset=utf-8', location, ...headers },
		body: '',
	};
}
