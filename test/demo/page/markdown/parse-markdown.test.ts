import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MarkdownNode, parseMarkdown } from '#demo/page/markdown/parse-markdown.ts';

/** The tree in one line: `strong(text)`. */
function outline(nodes: MarkdownNode[]): string {
	return nodes
		.map((node) => {
			if (node.type === 'text' && typeof node.content === 'string') return node.content;
			if (node.type === 'list') {
				const items = node.items ?? [];
				return items.map(({ depth, marker, content }) => `[${depth} ${marker} ${outline(content)}]`).join('');
			}
			const inside = typeof node.content === 'string' ? node.content : outline(node.content ?? []);
			const facts = [node.level, node.id, node.fullName, node.timestamp, node.format, node.target, inside];
			return `${node.type}(${facts.filter((fact) => fact !== undefined && fact !== '').join('|')})`;
		})
		.join('');
}

const textOf = (nodes: MarkdownNode[]): string =>
	nodes
		.map(({ content, items = [] }) => {
			const own = typeof content === 'string' ? content : textOf(content ?? []);
			return own + items.map((item) => textOf(item.content)).join('');
		})
		.join('');

describe('what the cards are written in', () => {
	it.each([
		['**bold** and *slanted*', 'strong(bold) and em(slanted)'],
		['## Slow Lanterns\n**Mara Quill**', 'heading(2|Slow Lanterns)strong(Mara Quill)'],
		['A line\n-# small', 'A linebr()subtext(small)'],
		['`1` **Northbound**', 'inlineCode(1) strong(Northbound)'],
		['Started <t:1795378344:R> · 4:12', 'timestamp(1795378344|R) · 4:12'],
		[
			'<@100000000000000011> in <#100000000000000012>',
			'user(100000000000000011) in channel(100000000000000012)',
		],
		['</dj skip:100000000000000013>', 'slashCommand(100000000000000013|dj skip)'],
		['> said', 'blockQuote(said)'],
		['```\n*as is*\n```', 'codeBlock(*as is*)'],
		['\\*not slanted\\*', '*not slanted*'],
		['[PLS](https://radio.example.org/a.pls)', 'link(https://radio.example.org/a.pls|PLS)'],
	])('%s', (text, expected) => {
		expect(outline(parseMarkdown(text)).replace('Started ', '')).toBe(expected);
	});
});

describe('lists', () => {
	it('are read with their depth and marker', () => {
		expect(outline(parseMarkdown('Two:\n- **one**\n  - deep\n2. second'))).toBe(
			'Two:br()[0 - strong(one)][1 - deep][0 2. second]',
		);
	});

	it('begin only at the start of a line', () => {
		expect(outline(parseMarkdown('7 - 3 is 4'))).toBe('7 - 3 is 4');
	});
});

it('never turns markup into anything but text', () => {
	const attack = '<script>alert(1)</script><img src=x onerror=alert(1)>';
	expect(outline(parseMarkdown(attack))).toBe(attack);
});

it('takes any text without throwing, and keeps every letter of it', () => {
	const letters = fc.string({
		unit: fc.constantFrom('a', 'Ω', '漢', ' ', '\n', '*', '_', '`', '#', '-', '>', '<', '[', ']'),
	});
	fc.assert(
		fc.property(letters, (text) => {
			const kept = textOf(parseMarkdown(text)).replaceAll(/[^aΩ漢]/g, '');
			expect(kept).toBe(text.replaceAll(/[^aΩ漢]/g, ''));
		}),
	);
});
