import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { marks } from '#src/words/marks.ts';
import { loadWords } from '#src/words/words.ts';
import skip from '#test/fixtures/words/en-US/night/skip.ts';
import sample from '#test/fixtures/words/en-US/sample.ts';

const words = await loadWords(path.join(import.meta.dirname, '../../fixtures/words'));
const english = words.in('en-US', sample);
const german = words.in('de', sample);

describe('the languages', () => {
	test('are those of the folder, English first', () => {
		expect(words.locales).toEqual(['en-US', 'de', 'es-ES', 'pl']);
	});

	test.each([
		['de', 'de'],
		['en-US', 'en-US'],
		['en-GB', 'en-US'],
		['es-419', 'es-ES'],
		['fr', 'en-US'],
		['', 'en-US'],
		['es', 'es-ES'],
		['deutsch', 'en-US'],
	])('a reader of "%s" is served in %s', (wanted, served) => {
		expect(words.nearest(wanted)).toBe(served);
	});

	test('a sentence that a language lacks is said in English', () => {
		expect(german('onlyEnglish', { title: 'X' })).toBe('Only X in English');
		expect(words.in('es-419', sample)('song', { artist: 'A', title: 'T' })).toBe('A – T');
		expect(words.in('es-419', sample)('plain')).toBe('No suena nada');
		expect(words.in('ja', sample)('plain')).toBe('Nothing is playing');
	});

	test('words that are kept are said in the language of whoever reads them', () => {
		const phrase = words.phrase(sample, 'song', { artist: 'A', title: 'T' });
		expect(JSON.parse(JSON.stringify(phrase))).toEqual(phrase);
		expect(words.say('de', phrase)).toBe(german('song', { artist: 'A', title: 'T' }));
		expect(words.say('es-419', words.phrase(sample, 'plain'))).toBe('No suena nada');
		expect(words.say('de', { in: 'gone', key: 'once.there' })).toBe('once.there');
		expect(words.say('de', { in: 'sample', key: 'once.there' })).toBe('once.there');
	});

	test('the rest of the sentences is not mixed up by that', () => {
		expect(german('plain')).toBe('Gerade läuft nichts');
		expect(german('group.with-dash')).toBe('Strich');
	});
});

describe('values', () => {
	test('stand where the language wants them', () => {
		expect(english('song', { artist: 'Miriam Vo', title: 'Lantern' })).toBe('Miriam Vo – Lantern');
		expect(german('song', { artist: 'Miriam Vo', title: 'Lantern' })).toBe('Lantern von Miriam Vo');
		expect(english('twice', { artist: 'A', title: 'T' })).toBe('T, T by A');
	});

	test('a colon is a colon, a dot reaches into a group', () => {
		expect(english('colon', { title: 'a:b' })).toBe('Now: a:b');
		expect(english('group.inner', { title: 'a.b' })).toBe('Inside of a.b');
	});

	test('marks are supplied by themselves', () => {
		expect(english('marked', { title: 'Lantern' })).toBe(`${marks.granted} Lantern`);
	});

	test('numbers are written as the language writes them', () => {
		expect(english('big', { count: 1_234_567 })).toBe('1,234,567 songs');
		expect(german('big', { count: 1_234_567 })).toBe('1.234.567 Songs');
	});

	test.each([
		'{title}',
		'{artist}',
		'{{title}}',
		'{count, number}',
		'{mark.granted}',
		'$t(plain)',
		'$t(song, {"artist": "x"})',
		'$&',
		'$1 $$ $`',
		'<b>&amp;</b>',
		'"\'/\\',
		'%s %d',
		'\u0000',
		'',
	])('%j is never interpreted', (value) => {
		expect(english('song', { artist: value, title: 'T' })).toBe(`${value} – T`);
		expect(english('song', { artist: 'A', title: value })).toBe(`A – ${value}`);
		expect(english('twice', { artist: value, title: value })).toBe(`${value}, ${value} by ${value}`);
		expect(english('marked', { title: value })).toBe(`${marks.granted} ${value}`);
		expect(english('listeners', { count: 2, title: value })).toBe(`2 listeners to ${value}`);
	});

	test('no value is ever interpreted', () => {
		const pieces = fc.constantFrom(
			'{',
			'}',
			'title',
			'artist',
			'count',
			', number',
			'$t(',
			')',
			'$&',
			'plain',
			'<',
			'\\',
		);
		const value = fc.oneof(
			fc.array(pieces, { maxLength: 8 }).map((found) => found.join('')),
			fc.string({ unit: 'binary' }),
		);
		fc.assert(
			fc.property(value, value, (artist, title) => {
				expect(english('song', { artist, title })).toBe(`${artist} – ${title}`);
				expect(german('song', { artist, title })).toBe(`${title} von ${artist}`);
			}),
		);
	});
});

describe('plural forms', () => {
	test.each([
		['en-US', 0, 'nobody listening'],
		['en-US', 1, '1 listener to X'],
		['en-US', 2, '2 listeners to X'],
		['en-US', 1332, '1,332 listeners to X'],
		['de', 0, 'niemand hört zu'],
		['de', 1, '1 Hörer von X'],
		['de', 1332, '1.332 Hörende von X'],
		['pl', 1, '1 słuchacz X'],
		['pl', 3, '3 słuchacze X'],
		['pl', 5, '5 słuchaczy X'],
		['pl', 22, '22 słuchacze X'],
		['pl', 1.5, '1,5 słuchacza X'],
	])('in %s for %d', (locale, count, sentence) => {
		expect(words.in(locale, sample)('listeners', { count, title: 'X' })).toBe(sentence);
	});

	test('a language without the sentence says it in English with English forms', () => {
		const spanish = words.in('es-ES', sample);
		expect(spanish('listeners', { count: 1, title: 'X' })).toBe('1 listener to X');
		expect(spanish('listeners', { count: 7, title: 'X' })).toBe('7 listeners to X');
	});
});

describe('catalogues', () => {
	test('are found by their path below the language', () => {
		expect(words.named('night/skip')).toBe(skip);
		expect(words.named('sample')).toBe(sample);
		expect(words.named('skip')).toBeUndefined();
	});

	test('a sentence by a key that tsc cannot know', () => {
		expect(words.sentence('de', skip, 'description')).toBe('Den Song überspringen');
		expect(words.sentence('es-419', skip, 'description')).toBe('Saltar');
		expect(words.sentence('pl', skip, 'description')).toBe('Skip the song');
	});

	test('the English source of a sentence, also inside of a group', () => {
		expect(words.source(skip, 'description')).toBe('Skip the song');
		expect(words.source(sample, 'group.inner')).toBe('Inside of {title}');
		expect(words.source(sample, 'group')).toBeUndefined();
		expect(words.source(sample, 'nothing')).toBeUndefined();
	});

	test('a sentence in every other language that has it', () => {
		expect(words.everyOther(skip, 'description')).toEqual({
			de: 'Den Song überspringen',
			'es-ES': 'Saltar',
			'es-419': 'Saltar',
		});
		expect(words.everyOther(sample, 'onlyEnglish')).toEqual({});
		expect(words.everyOther(sample, 'group')).toEqual({});
	});

	test('an object that is no file of words is a mistake, and told', () => {
		expect(() => words.in('en-US', { plain: 'x' })).toThrow('not a file under locales/');
	});
});

describe('a folder that is not as it should be', () => {
	let folder: string;
	beforeEach(() => {
		folder = mkdtempSync(path.join(tmpdir(), 'airdeck-words-'));
		mkdirSync(path.join(folder, 'en-US'));
		mkdirSync(path.join(folder, 'de'));
		writeFileSync(path.join(folder, 'en-US', 'a.ts'), "export default { plain: 'x' };");
	});
	afterEach(() => rmSync(folder, { recursive: true }));

	test.each([
		['a number for a sentence', '{"plain": 1}'],
		['a list', '["x"]'],
		['null', 'null'],
		['null for a sentence', '{"plain": null}'],
		['no JSON', '{"plain": "x",}'],
	])('%s stops the start', async (_what, text) => {
		writeFileSync(path.join(folder, 'de', 'a.json'), text);
		await expect(loadWords(folder)).rejects.toThrow();
	});

	test('the message names the file', async () => {
		writeFileSync(path.join(folder, 'de', 'a.json'), '{"plain": 1}');
		await expect(loadWords(folder)).rejects.toThrow(path.join('de', 'a.json'));
	});

	test('a file without sentences stops the start', async () => {
		writeFileSync(path.join(folder, 'en-US', 'b.ts'), "export const plain = 'x';");
		await expect(loadWords(folder)).rejects.toThrow('b.ts');
	});

	test('a language of only one file is loaded', async () => {
		writeFileSync(path.join(folder, 'de', 'a.json'), '{"plain": "y"}');
		const loaded = await loadWords(folder);
		expect(loaded.sentence('de', loaded.named('a')!, 'plain')).toBe('y');
	});
});
