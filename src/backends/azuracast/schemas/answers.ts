import { z } from 'zod';
import { number, text } from './wire.ts';

/** What an action answers when it was done. `success: false` never comes this far. */
export const done = z.object({ success: z.literal(true), message: text });

/** The answer to a probe: whether one comes is all that counts, and it may hold passwords, so nothing of it is kept. */
export const nothing = z.unknown().transform(() => null);

export interface ListAnswer<Row> {
	rows: Row[];
	/** Null when the server sent the bare list: then it sent all of it. */
	paging: { page: number; pages: number; total: number } | null;
}

/** A list in both of its forms: the bare array without a page size, the envelope with one. */
export function listOf<Row>(row: z.ZodType<Row>): z.ZodType<ListAnswer<Row>> {
	return z.preprocess(
		(value) => (Array.isArray(value) ? { rows: value } : value),
		z
			.object({ page: number, total: number, total_pages: number, rows: z.array(row) })
			.transform(({ page, total, total_pages: pages, rows }) => ({
				rows,
				paging: page === null || total === null || pages === null ? null : { page, pages, total },
			})),
	);
}
