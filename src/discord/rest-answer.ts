import { STATUS_CODES } from 'node:http';
import type { RESTOptions } from 'discord.js';

type Answer = Awaited<ReturnType<RESTOptions['makeRequest']>>;

/** An answer read to its end, and whether it is one of Discord's: JSON, or nothing at all where nothing is to be said (204). */
export async function readAnswer(answer: Answer): Promise<{ answer: Answer; isDiscords: boolean }> {
	const text = await answer.text();
	const says = (json: unknown) => answerOf(answer.status, answer.headers, text, json);
	if (answer.status === 204) return { answer: says(undefined), isDiscords: true };
	const isMarked = answer.headers.get('content-type')?.startsWith('application/json') === true;
	try {
		return { answer: says(JSON.parse(text)), isDiscords: isMarked };
	} catch {
		return { answer: says(undefined), isDiscords: false };
	}
}

const noHeaders = new Response().headers as Answer['headers'];

/** The answer that Discord gives when there is nothing to say. */
export function emptyAnswer(): Answer {
	return answerOf(204, noHeaders, '', undefined);
}

function answerOf(status: number, headers: Answer['headers'], text: string, json: unknown): Answer {
	return {
		status,
		statusText: STATUS_CODES[status] ?? '',
		ok: status >= 200 && status < 300,
		headers,
		body: null,
		bodyUsed: false,
		text: async () => text,
		json: async () => json,
		arrayBuffer: async () => new TextEncoder().encode(text).buffer,
	};
}
