import type { Answer } from '#demo/azuracast/answer.ts';

export function json(value: unknown, status = 200): Answer {
	const headers = { 'content-type': 'application/json', vary: 'Accept, Cookie' };
	return { status, headers, body: status === 204 ? '' : JSON.stringify(value) };
}

export function page(title: string, status: number): Answer {
	const body = `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`;
	return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}

/** Thrown by a route that does not do what it was asked. */
export class Refused extends Error {
	readonly answer: Answer;

	constructor(answer: Answer) {
		super(`Refused with ${answer.status}`);
		this.answer = answer;
	}
}

export function notFound(): Refused {
	return new Refused(json({ detail: 'Not found.' }, 404));
}

/** Validation: each field with its codes. */
export function invalid(fields: Readonly<Record<string, readonly string[]>>): Refused {
	return new Refused(json(fields, 400));
}
