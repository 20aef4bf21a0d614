import { z } from 'zod';
import { lastMoment } from '../../last-moment.ts';

/*
 * What the panel makes of values, taken leniently. It says that something is not there with null, with '' and with Python's
 * word "None"; each of these accepts all of that and gives one type.
 */

function isAbsent(value: unknown): value is null | undefined | '' | 'None' {
	return value === null || value === undefined || value === '' || value === 'None';
}

/** Text; '' where there is none. */
export const text = z
	.union([z.string(), z.number()])
	.nullish()
	.transform((value) => (isAbsent(value) ? '' : String(value)));

/** Text or null. */
export const maybeText = text.transform((value) => (value === '' ? null : value));

/** A number that may come as text; null where there is none and for text that is no number. */
export const number = z
	.union([z.number(), z.string()])
	.nullish()
	.transform((value) => {
		if (isAbsent(value)) return null;
		const parsed = Number(value);
		return Number.isFinite(parsed) ? parsed : null;
	});

/** A number of things; 0 where it is not told. */
export const count = number.transform((value) => value ?? 0);

export const flag = z
	.union([z.boolean(), z.number(), z.string()])
	.nullish()
	.transform(
		(value) => value === true || value === 1 || value === '1' || value === 'true' || value === 'True',
	);

function knownMs(ms: number): number | null {
	return ms > 0 && ms <= lastMoment ? Math.round(ms) : null;
}

/** Milliseconds, of a moment or a length; null for 0, which stands for "not known". */
export const milliseconds = number.transform((value) => knownMs(value ?? 0));

/** Seconds as milliseconds: the schedule counts in them, everything else in milliseconds. */
export const seconds = number.transform((value) => knownMs((value ?? 0) * 1_000));

/** A record's number. */
export const id = z.union([z.string().regex(/^\d+$/), z.int()]).transform(String);

/** The number of another record, or null. */
export const maybeId = z
	.union([z.string(), z.number()])
	.nullish()
	.transform((value) => (isAbsent(value) ? null : String(value)));

/** What a list holds, and how many there are altogether. */
export interface ListAnswer<Row> {
	rows: Row[];
	/** Null for a bare array, which is all there is. */
	total: number | null;
}

/**
 * A list in either of its shapes: `{ count, results }`, which is what asking for a page mostly gives, or a bare array. The same
 * list may change from one to the other between two calls.
 */
export function listOf<Row>(row: z.ZodType<Row>): z.ZodType<ListAnswer<Row>> {
	const bare = z.array(row).transform((rows) => ({ rows, total: null }));
	const paged = z
		.object({ count: number, results: z.array(row) })
		.transform(({ count: total, results: rows }) => ({ rows, total: total ?? rows.length }));
	return z.union([bare, paged]);
}
