import { z } from 'zod';
import { lastMoment } from '../../last-moment.ts';

/** Text that may be missing or null. */
export const text = z
	.string()
	.nullish()
	.transform((value) => value ?? '');

/** AutoPod's numbers of things. */
export const id = z.number().int().nonnegative().transform(String);

/** The number of something that may not be there: null, missing, or 0. */
export const optionalId = z
	.number()
	.int()
	.nullish()
	.transform((value) => (value === null || value === undefined || value <= 0 ? null : String(value)));

/** The last moment in Unix seconds. */
export const lastSecond = lastMoment / 1000;

/** Unix seconds made milliseconds; 0 stands for "not known". */
export const moment = z
	.number()
	.nullish()
	.transform((value) =>
		value === null || value === undefined || value <= 0 || value > lastSecond ? null : value * 1000,
	);

/** Whether an answer comes is all that counts. */
export const nothing = z.unknown().transform(() => null);
