import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import alerts from '#locales/en-US/shared/alerts.ts';
import { alertKinds } from '#src/alerts/alert-rules.ts';
import { exitCodes } from '#src/exit-codes.ts';

const root = path.join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const page = read('docs/operations.md');

const sources = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
	.filter((file) => file.endsWith('.ts'))
	.map((file) => ({ file, text: read(path.join('src', file)) }));

/** From an opening bracket to the one that closes it; brackets in texts count as well, which the messages here have in pairs. */
function bracketed(text: string, start: number): string {
	let depth = 0;
	for (let at = start; at < text.length; at += 1) {
		if (text[at] === '(') depth += 1;
		if (text[at] === ')') depth -= 1;
		if (depth === 0) return text.slice(start + 1, at);
	}
	throw new Error(`An open bracket: ${text.slice(start, start + 40)}`);
}

interface Message {
	file: string;
	/** With `…` where something is filled in. */
	message: string;
}

/** What stands in the log for an operator to act upon. Sentences that are made elsewhere are given by their variable, and left out. */
function messages(): Message[] {
	const literal = /'([^'\n]+)'|"([^"\n]+)"|`([^`]+)`/g;
	return sources.flatMap(({ file, text }) =>
		[...text.matchAll(/\blog\??\.(?:warn|error|fatal)(?=\()/gi)].flatMap((call) => {
			const given = bracketed(text, call.index + call[0].length);
			const named = /, (\w+)$/.exec(given.trim())?.[1];
			const where =
				named === undefined ? given : (new RegExp(`const ${named} = (.+);`).exec(text)?.[1] ?? '');
			const last = [...where.matchAll(literal)].at(-1);
			const message = last?.[1] ?? last?.[2] ?? last?.[3];
			return message === undefined ? [] : [{ file, message: message.replaceAll(/\$\{[^}]*\}/g, '…') }];
		}),
	);
}

describe('docs/operations.md', () => {
	test('says of every warning and error in the log what it means', () => {
		const all = messages();
		expect(all.length).toBeGreaterThan(40);
		const missing = all.filter(({ message }) => !page.includes(`\`${message}\``));
		expect(missing).toEqual([]);
	});

	test('explains no line that there is not any more', () => {
		const told = [...page.matchAll(/^\| `([^`]+)` \| (?:warn|error|fatal) \|/gm)].map(([, line]) => line);
		const known = new Set(messages().map(({ message }) => message));
		expect(told.length).toBeGreaterThan(40);
		expect(told.filter((line) => line !== undefined && !known.has(line))).toEqual([]);
	});

	test('says of every metric what it means, and of no other', () => {
		const names = sources
			.filter(({ file }) => file.startsWith('web'))
			.flatMap(({ text }) => [...text.matchAll(/'(airdeck_\w+)'/g)].map(([, name]) => name ?? ''));
		expect(names.length).toBeGreaterThan(12);
		expect(names.filter((name) => !page.includes(`| \`${name}\` |`))).toEqual([]);
		const told = [...page.matchAll(/^\| `(airdeck_\w+)` \|/gm)].map(([, name]) => name ?? '');
		expect(told.filter((name) => !names.includes(name))).toEqual([]);
	});

	test('says of every kind of alert and every exit code what it means', () => {
		expect(alertKinds.filter((kind) => !page.includes(`| \`${kind}\` |`))).toEqual([]);
		expect(Object.keys(alerts).length).toBeGreaterThan(5);
		for (const code of Object.values(exitCodes)) expect(page).toContain(`| ${code} |`);
	});

	test('names only scripts that there are', () => {
		const { scripts } = z
			.object({ scripts: z.record(z.string(), z.string()) })
			.parse(JSON.parse(read('package.json')));
		const named = [...`${page}${read('SECURITY.md')}`.matchAll(/npm run ([\w:-]+)/g)].map(
			([, name]) => name ?? '',
		);
		expect(named.filter((name) => !(name in scripts))).toEqual([]);
	});
});
