import type { z } from 'zod';
import { refusal } from '../wire.ts';

/** Sends a deed to the page's server. Throws with its sentence when it refuses. */
export async function post<Schema extends z.ZodType>(
	address: string,
	body: unknown,
	answer: Schema,
	signal?: AbortSignal,
): Promise<z.output<Schema>> {
	const response = await fetch(address, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
		...(signal !== undefined && { signal }),
	});
	return read(response, answer);
}

export async function get<Schema extends z.ZodType>(
	address: string,
	answer: Schema,
): Promise<z.output<Schema>> {
	return read(await fetch(address), answer);
}

/** The answer as it should be, or the server's sentence thrown. */
export async function read<Schema extends z.ZodType>(
	response: Response,
	answer: Schema,
): Promise<z.output<Schema>> {
	const body: unknown = await response.json();
	if (!response.ok) throw new Error(refusal.safeParse(body).data?.error ?? `Status ${response.status}`);
	return answer.parse(body);
}
