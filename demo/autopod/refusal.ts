import type { Answer } from '../azuracast/answer.ts';

/** An error of AutoPod: always one sentence. */
export class Refusal extends Error {
	override readonly name = 'Refusal';
	readonly status: number;
	readonly headers: Record<string, string>;

	constructor(status: number, message: string, headers: Record<string, string> = {}) {
		super(message);
		this.status = status;
		this.headers = headers;
	}
}

export function json(value: unknown, status = 200, headers: Record<string, string> = {}): Answer {
	return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(value) };
}

export function refused({ status, message, headers }: Refusal): Answer {
	return json({ message }, status, headers);
}

/** What a successful deletion answers. */
export function empty(): Answer {
	return { status: 204, headers: {}, body: '' };
}
