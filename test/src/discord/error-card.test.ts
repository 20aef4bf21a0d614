import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { textOf } from '#demo/discord/read-message.ts';
import { checkMessage, Flag, parseMessageForm } from '#demo/discord/rules/message-body.ts';
import errors from '#locales/en-US/shared/errors.ts';
import { BackendError, type BackendProblem } from '#src/backends/backend-error.ts';
import { accent, type Card } from '#src/discord/card.ts';
import { customId } from '#src/discord/custom-id.ts';
import { errorCard, explain } from '#src/discord/error-card.ts';
import type { Station } from '#src/stations/station.ts';
import { marks } from '#src/words/marks.ts';
import { loadWords } from '#src/words/words.ts';

const words = await loadWords(path.join(import.meta.dirname, '../../../locales'));
const now = Date.UTC(2026, 10, 22, 19, 13, 40);
const host = 'radio.example.org:8443';

const station: Station = {
	id: 'a1b2c3d4',
	guildId: '1',
	name: 'Test *Radio*',
	remote: 'test_radio',
	source: 'declared',
	roles: { dj: [], manager: [], admin: [] },
	channels: {},
	keys: new Map(),
	url: 'https://radio.example.org',
	backend: {
		kind: 'azuracast',
		label: 'AzuraCast',
		server: 'https://radio.example.org:8443',
		host,
		onAir: { read: () => Promise.reject(new Error('Not asked here')) },
	},
};

type Kind = BackendProblem['kind'];
/** Every kind of problem in all its forms, and what its card has to name. */
const problems: { [K in Kind]: [problem: Extract<BackendProblem, { kind: K }>, ...names: string[]][] } = {
	unreachable: (
		['no-such-name', 'connection-refused', 'timeout', 'certificate', 'connection-lost'] as const
	).map((reason) => [{ kind: 'unreachable', reason, afterMs: 9_800 }, host]),
	'wrong-address': [
		[{ kind: 'wrong-address' }, host, 'AzuraCast'],
		[{ kind: 'wrong-address', leadsTo: 'https://elsewhere.example' }, host, 'elsewhere.example'],
	],
	'address-barred': [[{ kind: 'address-barred' }, 'ALLOW_PRIVATE_NETWORKS']],
	'key-needs-https': (['admin', 'station'] as const).map((key) => [{ kind: 'key-needs-https', key }, host]),
	'key-missing': (['admin', 'station'] as const).map((key) => [{ kind: 'key-missing', key }, 'Radio']),
	'key-rejected': (['admin', 'station'] as const).map((key) => [
		{ kind: 'key-rejected', key, tail: '3f9c' },
		host,
		'…3f9c',
		'AzuraCast',
	]),
	'right-missing': (['admin', 'station'] as const).map((key) => [
		{ kind: 'right-missing', key, tail: '3f9c', permission: 'View Station Logs' },
		host,
		'…3f9c',
		'**View Station Logs**',
	]),
	'feature-off': (
		['requests', 'media', 'streamers', 'backend', 'podcasts', 'web-updates', 'hls', 'other'] as const
	).map((feature) => [{ kind: 'feature-off', feature }, 'Radio', 'AzuraCast']),
	refused: [
		[{ kind: 'refused', reason: 'other', words: 'Come @everyone\nlater' }, host, 'Come \\@everyone later'],
		[{ kind: 'refused', reason: 'other', words: '' }, host],
	],
	'not-found': (['station', 'song', 'playlist', 'log', 'record'] as const).map((what) => [
		{ kind: 'not-found', what },
		host,
	]),
	'rate-limited': [[{ kind: 'rate-limited', until: now + 30_000 }, host, `<t:${(now + 30_000) / 1000}:T>`]],
	'server-trouble': [[{ kind: 'server-trouble', status: 502 }, host]],
	'unexpected-answer': [[{ kind: 'unexpected-answer', detail: 'now_playing: expected object' }, host]],
	'not-offered': [
		...(['history', 'queue', 'requests', 'playout', 'schedule'] as const).map(
			(role): [Extract<BackendProblem, { kind: 'not-offered' }>, string] => [
				{ kind: 'not-offered', role },
				'AzuraCast',
			],
		),
		[{ kind: 'not-offered', role: 'podcasts' }, 'AzuraCast', 'podcasts'],
	],
};
const cases = Object.values(problems)
	.flat()
	.map(([problem, ...names]) => ({ what: Object.values(problem).join(' '), problem, names }));

/** The card as Discord takes it; throws where Discord would not. */
function readCard(card: Card): string {
	const body = { flags: Flag.componentsV2, components: card.components };
	const before = { content: '', embeds: [], components: [], flags: 0, files: [] };
	const { components } = checkMessage(parseMessageForm(body), before);
	return textOf({ content: '', embeds: [], components });
}

function drawn(locale: string, problem: BackendProblem, perhapsDone = false): string {
	const error = new BackendError('GET /queue', host, problem, { perhapsDone });
	const t = words.in(locale, errors);
	const refusal = { heading: 'The queue was not fetched', ...explain(problem, error, station, t) };
	const again = customId('queue', '~again', '~AAAAAAAAAAAA');
	return readCard(errorCard(refusal, { t, reference: 'k3v9-0412', now, again }));
}

describe.each(['en-US', 'de'])('in %s', (locale) => {
	test.each(cases)('$what: says what, why, and where it was noted', ({ problem, names }) => {
		const card = drawn(locale, problem);
		expect(card).toContain('The queue was not fetched');
		expect(card).toContain('k3v9-0412');
		expect(card).toContain(`<t:${now / 1000}:f>`);
		expect(card).toContain(`[${words.in(locale, errors)('again')}]`);
		for (const name of names) expect(card).toContain(name);
	});

	test.each(cases)('$what: has no placeholder, key or value left over', ({ problem }) => {
		const card = drawn(locale, problem);
		expect(card).not.toMatch(/[{}]|undefined|null|NaN|\[object/);
		// A key of the catalogue stands where a sentence is missing.
		expect(card).not.toMatch(
			/\b(unreachable|wrong-address|key-|right-missing|feature-off|not-found|server-trouble)\S*\.\w/,
		);
		expect(card).not.toContain('expected object');
		expect(card).not.toContain('502');
	});

	test.each(cases)('$what: never blames and never shouts', ({ problem }) => {
		expect(drawn(locale, problem)).not.toMatch(/!|oops|please|bitte |leider|successful/i);
	});

	test.each(['unreachable', 'server-trouble'] as const)('%s: says if nobody knows what was done', (kind) => {
		const [problem] = problems[kind][0]!;
		const unsure = words.in(locale, errors)('server-trouble.unsure');
		expect(drawn(locale, problem)).not.toContain(unsure);
		expect(drawn(locale, problem, true)).toContain(unsure);
	});

	test('unreachable: does not say that nothing was changed where nobody knows', () => {
		const [problem] = problems.unreachable[0]!;
		const nothing = words.in(locale, errors)('unreachable.mend', { host });
		expect(drawn(locale, problem)).toContain(nothing);
		expect(drawn(locale, problem, true)).not.toContain(nothing);
	});

	test('the two keys, all reasons, features and things are told apart', () => {
		for (const [kind, forms] of Object.entries(problems)) {
			const texts = forms.map(([problem]) => drawn(locale, problem));
			expect(new Set(texts).size, kind).toBe(texts.length);
		}
	});
});

test('both languages say the same thing in other words', () => {
	for (const { problem } of cases) expect(drawn('de', problem)).not.toBe(drawn('en-US', problem));
});

describe('names from outside', () => {
	const t = words.in('en-US', errors);

	test("a station's name cannot format the card", () => {
		expect(drawn('en-US', { kind: 'key-missing', key: 'station' })).toContain('Test \\*Radio\\*');
	});

	test('the words of a server cannot fill the card', () => {
		const problem = { kind: 'refused', reason: 'other', words: 'x'.repeat(9_000) } as const;
		expect(drawn('en-US', problem).length).toBeLessThan(500);
	});

	test('words of a server that are only invisible are no reason', () => {
		const problem = { kind: 'refused', reason: 'other', words: '\u200b \u202e' } as const;
		expect(drawn('en-US', problem)).toContain('without a reason');
	});

	test('a problem without a station is told as well', () => {
		const problem: BackendProblem = { kind: 'unreachable', reason: 'timeout', afterMs: 200 };
		const { why, help } = explain(problem, new BackendError('GET /status', host, problem), undefined, t);
		expect(why).toBe(`${host} does not answer: no answer within 1 s.`);
		expect(help).toContain(host);
	});
});

describe('the card itself', () => {
	const t = words.in('en-US', errors);

	test('an error is red, a refusal is amber, each with its mark', () => {
		const red = errorCard({ heading: 'A', why: 'B', mark: 'refused' }, { t, now });
		const amber = errorCard({ heading: 'A', why: 'B', mark: 'warning' }, { t, now });
		expect(red.components).toMatchObject([{ accent_color: accent.bad }]);
		expect(amber.components).toMatchObject([{ accent_color: accent.warn }]);
		expect(readCard(red)).toBe(`### ${marks.refused} A\nB`);
		expect(readCard(amber)).toBe(`### ${marks.warning} A\nB`);
	});
});
