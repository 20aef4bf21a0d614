import { rulesExtended, SimpleMarkdown } from 'discord-markdown-parser';
import { z } from 'zod';
import { listRule } from './list-rule.ts';

/** A piece of Discord's Markdown. Which fields there are depends on `type`. */
export interface MarkdownNode {
	type: string;
	content?: string | MarkdownNode[] | undefined;
	id?: string | undefined;
	level?: number | undefined;
	target?: string | undefined;
	timestamp?: string | undefined;
	format?: string | undefined;
	name?: string | undefined;
	fullName?: string | undefined;
	items?: { depth: number; marker: string; content: MarkdownNode[] }[] | undefined;
}

const node: z.ZodType<MarkdownNode> = z.lazy(() =>
	z.object({
		type: z.string(),
		content: z.union([z.string(), z.array(node)]).optional(),
		id: z.string().optional(),
		level: z.number().optional(),
		target: z.string().optional(),
		timestamp: z.string().optional(),
		format: z.string().optional(),
		name: z.string().optional(),
		fullName: z.string().optional(),
		items: z.array(z.object({ depth: z.number(), marker: z.string(), content: z.array(node) })).optional(),
	}),
);
const nodes = z.array(node);

const parser = SimpleMarkdown.parserFor({ ...rulesExtended, list: listRule });

/** Reads text as Discord's client reads what a bot wrote: with masked links and lists. */
export function parseMarkdown(text: string): MarkdownNode[] {
	return nodes.parse(parser(text, { inline: true }));
}
