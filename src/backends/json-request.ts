import type { Secret } from '#config/secret.ts';
import type { KeyName } from './backend-error.ts';
import type { Outgoing } from './exchange.ts';
import type { EncodedForm } from './multipart-form.ts';
import { describe } from './read-document.ts';

export interface JsonRequest {
	url: URL;
	/** What this radio system wants beside the usual. */
	headers?: Readonly<Record<string, string>>;
	/** Revealed here, into the header that this radio system reads it from. */
	key: { header: string; secret: Secret } | null;
	/** Sent as JSON. */
	body?: unknown;
	/** Sent as it comes, instead of a body. */
	form?: EncodedForm | undefined;
	/** See {@link Outgoing.carries}. */
	carries?: KeyName | undefined;
	signal: AbortSignal;
}

/** A call of one row of a radio system's table, as it goes over the wire. */
export function jsonRequest(
	endpoint: Pick<Outgoing, 'method' | 'maxBytes'> & { path: string },
	{ url, headers, key, body, form, carries, signal }: JsonRequest,
): Outgoing {
	return {
		method: endpoint.method,
		url,
		headers: {
			// Otherwise some answer with a page to look at.
			accept: 'application/json',
			...headers,
			...(key === null ? {} : { [key.header]: key.secret.reveal() }),
			...(body === undefined ? {} : { 'content-type': 'application/json' }),
			...(form === undefined ? {} : { 'content-type': form.contentType }),
		},
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
		...(form === undefined ? {} : { body: form }),
		...(carries === undefined ? {} : { carries }),
		signal,
		maxBytes: endpoint.maxBytes,
		asked: describe(endpoint),
	};
}
