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

const literal = /'([^'\n]+)'|"([^"\n]+)"|`([^`]+)`/g;
const filled = (message: string) => message.replaceAll(/\$\{[^}]*\}/g, '…');

/** What stands in the log on these levels. Sentences that are made elsewhere are given by their variable, and left out. */
function messages(levels = 'warn|error|fatal'): Message[] {
	const calls = new RegExp(`\\blog\\??\\.(?:${levels})(?=\\()`, 'gi');
	return sources.flatMap(({ file, text }) =>
		[...text.matchAll(calls)].flatMap((call) => {
			const given = bracketed(text, call.index + call[0].length);
			const named = /, (\w+)$/.exec(given.trim())?.[1];
			const where =
				named === undefined ? given : (new RegExp(`const ${named} = (.+);`).exec(text)?.[1] ?? '');
			const last = [...where.matchAll(literal)].at(-1);
			const message = last?.[1] ?? last?.[2] ?? last?.[3];
			return message === undefined ? [] : [{ file, message: filled(message) }];
		}),
	);
}

/** Errors that tell an operator what to mend, as they stand in `err`: those of the store, and of what processes wait for. */
function errors(): string[] {
	return sources.flatMap(({ text }) =>
		[...text.matchAll(/\bnew Store(?:Error|Unreachable)(?=\()/g)].flatMap((made) => {
			const given = bracketed(text, made.index + made[0].length);
			const [place, what] = /^'(\w+)', /.test(given)
				? [/^'(\w+)'/.exec(given)?.[1], given.slice(given.indexOf(',') + 1)]
				: ['…', given];
			const [first] = what.matchAll(literal);
			const message = first?.[1] ?? first?.[2] ?? first?.[3];
			if (message === undefined) return [];
			return message.startsWith('${what}: ')
				? [...text.matchAll(/#check\([^()]*, '([^']+)'\)/g)].map(([, kind]) => `…: ${kind}: …`)
				: [`${place}: ${filled(message)}`];
		}),
	);
}
const registering = sources.find(({ file }) => file.endsWith('register-commands.ts'))?.text ?? '';
const waitedFor = [...registering.matchAll(/new Error\('([^']+)'\)/g)].map(([, message]) => message ?? '');

/** A part of the page, by its heading. */
const part = (heading: string) =>
	new RegExp(`^#+ ${heading}\\n([\\s\\S]*?)(?=^#|(?![\\s\\S]))`, 'm').exec(page)?.[1] ?? '';

describe('docs/operations.md', () => {
	test('says of every warning and error in the log what it means', () => {
		const all = messages();
		expect(all.length).toBeGreaterThan(40);
		const missing = all.filter(({ message }) => !page.includes(`\`${message}\``));
		expect(missing).toEqual([]);
	});

	test('says of every other line in the log what it means, and of none that there is not any more', () => {
		const known = new Set(messages('info').map(({ message }) => message));
		expect(known.size).toBeGreaterThan(8);
		expect([...known].filter((message) => !page.includes(`| \`${message}\` | info |`))).toEqual([]);
		const told = [...page.matchAll(/^\| `([^`]+)` \| info \|/gm)].map(([, line]) => line ?? '');
		expect(told.filter((line) => !known.has(line))).toEqual([]);
	});

	test('says of every error of the store, and of what a process waits for, what it means', () => {
		const all = [...errors(), ...waitedFor];
		expect(waitedFor.length).toBeGreaterThan(0);
		expect(new Set(all).size).toBeGreaterThan(8);
		const table = part('What `err` says');
		expect(all.filter((message) => !table.includes(`\`${message}\``))).toEqual([]);
	});

	test('tells the very figures by which a radio server is left alone', () => {
		const text = read('src/backends/breaker.ts');
		const figures = [...text.matchAll(/^const (\w+) = ([\d_]+);/gm)].map(([, name = '', value = '']) => {
			const number = Number(value.replaceAll('_', ''));
			return name.endsWith('Ms') ? `${number / 1_000} seconds` : `${number} failures`;
		});
		expect(figures).toHaveLength(5);
		expect(figures.filter((figure) => !part('A radio server that does not answer').includes(figure))).toEqual(
			[],
		);
	});

	test('names the limit where Discord has one', () => {
		const row = (metric: string) => new RegExp(`^\\| \`${metric}\` \\|.*$`, 'm').exec(page)?.[0];
		expect(row('airdeck_shard_guilds')).toMatch(/2,500.*2,000/);
		expect(row('airdeck_discord_identifies_total')).toContain('1,000');
		expect(row('airdeck_discord_refused_calls_total')).toContain('10,000');
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
