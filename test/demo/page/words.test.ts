import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { languages } from '#demo/page/wire.ts';
import { pageWords } from '#demo/page/words.ts';

test('the page speaks every language that the bot speaks', () => {
	const spoken = readdirSync(path.join(import.meta.dirname, '../../../locales'));
	expect(languages.toSorted()).toEqual(spoken.toSorted());
});

test.each(languages.filter((language) => language !== 'en-US'))('%s has words of its own', (language) => {
	const { page, composer, radio } = pageWords[language];
	const english = pageWords['en-US'];
	expect(page.language).not.toBe(english.page.language);
	expect(composer.placeholder).not.toBe(english.composer.placeholder);
	expect(radio.calls).not.toBe(english.radio.calls);
	expect(page.unread(1)).not.toBe(page.unread(2));
	expect(composer.tooLarge(10 * 1024 * 1024)).toContain('10');
});
