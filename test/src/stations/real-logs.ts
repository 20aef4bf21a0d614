import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';

const fixtures = new URL('../../fixtures/azuracast/', import.meta.url);
const recorded = z.object({ response: z.object({ body: z.object({ contents: z.string() }) }) });

/** The recorded logs of a real station and server, by name. */
export const realLogs = readdirSync(fixtures)
	.filter((file) => /^(?:station|admin)_log_.*\.json$/.test(file))
	.flatMap((file) => {
		const parsed = recorded.safeParse(JSON.parse(readFileSync(new URL(file, fixtures), 'utf8')));
		return parsed.success ? [[file.slice(0, -5), parsed.data.response.body.contents] as const] : [];
	});
