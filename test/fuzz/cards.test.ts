import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { OptionValues } from '#demo/discord/people/command-input.ts';
import { startTestApp, type TestApp } from '#test/support/app.ts';
import { type HostileProxy, startHostileProxy } from '#test/support/hostile-proxy.ts';
import { readingCommands } from './reading-commands.ts';

/** Each of these, in every text field of the radio server and in every option that takes text. */
const attacks: Record<string, string> = {
	mentions: '@everyone @here <@999> <@!999> <@&999> <#999> </skip:999> <t:0:R> <:a:999> <id:home>',
	markdown:
		'# BIG\n-# small\n> quoted\n* list\n```js\nx```** ~~ || __ [click](https://evil.example/a) <https://evil.example/b>',
	links: 'https://evil.example/c HTTP://evil.example/d discord.gg/evil http://a:b@evil.example',
	hidden: '\u202eevil\u202c \u200b\u200d\u2066x\u2069\u{e0041}\ud800\u0000\u0085\u2028\ufeffend',
	marks: `a${'\u0301'.repeat(3_000)}Z${'\u0489'.repeat(2_000)}`,
	long: 'x'.repeat(10_000),
	'long words of escapes': '*_~`|[<@'.repeat(1_250),
	families: '👩‍👩‍👧‍👦'.repeat(1_000),
	empty: '',
	blanks: ' \n\t\u3164 ',
};

const reads = [...readingCommands, 'help', 'audit', 'alerts', 'settings show', 'post list'];

let app: TestApp;
let proxy: HostileProxy;

beforeAll(async () => {
	proxy = await startHostileProxy();
	app = await startTestApp({
		stations: (radio) => {
			proxy.target = radio.url;
			return [{ url: proxy.url }];
		},
	});
});
afterAll(async () => {
	await app.close();
	await proxy.close();
});
beforeEach(() => app.clock.advance(20_000));

/** All texts of all messages since `from`, whatever they stand in. */
function textsSince(from: number): { text: string; isMarkdown: boolean }[] {
	const found: { text: string; isMarkdown: boolean }[] = [];
	const walk = (value: unknown, key = ''): void => {
		if (typeof value === 'string') {
			// Where buttons lead is no text.
			if (!['url', 'custom_id', 'value', 'filename'].includes(key))
				found.push({ text: value, isMarkdown: key === 'content' });
		} else if (typeof value === 'object' && value !== null)
			for (const [inner, one] of Object.entries(value)) walk(one, Array.isArray(value) ? key : inner);
	};
	for (const { body } of app.discord.requests.slice(from)) walk(body);
	return found;
}

/** What a reader would take for more than letters, in texts where Discord reads Markdown; code shows letters. */
function breaksOut(text: string, isMarkdown: boolean): string[] {
	const read = text.replaceAll(/`[^`\n]+`/g, '');
	const patterns: [string, RegExp][] = [
		['a mention', /(?<!\\)<(?:@[!&]?|#|\/\w+:|id:)999|(?<!\\)<id:home/],
		['everybody', /(?<!\\)@(?:everyone|here)/],
		['a link', /(?<!\\)https?:\/\/(?:a:b@)?evil|(?<!\\)\]\(https?:/i],
		['an invitation', /discord\.gg/],
		['a heading', /^(?:#|-#) (?:BIG|small)/m],
		[
			'hidden letters',
			/(?!\n)\p{Cc}|[\u200b\u202a-\u202e\u2066\u2067\u2028\ufeff]|\u{e0041}|[\ud800-\udbff](?![\udc00-\udfff])/u,
		],
		['a pile of marks', /\p{Mark}{3}/u],
	];
	const hides = new Set(['hidden letters', 'a pile of marks']);
	return patterns
		.filter(([what, pattern]) => (isMarkdown || hides.has(what)) && pattern.test(read))
		.map(([what]) => what);
}

function nothingBad(from: number, before: string): void {
	const texts = textsSince(from);
	const broken = texts.flatMap(({ text, isMarkdown }) =>
		breaksOut(text, isMarkdown).map((what) => `${what}: ${text.slice(0, 300)}`),
	);
	expect(broken).toEqual([]);
	const log = app.log().slice(before.length);
	expect(log.split('\n').filter((line) => line.includes('"level":50'))).toEqual([]);
}

describe.each(Object.entries(attacks))('a radio server whose every text is %s', (_name, text) => {
	test('gets no further than letters on any card', { timeout: 60_000 }, async () => {
		proxy.text = text;
		const [from, log] = [app.discord.requests.length, app.log()];
		for (const command of reads) {
			const seen = await app.run('owner', command);
			expect([command, seen.message.components.length > 0]).toEqual([command, true]);
		}
		nothingBad(from, log);
	});

	test('gets no further from people, who type it into options', { timeout: 60_000 }, async () => {
		if (text.trim() === '') return;
		const [from, log] = [app.discord.requests.length, app.log()];
		// Discord itself takes no more of these options, and no halves of letters.
		const typed = text.slice(0, 100).toWellFormed();
		const asked: [string, OptionValues][] = [
			['search', { text: typed }],
			['request', { song: typed }],
			['dj play', { song: typed }],
			['playlist show', { playlist: typed }],
			['dj playlist', { playlist: typed, state: 'on' }],
			['station logs', { log: typed }],
			['nowplaying', { station: typed }],
			['settings edit', { station: typed }],
		];
		for (const [command, options] of asked) await app.run('owner', command, options);
		for (const [command, option] of [
			['request', 'song'],
			['dj play', 'song'],
			['playlist show', 'playlist'],
			['nowplaying', 'station'],
		] as const)
			await app.discord.autocomplete(app.as('owner'), command, { [option]: typed }, option);
		nothingBad(from, log);
	});
});
