import { rules } from 'discord-markdown-parser';

type Rule = (typeof rules)[string];

const item = /^( *)([-*]|\d{1,9}\.) +([^\n]+)$/;
const list = /^(?: *(?:[-*]|\d{1,9}\.) +[^\n]+(?:\n|$))+/;
/** Discord indents by two spaces for each depth and stops at some point. */
const deepest = 5;

/** Lists, which the parser's own rules lack. */
export const listRule: Rule = {
	order: (rules['heading']?.order ?? 0) - 0.4,
	match: (source, state) => {
		const previous: unknown = state['prevCapture'];
		const words: unknown = Array.isArray(previous) ? previous[0] : undefined;
		const isLineStart = typeof words !== 'string' || words.endsWith('\n');
		return isLineStart ? list.exec(source) : null;
	},
	parse: (capture, parse, state) => {
		const lines = (capture[0] ?? '').replace(/\n$/, '').split('\n');
		return {
			type: 'list',
			items: lines.map((line) => {
				const [, indent = '', marker = '-', words = ''] = item.exec(line) ?? [];
				const depth = Math.min(Math.floor(indent.length / 2), deepest);
				return { depth, marker, content: parse(words, { ...state, prevCapture: null }) };
			}),
		};
	},
};
