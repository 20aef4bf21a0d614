import { z } from 'zod';
import type { FormIssue } from '../rest/discord-error.ts';
import { countCharacters, list, optional, text, url } from './fields.ts';

const picture = z.object({ url: url('http', 'https', 'attachment') });
const link = url('http', 'https');

const embed = z.object({
	type: z.literal('rich').catch('rich'),
	title: optional(text(0, 256)),
	description: optional(text(0, 4096)),
	url: optional(link),
	timestamp: optional(z.iso.datetime({ offset: true })),
	color: optional(z.number().int().min(0).max(0xffffff)),
	footer: optional(z.object({ text: text(1, 2048), icon_url: optional(picture.shape.url) })),
	image: optional(picture),
	thumbnail: optional(picture),
	author: optional(
		z.object({ name: text(1, 256), url: optional(link), icon_url: optional(picture.shape.url) }),
	),
	fields: optional(
		list(z.object({ name: text(1, 256), value: text(1, 1024), inline: z.boolean().default(false) }), 0, 25),
	),
});

export const embeds = list(embed, 0, 10);
export type Embed = z.output<typeof embed>;

/** Discord counts the words of all embeds of a message together. */
export function findEmbedIssues(all: Embed[], files: string[], at: FormIssue['path']): FormIssue[] {
	const issues: FormIssue[] = [];
	const total = all.flatMap(wordsOf).reduce((sum, words) => sum + countCharacters(words), 0);
	if (total > 6000) {
		const message = 'Embed size exceeds maximum size of 6000';
		issues.push({ path: at, code: 'MAX_EMBED_SIZE_EXCEEDED', message });
	}
	for (const [index, one] of all.entries()) {
		if (wordsOf(one).length === 0 && one.image === undefined && one.thumbnail === undefined) {
			issues.push({
				path: [...at, index],
				code: 'BASE_TYPE_REQUIRED',
				message: 'An embed needs some content',
			});
		}
		for (const { url: address } of [one.image, one.thumbnail].filter((media) => media !== undefined)) {
			const name = /^attachment:\/\/(.*)$/.exec(address)?.[1];
			if (name === undefined || files.includes(name)) continue;
			const message = 'The referenced attachment was not found';
			issues.push({ path: [...at, index], code: 'EMBED_REFERENCED_ATTACHMENT_NOT_FOUND', message });
		}
	}
	return issues;
}

function wordsOf(one: Embed): string[] {
	const fields = (one.fields ?? []).flatMap((field) => [field.name, field.value]);
	const words = [one.title, one.description, one.footer?.text, one.author?.name, ...fields];
	return words.filter((word) => word !== undefined && word !== '').map(String);
}
