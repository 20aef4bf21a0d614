import { z } from 'zod';
import { lastMoment } from '../../last-moment.ts';

/*
 * What PHP makes of values, taken leniently: AzuraCast 0.19 to 0.23 write the same thing as number, text, null or nothing.
 * Each of these accepts all of that and gives one type.
 */

/** Text; '' for null and for nothing. */
export const text = z
	.union([z.string(), z.number()])
	.nullish()
	.transform((value) => (value === null || value === undefined ? '' : String(value)));

/** Text or null; '' counts as null. */
export const maybeText = text.transform((value) => (value === '' ? null : value));

/** A number that may come as text; null for null, nothing and text that is no number. */
export const number = z
	.union([z.number(), z.string()])
	.nullish()
	.transform((value) => {
		if (value === null || value === undefined || value === '') return null;
		const parsed = Number(value);
		return Number.isFinite(parsed) ? parsed : null;
	});

/** A number of things; 0 when it is not told. */
export const count = number.transform((value) => value ?? 0);

/** A yes or no in any of PHP's spellings; null when it is not told. */
export const maybeFlag = z
	.union([z.boolean(), z.number(), z.string()])
	.nullish()
	.transform((value) => {
		if (value === null || value === undefined) return null;
		return value === true || value === 1 || value === '1' || value === 'true';
	});

export const flag = maybeFlag.transform((value) => value ?? false);

/** Seconds since 1970 or ISO text, as milliseconds since 1970; null for null, nothing, 0 and whatever is no time of a radio station. */
export const moment = z
	.union([z.number(), z.string()])
	.nullish()
	.transform((value) => {
		if (value === null || value === undefined || value === '') return null;
		const seconds = Number(value);
		const at = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(String(value));
		return at > 0 && at <= lastMoment ? Math.round(at) : null;
	});

/** Seconds as milliseconds; null for null, nothing and 0, which stands for "not known". */
export const span = number.transform((value) =>
	value === null || value <= 0 ? null : Math.round(value * 1000),
);

/** A record's number or name. */
export const id = z.union([z.string(), z.number()]).transform(String);

/** A list; empty for null and nothing. */
export function many<Row extends z.ZodType>(row: Row) {
	return z
		.array(row)
		.nullish()
		.transform((rows) => rows ?? []);
}

/** An object that PHP writes as `[]` when it is empty. */
export function emptyable<Content extends z.ZodType>(content: Content) {
	return z.preprocess((value) => (Array.isArray(value) && value.length === 0 ? {} : value), content);
}
