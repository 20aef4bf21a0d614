import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { languages } from '#demo/page/wire.ts';
import { pageWords } from '#demo/page/words.ts';

test('the page speaks every language that the bot speaks', () => {
	const spoken = readdirSync(path.join(import.meta.dirname, '../../../locales'));
	expect(languages.toSorted()).toEqual(spoken.toSorted());
});

/** The words by their path; those with a number in them are made for two. */
function sentences(words: object, prefix = ''): [key: string, text: string][] {
	return Object.entries(words).flatMap(([key, value]: [string, unknown]) => {
		if (typeof value === 'string') return [[prefix + key, value]];
		if (typeof value === 'function')
			return [[prefix + key, (value as (count: number) => string)(2 * 1024 * 1024)]];
		return typeof value === 'object' && value !== null ? sentences(value, `${prefix}${key}.`) : [];
	});
}

test.each(languages.filter((language) => language !== 'en-US'))(
	'%s leaves no sentence in English',
	(language) => {
		const english = new Map(sentences(pageWords['en-US']));
		const own = sentences(pageWords[language]);
		expect(own).toHaveLength(english.size);
		expect(own.filter(([key, text]) => /\p{L} \p{L}/u.test(text) && english.get(key) === text)).toEqual([]);
	},
);

test.each(languages.filter((language) => language !== 'en-US'))('%s has words of its own', (language) => {
	const { page, composer, radio } = pageWords[language];
	const english = pageWords['en-US'];
	expect(page.language).not.toBe(english.page.language);
	expect(composer.placeholder).not.toBe(english.composer.placeholder);
	expect(radio.calls).not.toBe(english.radio.calls);
	expect(page.unread(1)).not.toBe(page.unread(2));
	expect(composer.tooLarge(10 * 1024 * 1024)).toContain('10');
});
