import path from 'node:path';
import { describe, expect, expectTypeOf, test } from 'vitest';
import type { MessageKey, Translate } from '#src/words/translate.ts';
import { loadWords } from '#src/words/words.ts';
import sample from '#test/fixtures/words/en-US/sample.ts';

const words = await loadWords(path.join(import.meta.dirname, '../../fixtures/words'));
const t: Translate<typeof sample> = words.in('en-US', sample);

/*
 * Every line below a `@ts-expect-error` has to be a mistake: tsc complains about the comment if it is none. At run time these
 * calls are harmless.
 */
describe('what tsc knows of a sentence', () => {
	test('its keys: nested ones with dots, plural forms as one', () => {
		expectTypeOf<MessageKey<typeof sample>>().toEqualTypeOf<
			| 'name'
			| 'plain'
			| 'song'
			| 'twice'
			| 'colon'
			| 'marked'
			| 'big'
			| 'listeners'
			| 'onlyEnglish'
			| 'group.inner'
			| 'group.with-dash'
		>();
	});

	test('a key that is none', () => {
		// @ts-expect-error there is no such sentence
		expect(t('nothing')).toBe('nothing');
		// @ts-expect-error a group is no sentence
		t('group');
		// @ts-expect-error a plural form is not chosen by hand
		t('listeners_one', { count: 1, title: 'X' });
	});

	test('a value that is missing', () => {
		// @ts-expect-error the title is missing
		expect(t('song', { artist: 'A' })).toContain('A');
		// @ts-expect-error all values are missing
		t('song');
		// @ts-expect-error a value of a nested sentence is missing
		t('group.inner');
		// @ts-expect-error the count is missing
		t('listeners', { title: 'X' });
		// @ts-expect-error the title of a plural sentence is missing
		t('listeners', { count: 1 });
	});

	test('a value too many, or under a wrong name', () => {
		// @ts-expect-error this sentence takes no values
		expect(t('plain', { title: 'X' })).toBe('Nothing is playing');
		// @ts-expect-error the album is not part of the sentence
		t('song', { artist: 'A', title: 'T', album: 'B' });
		// @ts-expect-error it is called title
		t('colon', { name: 'X' });
		// @ts-expect-error marks are not given by hand
		t('marked', { title: 'X', mark: 'x' });
	});

	test('a value of the wrong type', () => {
		// @ts-expect-error a count is a number
		t('listeners', { count: '1', title: 'X' });
		// @ts-expect-error a title is text
		t('colon', { title: null });
		// @ts-expect-error a value that may be missing is no value
		t('colon', { title: undefined });
		expect(t('colon', { title: 7 })).toBe('Now: 7');
	});

	test('what is right is no mistake', () => {
		expect(t('song', { artist: 'A', title: 'T' })).toBe('A – T');
		expect(t('listeners', { count: 2, title: 'T' })).toBe('2 listeners to T');
		expect(t('big', { count: 2 })).toBe('2 songs');
		expect(t('marked', { title: 'T' })).toMatch(/ T$/);
	});
});
