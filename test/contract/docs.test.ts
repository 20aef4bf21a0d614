import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { loadCommands } from '#src/discord/load-commands.ts';
import { measurementNames } from '../../bench/choose-measurements.ts';
import { madePages } from '../../docs/made/made-pages.ts';

const root = path.join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const pages = [
	...readdirSync(root).filter((file) => file.endsWith('.md')),
	...readdirSync(path.join(root, 'docs'))
		.filter((file) => file.endsWith('.md'))
		.map((file) => `docs/${file}`),
];
const { scripts } = z
	.object({ scripts: z.record(z.string(), z.string()) })
	.parse(JSON.parse(read('package.json')));
const commands = [...(await loadCommands(path.join(root, 'commands'))).keys()];

/** Addresses of web servers and folders, which look like commands, and the commands that how-to pages make up. */
const others = new Set([
	'healthz',
	'readyz',
	'metrics',
	'api',
	'proc',
	'data',
	'tmp',
	'dj wave',
	'listeners',
]);

/** The names that a page's headings have in addresses, as GitHub makes them. */
function anchors(page: string): Set<string> {
	const headings = [...read(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading);
	return new Set(
		headings.map((heading) =>
			heading
				.toLowerCase()
				.replaceAll(/[^\p{L}\p{N} _-]/gu, '')
				.replaceAll(' ', '-'),
		),
	);
}

/** What a page says outside of its blocks of code. */
const prose = (page: string) => read(page).replaceAll(/^```[\s\S]*?^```$/gm, '');

describe.each(pages)('%s', (page) => {
	test('links only to what is there', () => {
		const links = [...prose(page).matchAll(/\]\(([^)\s]+)\)|(?:src|href|srcset)="([^"]+)"/g)].map(
			([, markdown, html]) => markdown ?? html ?? '',
		);
		const broken = links.filter((link) => {
			if (/^https?:|^mailto:/.test(link)) return false;
			const [file = '', anchor] = link.split('#', 2);
			const target = file === '' ? page : path.join(path.dirname(page), file);
			if (!existsSync(path.join(root, target))) return true;
			return anchor !== undefined && target.endsWith('.md') && !anchors(target).has(anchor);
		});
		expect(broken).toEqual([]);
	});

	test('names no command that the bot does not have', () => {
		const named = [...prose(page).matchAll(/`\/([a-z]+(?:[ -][a-z-]+)*)/g)].map(([, name = '']) => name);
		const unknown = named.filter(
			(name) =>
				!commands.some((one) => one === name || one.startsWith(`${name} `) || name.startsWith(`${one} `)) &&
				!others.has(name),
		);
		expect(unknown).toEqual([]);
	});

	test('names no script that package.json does not have, and no measurement that there is not', () => {
		const text = read(page);
		const run = [...text.matchAll(/npm run ([\w:-]+)(?: -- ([\w]+))?/g)];
		expect(run.filter(([, script = '']) => scripts[script] === undefined)).toEqual([]);
		const measured = run.flatMap(([, script, name]) =>
			script === 'bench' && name !== undefined ? [name] : [],
		);
		const known: readonly string[] = measurementNames;
		expect(measured.filter((name) => !known.includes(name))).toEqual([]);
	});
});

test('the pages that are made from the code are up to date', async () => {
	for (const [name, text] of await madePages())
		expect(read(`docs/${name}`), `docs/${name}: npm run docs`).toBe(text);
});

test("the README's table has every command", () => {
	const [, named = ''] = /## Commands([\s\S]*?)\n## /.exec(read('README.md')) ?? [];
	// "`/dj skip`" or "`/settings show`, `edit`".
	const rows = [...named.matchAll(/^\| (`.+?) \|/gm)].map(([, cell = '']) =>
		[...cell.matchAll(/`([^`]+)`/g)].map(([, one = '']) => one),
	);
	const told = rows.flatMap((cell) => {
		let group = '';
		return cell.map((one) => {
			if (one.startsWith('/')) group = one.slice(1).split(' ')[0] ?? '';
			return one.startsWith('/') ? one.slice(1) : `${group} ${one}`;
		});
	});
	expect(commands.filter((name) => !told.includes(name))).toEqual([]);
});
