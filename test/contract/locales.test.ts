import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Locale } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Catalogue } from '#src/words/language-files.ts';
import { marks } from '#src/words/marks.ts';
import { loadWords, sourceLocale } from '#src/words/words.ts';

const folder = path.join(import.meta.dirname, '../../locales');
const languages = readdirSync(folder);
const words = await loadWords(folder);

const catalogue: z.ZodType<Catalogue> = z.lazy(() => z.record(z.string(), z.union([z.string(), catalogue])));

/** The sentences of one file of one language by their full keys. */
type Sentences = Map<string, string>;

function flatten(sentences: Catalogue, prefix = ''): Sentences {
	const found: Sentences = new Map();
	for (const [key, value] of Object.entries(sentences)) {
		if (typeof value === 'string') found.set(prefix + key, value);
		else for (const [inner, text] of flatten(value, `${prefix}${key}.`)) found.set(inner, text);
	}
	return found;
}

function filesOf(language: string): string[] {
	const files = readdirSync(path.join(folder, language), { recursive: true, encoding: 'utf8' });
	return files.filter((file) => /\.(ts|json)$/.test(file)).toSorted();
}

async function read(language: string, file: string): Promise<Sentences> {
	const name = path.join(folder, language, file);
	if (file.endsWith('.json')) return flatten(catalogue.parse(JSON.parse(readFileSync(name, 'utf8'))));
	const module: unknown = await import(name);
	return flatten(z.object({ default: catalogue }).parse(module).default);
}

const nameOf = (file: string) => file.replace(/\.(ts|json)$/, '');
const texts = new Map<string, Map<string, Sentences>>();
for (const language of languages) {
	const files = await Promise.all(
		filesOf(language).map(async (file) => [nameOf(file), await read(language, file)] as const),
	);
	texts.set(language, new Map(files));
}
const english = texts.get(sourceLocale)!;

/** Every sentence of a language with the place it stands at. */
const everySentence = (language: string) =>
	[...texts.get(language)!].flatMap(([file, sentences]) =>
		[...sentences].map(([key, text]) => ({ file, key, place: `${file}: ${key}`, text })),
	);

/** The base of a key that has plural forms in English: `listeners` for `listeners_one`. */
function pluralBase(key: string, source: Sentences): string | undefined {
	const base = /^(.+)_(zero|one|two|few|many|other)$/.exec(key)?.[1];
	return base !== undefined && source.has(`${base}_other`) ? base : undefined;
}

/** The keys a language must have for an English file. */
function expectedKeys(source: Sentences, language: string): string[] {
	const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
	const keys = [...source.keys()].flatMap((key) => {
		const base = pluralBase(key, source);
		if (base === undefined) return [key];
		// "Nobody" is a word of its own, whatever the grammar of the language.
		const zero = source.has(`${base}_zero`) ? ['zero'] : [];
		return [...categories, ...zero].map((form) => `${base}_${form}`);
	});
	return [...new Set(keys)].toSorted();
}

const placeholders = (text: string) => [...text.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1]!);

/** The placeholders of a sentence, or of all its plural forms together. */
function groupedPlaceholders(sentences: Sentences, source: Sentences): Record<string, string[]> {
	const groups: Record<string, string[]> = {};
	for (const [key, text] of sentences) {
		const group = pluralBase(key, source) ?? key;
		groups[group] = [...new Set([...(groups[group] ?? []), ...placeholders(text)])].toSorted();
	}
	return groups;
}

/** What is to be typed or copied as it is, and addresses. */
const code = /`[^`]*`|https?:\S*/g;

/** The words of a sentence beside its values and `code`. */
const ownWords = (text: string) =>
	text
		.replaceAll(code, ' ')
		.replaceAll(/\{[^{}]*\}/g, ' ')
		.match(/\p{L}{2,}/gu) ?? [];

/** What is rightly the same in a language as in English although it has more than one word. */
const sameInSomeLanguages = new Set(['audio_url']);

/** Words that none of the other languages has, small as they are written there. */
const onlyEnglish = new Set(
	'the and not could would should which whose your their this that these those with without from into been being does'.split(
		' ',
	),
);

/** Quotation marks that a language does not use, and what else it writes otherwise than English. */
const foreignSigns: Readonly<Record<string, RegExp>> = {
	de: /["”«»]/,
	'es-ES': /["“”„]|^[^¿]*\?/,
	// A space that does not break stands before ; : ? and inside of the quotation marks.
	fr: /["'“”„]|(?<!\u00A0)[;:?»](?=[\s*]|$)|«(?!\u00A0)/,
	'pt-BR': /["„«»]/,
};

test('there is English, and at least one other language', () => {
	expect(languages).toContain(sourceLocale);
	expect(languages.length).toBeGreaterThan(1);
	expect(words.locales.toSorted()).toEqual(languages.toSorted());
});

describe.each(languages)('%s', (language) => {
	const own = texts.get(language)!;

	test('is a language that Discord knows', () => {
		expect(Object.values(Locale)).toContain(language);
	});

	test('has exactly the files of English', () => {
		expect([...own.keys()].toSorted()).toEqual([...english.keys()].toSorted());
	});

	test.each([...english.keys()])('%s has exactly the keys of English', (file) => {
		expect([...(own.get(file)?.keys() ?? [])].toSorted()).toEqual(expectedKeys(english.get(file)!, language));
	});

	test.each([...english.keys()])('%s has the placeholders of English', (file) => {
		const source = english.get(file)!;
		expect(groupedPlaceholders(own.get(file) ?? new Map(), source)).toEqual(
			groupedPlaceholders(source, source),
		);
	});

	test('every plural form for more than one says everything the sentence says', () => {
		for (const [file, sentences] of own) {
			const all = groupedPlaceholders(sentences, english.get(file)!);
			for (const [key, text] of sentences) {
				const base = pluralBase(key, english.get(file)!);
				if (base === undefined || !key.endsWith('_other')) continue;
				expect([...new Set(placeholders(text))].toSorted(), `${file}: ${key}`).toEqual(all[base]);
			}
		}
	});

	test('has no empty sentence and none with spaces around it', () => {
		const bad = everySentence(language).filter(({ text }) => text === '' || text !== text.trim());
		expect(bad).toEqual([]);
	});

	test('names only marks that exist', () => {
		const named = everySentence(language).flatMap(({ place, text }) =>
			placeholders(text).flatMap((name) => (name.startsWith('mark.') ? [{ place, name }] : [])),
		);
		expect(named.length).toBeGreaterThan(0);
		expect(named.filter(({ name }) => !(name.slice('mark.'.length) in marks))).toEqual([]);
	});

	test('types no status mark directly: marks have one home', () => {
		const signs = Object.values(marks).map((sign) => sign.replaceAll('\uFE0F', ''));
		const typed = everySentence(language).filter(({ text }) => signs.some((sign) => text.includes(sign)));
		expect(typed).toEqual([]);
	});

	test('has no stray brace, and no sentence that would pull in another one', () => {
		const bad = everySentence(language).filter(({ text }) =>
			/[{}]|\$t\(/.test(text.replaceAll(/\{[\w.]+(, \w+)?\}/g, '')),
		);
		expect(bad).toEqual([]);
	});

	test('uses no value name that the translation library reads as an option of its own', () => {
		const options = ['context', 'defaultValue', 'interpolation', 'lng', 'lngs', 'ns', 'ordinal', 'replace'];
		const bad = everySentence(language).filter(({ text }) =>
			placeholders(text).some((name) => options.includes(name)),
		);
		expect(bad).toEqual([]);
	});

	test('does not shout', () => {
		expect(everySentence(language).filter(({ text }) => /[!¡！]/u.test(text))).toEqual([]);
	});
});

describe.each(languages.filter((language) => language !== sourceLocale))('%s', (language) => {
	test('leaves no sentence in English', () => {
		const left = everySentence(language).filter(
			({ file, key, text }) =>
				key !== 'name' &&
				text === english.get(file)?.get(key) &&
				ownWords(text).length > 1 &&
				!sameInSomeLanguages.has(text),
		);
		expect(left).toEqual([]);
	});

	test('writes quotation marks and spaces as the language does', () => {
		const foreign = foreignSigns[language];
		if (foreign === undefined) throw new Error(`Say in foreignSigns how ${language} is written`);
		const bad = everySentence(language).filter(({ text }) => foreign.test(text.replaceAll(code, 'code')));
		expect(bad).toEqual([]);
	});

	test('leaves no English words between its own', () => {
		const mixed = everySentence(language).flatMap(({ place, text }) => {
			const found = ownWords(text).filter((word) => onlyEnglish.has(word));
			return found.length === 0 ? [] : [{ place, text, found }];
		});
		expect(mixed).toEqual([]);
	});
});

describe.each(languages)("%s keeps to Discord's limits", (language) => {
	const sentences = everySentence(language).filter(({ file }) => !file.startsWith('shared/'));
	const option = /^options\.[^.]+/;
	const isOptionName = (key: string) => /^options\.[^.]+\.name$/.test(key);
	const pattern = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

	test('names of commands and options are lower case, without spaces, at most 32 characters', () => {
		const shared = everySentence(language).filter(({ place }) => place === 'shared/cards: station.name');
		const names = [...shared, ...sentences.filter(({ key }) => key === 'name' || isOptionName(key))];
		expect(names.length).toBeGreaterThan(shared.length);
		const bad = names.filter(({ text }) => !pattern.test(text) || text !== text.toLocaleLowerCase(language));
		expect(bad).toEqual([]);
	});

	test('no two options of a command share a name, nor one with the station', () => {
		const station = texts.get(language)!.get('shared/cards')!.get('station.name');
		for (const [file, own] of texts.get(language)!) {
			const names = [...own].flatMap(([key, text]) => (isOptionName(key) ? [text] : []));
			expect([...new Set(names)], file).toEqual(names);
			expect(names, file).not.toContain(station);
		}
	});

	test('a command is called the same in every language', () => {
		for (const { file, key, text } of sentences) {
			if (key === 'name') expect(text).toBe(english.get(file)!.get(key));
		}
	});

	test('descriptions and choices have at most 100 characters', () => {
		const shown = everySentence(language).filter(
			({ key }) =>
				key === 'description' ||
				key === 'station.description' ||
				(option.test(key) && /(\.description|\.choices\..+)$/.test(key)),
		);
		expect(shown.length).toBeGreaterThan(0);
		expect(shown.filter(({ text }) => text.length > 100)).toEqual([]);
	});

	test('titles and labels of forms have at most 45 characters', () => {
		const shown = sentences.filter(({ key }) => key.startsWith('form.'));
		expect(shown.length).toBeGreaterThan(0);
		expect(shown.filter(({ text }) => text.length > 45)).toEqual([]);
	});

	test('shared button labels fit on a phone', () => {
		const shown = everySentence(language).filter(
			({ file, key }) => file === 'shared/cards' && key.startsWith('buttons.'),
		);
		expect(shown.length).toBeGreaterThan(0);
		expect(shown.filter(({ text }) => text.length > 34)).toEqual([]);
	});
});

test.each(languages)('%s counts pages as it counts everything: a library may have thousands', (language) => {
	const bare = everySentence(language).filter(({ text }) => /\{pages?\}/.test(text));
	expect(bare.map(({ place }) => place)).toEqual([]);
});
