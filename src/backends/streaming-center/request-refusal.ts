import { z } from 'zod';
import type { Refusal } from './endpoint.ts';
import { flag } from './schemas/wire.ts';

const refused = z.object({
	track_blocked: flag,
	ip_blocked: flag,
	/** What is wrong with the song that was named. */
	all_music: z.array(z.union([z.string(), z.number()])).optional(),
});

/** Why a song request was not taken: the panel says so in the body of its answer, and with which status is not described. */
export function requestRefusal(body: unknown): Refusal | undefined {
	const said = refused.safeParse(body).data;
	if (said === undefined) return undefined;
	if (said.track_blocked) return { reason: 'already-requested', words: '' };
	if (said.ip_blocked) return { reason: 'too-soon', words: '' };
	const words = (said.all_music ?? []).join('\n');
	return words === '' ? undefined : { reason: 'other', words };
}
