import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clean, plain, safe, webAddress } from '#src/discord/text.ts';
import { asDiscordReads } from './as-discord-reads.ts';

// What Discord reads as more than letters, and what Unicode hides, turns around or piles up.
const signs = '* ** *** _ __ ___ ~~ || ` `` ``` ```` \\ < > @ # [ ] ( ) ]( ¯\\_(ツ)_/¯'.split(' ');
const starts = ['# ', '### ', '-# ', '- ', '* ', '1. ', '>>> ', ' ', '\n', '\t', 'a', 'B', '1'];
const mentions = '<@ <@&1> <@!1> <# <t:1:R> </x:1> <:a:1> <a:b @everyone @here'.split(' ');
const links = 'http:// HTTPS:// <https:// x.y/ discord.gg/a'.split(' ');
const hidden =
	'\u0000 \u0085 \u200b \u200c \u200d \u200f \u202e \u2066 \u2068 \u2069 \u2028 \ufeff \u00ad \ufe0f \u{e0041} \ud800 \udc00 \uffff \u3164'.split(
		' ',
	);
const letters = '\u0301 \u0489 \u0610 \u20e3 é א ع ம் क् 中 👩 ❤ 🏽 🇩'.split(' ');
const nasty = [...signs, ...starts, ...mentions, ...links, ...hidden, ...letters];
const outside = fc
	.array(
		fc.oneof(
			{ weight: 6, arbitrary: fc.constantFrom(...nasty) },
			fc.string({ unit: 'grapheme', maxLength: 5 }),
			fc.string({ unit: 'binary', maxLength: 5 }),
		),
		{ maxLength: 14 },
	)
	.map((pieces) => pieces.join(''));
const runs = { numRuns: 1_000 };

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
const countGraphemes = (text: string) => [...segmenter.segment(text)].length;
const withoutIsolates = (text: string) => text.replace(/^\u2068(.*)\u2069$/su, '$1');
const isCode = (text: string) => /^\u2068?`[^`]+`\u2069?$/u.test(text);

describe('whatever comes from outside', () => {
	const ways: [string, (text: string) => string][] = [
		['clean', clean],
		['plain', (text) => plain(text, 40)],
		['safe', (text) => withoutIsolates(safe(text, 40))],
	];

	describe.each(ways)('%s', (_name, way) => {
		test('leaves no control, no direction mark, no half character', () => {
			fc.assert(
				fc.property(outside, (text) => {
					expect(way(text)).not.toMatch(/[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\p{Zl}\p{Zp}]/u);
					expect(way(text)).not.toMatch(/[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\u00ad]/u);
					expect(way(text)).not.toMatch(/[\u115f\u1160\u3164\uffa0\ufff9-\ufffb\u{e0000}-\u{e0fff}]/u);
				}),
				runs,
			);
		});

		test('keeps joiners only between two pictures of an emoji and inside of an Arabic word', () => {
			fc.assert(
				fc.property(outside, (text) => {
					const rest = way(text)
						.replace(
							/(\p{Extended_Pictographic}[\ufe0f\p{Emoji_Modifier}]?)\u200d(?=\p{Extended_Pictographic})/gu,
							'$1',
						)
						.replace(/(?<=\p{Script=Arabic})\u200c(?=\p{Script=Arabic})/gu, '');
					expect(rest).not.toMatch(/[\u200c\u200d]/u);
				}),
				runs,
			);
		});

		test('leaves at most two marks on a letter', () => {
			fc.assert(
				fc.property(outside, (text) => {
					expect(way(text).replaceAll('\u200c', '')).not.toMatch(/\p{Mark}{3}/u);
				}),
				runs,
			);
		});

		test('makes one line without spaces around it or side by side', () => {
			fc.assert(
				fc.property(outside, (text) => {
					expect(way(text)).not.toMatch(/[\n\r]| {2}|^ | $|[^\S ]/u);
				}),
				runs,
			);
		});
	});
});

describe('safe', () => {
	test('is read by Discord as nothing but its letters', () => {
		fc.assert(
			fc.property(outside, (text) => {
				const made = safe(text, 120);
				fc.pre(!isCode(made));
				expect(asDiscordReads(withoutIsolates(made))).toBe(plain(text, 120, Number.POSITIVE_INFINITY));
			}),
			{ numRuns: 5_000 },
		);
	});

	test('is read so between words and marks of ours as well', () => {
		fc.assert(
			fc.property(outside, outside, (title, artist) => {
				fc.pre(safe(title, 80) !== '' && safe(artist, 80) !== '');
				fc.pre(!isCode(safe(title, 80)) && !isCode(safe(artist, 80)));
				const [t, a] = [safe(title, 80), safe(artist, 80)];
				const shown = (text: string) => asDiscordReads(text).replaceAll(/[\u2068\u2069]/gu, '');
				const letters = [title, artist].map((text) => plain(text, 80, Number.POSITIVE_INFINITY));
				expect(shown(`${a} – ${t}`)).toBe(`${letters[1]} – ${letters[0]}`);
				expect(shown(`**${t}**`)).toBe(`⟦strong: ${letters[0]}⟧`);
			}),
			runs,
		);
	});

	test('pings nobody: what begins a mention, a time or a link is escaped', () => {
		fc.assert(
			fc.property(outside, (text) => {
				const made = withoutIsolates(safe(text, 120));
				if (isCode(made)) return;
				const withoutEscapes = made.replaceAll(/\\[^0-9A-Za-z\s]/g, '');
				expect(withoutEscapes).not.toMatch(/[<@[]/);
				expect(made).not.toMatch(/https?:\/\/|discord\.(gg|com|me)/i);
				expect(made).not.toMatch(/^(#{1,3} |-# |[-*] |\d+\. |>)/);
			}),
			runs,
		);
	});

	test('has at most so many letters, the last of them telling that more was there', () => {
		fc.assert(
			fc.property(outside, fc.integer({ min: 2, max: 20 }), (text, most) => {
				const made = withoutIsolates(safe(text, most));
				fc.pre(!isCode(made));
				const shown = asDiscordReads(made);
				expect(countGraphemes(shown)).toBeLessThanOrEqual(most);
				if (countGraphemes(clean(text)) > most) expect(shown).toMatch(/…$/);
			}),
			runs,
		);
	});

	test('sets every isolate it opens back, and takes none over', () => {
		fc.assert(
			fc.property(outside, (text) => {
				const made = safe(text, 120);
				expect(made).toMatch(/^(?:\u2068[^\u2068\u2069]*\u2069|[^\u2068\u2069]*)$/u);
			}),
			runs,
		);
	});

	test.each([
		['one picture of a thousand people', '👩\u200d'.repeat(3_000)],
		['one syllable of a thousand letters', 'क्'.repeat(3_000)],
		['a hundred syllables of twelve letters', `${'क्'.repeat(6)} `.repeat(100)],
		['a hundred families', '👨‍👩‍👧‍👦'.repeat(100)],
		['nothing but signs', '*'.repeat(3_000)],
		['one letter with a thousand marks', `a${'\u0301'.repeat(3_000)}`],
		['Hangul parts that never end', 'ᄀ'.repeat(3_000)],
	])('%s: leaves room for the rest of the card', (_what, text) => {
		// A card of 4,000 units may hold a title, an artist, an album and two neighbours with theirs.
		expect(safe(text, 120).length).toBeLessThanOrEqual(640);
		expect(safe(text, 80).length).toBeLessThanOrEqual(480);
	});

	test('what would be mostly backslashes is shown in code, without a way out of it', () => {
		const made = safe('*`'.repeat(110), 300);
		expect(made).toBe(`\`${'*ˋ'.repeat(110)}\``);
		expect(asDiscordReads(made)).toBe(`⟦inlineCode: ${'*ˋ'.repeat(110)}⟧`);
	});

	test.each([
		['Lantern', 'Lantern'],
		['', ''],
		[' \u200b\u202e ', ''],
		['@everyone', '\\@everyone'],
		['\\@everyone', '\\\\\\@everyone'],
		['<@123>', '\\<\\@123>'],
		['\\<@123>', '\\\\\\<\\@123>'],
		['<@&1> <#2> <t:0:R> </dj:3>', '\\<\\@&1> \\<#2> \\<t:0:R> \\</dj:3>'],
		['[free](https://evil.example)', '\\[free](https\\://evil.example)'],
		['HTTP://evil.example', 'HTTP\\://evil.example'],
		['discord.gg/x DISCORD.COM/invite', 'discord\\.gg/x DISCORD\\.COM/invite'],
		['# Big', '\\# Big'],
		['-# small', '\\-# small'],
		['> quote', '\\> quote'],
		['>>> quote', '\\>>> quote'],
		['- item', '\\- item'],
		['1. first', '1\\. first'],
		['*a* _b_ ~~c~~ ||d|| `e`', '\\*a\\* \\_b\\_ \\~\\~c\\~\\~ \\|\\|d\\|\\| \\`e\\`'],
		['a\r\nb\u2028c', 'a b c'],
		['a \u200b b', 'a b'],
		['12. twelfth', '12\\. twelfth'],
		['12.', '12\\.'],
		['12.5 *', '12.5 \\*'],
		['Jean-Luc #1 *', 'Jean-Luc #1 \\*'],
		['a\u202Eb\u2066c', 'abc'],
		['zer\u200bo wi\u00addth', 'zero width'],
		['x\ud83d y', 'x y'],
		[`Z${'\u0300\u0301\u0302'.repeat(9)}algo`, 'Z\u0300\u0301algo'],
		['#', '\\#'],
		['-', '\\-'],
		['-5 degrees', '\\-5 degrees'],
		['Cafe\u0301', 'Café'],
		['مرحبا', '\u2068مرحبا\u2069'],
		['می‌خواهم', '\u2068می‌خواهم\u2069'],
		['שלום (live)', '\u2068שלום (live)\u2069'],
		['夜に駆ける', '\u2068夜に駆ける\u2069'],
		['Привет *мир*', '\u2068Привет \\*мир\\*\u2069'],
		['👨‍👩‍👧‍👦 family', '👨‍👩‍👧‍👦 family'],
		['❤️ 🏳️‍🌈 1️⃣ 🇩🇪', '❤️ 🏳️‍🌈 1️⃣ 🇩🇪'],
	])('%j', (text, made) => {
		expect(withTidyBrackets(safe(text, 80))).toBe(withTidyBrackets(made));
	});

	test('an emoji of a person with a skin colour and a thing stays one emoji', () => {
		expect(safe('👩🏽‍🚀', 80)).toBe('👩🏽‍🚀');
		expect(countGraphemes(safe('🧑🏿‍🤝‍🧑🏻', 80))).toBe(1);
	});

	test('a "letter" without an end is cut to a dozen characters, and stays one', () => {
		expect(plain('क्'.repeat(3_000), 80)).toBe('क्'.repeat(6));
	});

	test('a long text is shown as it is up to 400 characters, and in code from there on', () => {
		expect(safe('a'.repeat(400), 900)).toBe('a'.repeat(400));
		expect(safe('a'.repeat(401), 900)).toBe(`\`${'a'.repeat(401)}\``);
	});

	test('an emoji is not cut apart', () => {
		expect(plain('👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦', 2)).toBe('👨‍👩‍👧‍👦…');
		expect(safe('🇩🇪🇫🇷🇮🇹', 2)).toBe('🇩🇪…');
	});

	test('an escape is not cut apart', () => {
		expect(safe('ab*cd', 3)).toBe('ab…');
		expect(safe('ab*cd', 4)).toBe('ab\\*…');
	});
});

/** A closing bracket alone is harmless: it does not matter whether it is escaped. */
function withTidyBrackets(text: string): string {
	return text.replaceAll(/\\([>\]|~])/g, '$1');
}

describe('plain', () => {
	test('keeps both of its limits, and empties nothing that is visible', () => {
		fc.assert(
			fc.property(
				outside,
				fc.integer({ min: 1, max: 30 }),
				fc.integer({ min: 1, max: 30 }),
				(text, most, units) => {
					const made = plain(text, most, units);
					expect(countGraphemes(made)).toBeLessThanOrEqual(most);
					expect(made.length).toBeLessThanOrEqual(units);
					expect(made === '').toBe(clean(text) === '');
				},
			),
			runs,
		);
	});

	test('leaves Markdown as it is, where nobody reads it', () => {
		expect(plain('*a* [b](c) <@1>', 80)).toBe('*a* [b](c) <@1>');
	});

	test('cuts by letters, then by the units that Discord counts', () => {
		expect(plain('x'.repeat(100), 100)).toBe('x'.repeat(100));
		expect(plain('x'.repeat(101), 101)).toBe(`${'x'.repeat(99)}…`);
		expect(plain('abcdef', 6)).toBe('abcdef');
		expect(plain('abcdef', 5)).toBe('abcd…');
		expect(plain('abc def', 5)).toBe('abc…');
		expect(plain('👨‍👩‍👧‍👦'.repeat(20), 80)).toBe(`${'👨‍👩‍👧‍👦'.repeat(9)}…`);
	});
});

describe('an address for a link button', () => {
	test.each([
		['https://radio.example.org/public/x', 'https://radio.example.org/public/x'],
		['http://radio.example.org', 'http://radio.example.org/'],
		['https://radio.example.org/ä b', 'https://radio.example.org/%C3%A4%20b'],
		[null, undefined],
		['', undefined],
		['radio.example.org', undefined],
		['javascript:alert(1)', undefined],
		['discord://-/channels', undefined],
		['data:text/html,x', undefined],
		['https://user@radio.example.org/', undefined],
		['https://user:word@radio.example.org/', undefined],
		['https://:word@radio.example.org/', undefined],
		['xhttp://radio.example.org/', undefined],
		[`https://radio.example.org/${'a'.repeat(486)}`, `https://radio.example.org/${'a'.repeat(486)}`],
		[`https://radio.example.org/${'a'.repeat(487)}`, undefined],
		[`https://radio.example.org/${'ä'.repeat(100)}`, undefined],
	])('%j', (address, taken) => {
		expect(webAddress(address)).toBe(taken);
	});
});

test('plain letters take a shorter way to the same text', () => {
	// A character that nobody sees sends the text the long way, and is gone at its end.
	const latin = fc.oneof(
		fc.string({ unit: fc.constantFrom(...'abcXYZ019 öéßŁñ.,:;!?/#>+-*_~`|[]<@\\()&\u00a0\u00ad'.split('')) }),
		outside,
	);
	fc.assert(
		fc.property(latin, (text) => {
			expect(clean(text)).toBe(clean(`${text}\u0000`));
			expect(safe(text, 80)).toBe(safe(`${text}\u0000`, 80));
			expect(plain(text, 80)).toBe(plain(`${text}\u0000`, 80));
		}),
		{ numRuns: 2_000 },
	);
});
