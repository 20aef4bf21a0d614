import { z } from 'zod';

/** The way through pages that know only the one after them: what each page was asked for with, beginning with the second. */
const trail = z.object({
	show: z.object({ id: z.string(), title: z.string() }).optional(),
	after: z.array(z.string()).max(500),
});
export interface Trail {
	/** Only of this show. */
	show: { id: string; title: string } | undefined;
	after: string[];
}

export function trailText({ show, after }: Trail): string {
	return JSON.stringify({ after, ...(show === undefined ? {} : { show }) });
}

/** Undefined for a text that is no trail: an id of a button is only text. */
export function readTrail(text: string): Trail | undefined {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		// What does not parse was never drawn by this version.
		return undefined;
	}
	const { data } = trail.safeParse(value);
	return data === undefined ? undefined : { show: data.show, after: data.after };
}
