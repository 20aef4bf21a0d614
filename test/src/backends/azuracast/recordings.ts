import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';

const folder = new URL('../../../fixtures/azuracast/', import.meta.url);

/** One exchange with a real AzuraCast 0.23.7. */
const recording = z.object({
	name: z.string(),
	request: z.object({ method: z.string(), path: z.string(), key: z.string() }),
	response: z.object({
		status: z.number(),
		content_type: z.string().nullish(),
		headers: z.record(z.string(), z.string()),
		body_kind: z.string(),
		body: z.unknown(),
	}),
});

export type Recording = z.output<typeof recording>;

export const recordingNames = readdirSync(folder)
	.filter((file) => file.endsWith('.json'))
	.map((file) => file.slice(0, -'.json'.length));

export function readRecording(name: string): Recording {
	return recording.parse(JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')));
}

/** The body as it went over the wire. */
export function bodyOf({ response }: Recording): Buffer {
	if (response.body_kind === 'json') return Buffer.from(JSON.stringify(response.body));
	return Buffer.from(typeof response.body === 'string' ? response.body : '');
}
