import { parse } from 'discord-markdown-parser';
import { z } from 'zod';

const node = z.object({ type: z.string(), content: z.unknown(), name: z.unknown() }).partial({
	content: true,
	name: true,
});
const nodes = z.array(node);

/**
 * The letters a person sees once Discord has read the Markdown. Whatever is more than letters (bold, a link, a mention, code)
 * is shown in brackets with its kind, so that a text without any compares equal to what it was made of.
 */
export function asDiscordReads(markdown: string): string {
	return readNodes(parse(markdown, 'extended'));
}

function readNodes(parsed: unknown): string {
	return nodes
		.parse(parsed)
		.map(({ type, content, name }) => {
			const inner = typeof content === 'string' ? content : content === undefined ? '' : readNodes(content);
			if (type === 'text' || type === 'escape') return inner;
			// An emoji is an emoji, as a letter or as a picture.
			if (type === 'twemoji' && typeof name === 'string') return name;
			return `⟦${type}: ${inner}⟧`;
		})
		.join('');
}
