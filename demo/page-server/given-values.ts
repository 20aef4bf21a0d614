import { z } from 'zod';
import type { ModalValues, OptionValues } from '../discord/loopback-discord.ts';
import type { Uploads } from './uploads.ts';

const upload = z.strictObject({ upload: z.string() });

/** Options of a command as the page sends them: a file is named by its upload. */
export const optionValues = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), upload]));

/** Fields of a form as the page sends them. */
export const fieldValues = z.record(z.string(), z.union([z.string(), z.array(z.string()), z.array(upload)]));

type GivenOptions = z.output<typeof optionValues>;

/** The options with the files in their places. */
export function withFiles(given: GivenOptions, uploads: Uploads, owner: string): OptionValues {
	const values: OptionValues = {};
	for (const [name, value] of Object.entries(given)) {
		values[name] = typeof value === 'object' ? uploads.take(owner, value.upload) : value;
	}
	return values;
}

/** The options without files: one that is still to be sent is no part of a question for suggestions. */
export function withoutFiles(given: GivenOptions): OptionValues {
	const values: OptionValues = {};
	for (const [name, value] of Object.entries(given)) if (typeof value !== 'object') values[name] = value;
	return values;
}

/** The fields with the files in their places. */
export function fieldsWithFiles(
	given: z.output<typeof fieldValues>,
	uploads: Uploads,
	owner: string,
): ModalValues {
	const values: ModalValues = {};
	for (const [name, value] of Object.entries(given)) {
		if (typeof value === 'string') values[name] = value;
		else {
			const words = value.filter((one) => typeof one === 'string');
			const files = value.filter((one) => typeof one === 'object');
			values[name] = files.length > 0 ? files.map((one) => uploads.take(owner, one.upload)) : words;
		}
	}
	return values;
}
