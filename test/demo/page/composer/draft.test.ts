import { describe, expect, it } from 'vitest';
import {
	closeField,
	fillField,
	openField,
	readDraft,
	startDraft,
	unusedOptions,
} from '#demo/page/composer/draft.ts';
import type { Command } from '#demo/page/wire.ts';
import { pageWords } from '#demo/page/words.ts';

const words = pageWords['en-US'].composer;
const option = { description: '', isRequired: false, isAutocompleted: false, choices: [] };
const command: Command = {
	id: '1',
	name: 'request',
	label: 'request',
	group: '',
	description: '',
	options: [
		{ ...option, name: 'song', label: 'song', type: 3, isRequired: true, isAutocompleted: true },
		{ ...option, name: 'days', label: 'days', type: 4 },
		{ ...option, name: 'file', label: 'file', type: 11 },
		{ ...option, name: 'ping', label: 'ping', type: 5 },
		{ ...option, name: 'as', label: 'as', type: 3, choices: [{ name: 'page', value: 'p' }] },
	],
};

describe('a command on its way', () => {
	it('begins with a field for each option it needs', () => {
		const draft = startDraft(command);
		expect(draft.fields.map(({ name }) => name)).toEqual(['song']);
		expect(unusedOptions(draft).map(({ name }) => name)).toEqual(['days', 'file', 'ping', 'as']);
	});

	it('says what is missing', () => {
		expect(readDraft(startDraft(command), words, 100)).toEqual({
			values: {},
			problems: { song: words.required },
		});
	});

	it('sends what was typed as text, and what was picked as its value', () => {
		const typed = fillField(startDraft(command), 'song', { text: ' lantern ' });
		expect(readDraft(typed, words, 100).values).toEqual({ song: 'lantern' });
		const picked = fillField(typed, 'song', { text: 'Slow Lanterns', picked: 'id:7' });
		expect(readDraft(picked, words, 100).values).toEqual({ song: 'id:7' });
	});

	it('takes numbers for numbers and only offered words for choices', () => {
		const open = openField(openField(fillField(startDraft(command), 'song', { text: 'x' }), 'days'), 'as');
		const wrong = fillField(fillField(open, 'days', { text: 'many' }), 'as', { text: 'poster' });
		expect(readDraft(wrong, words, 100).problems).toEqual({ days: words.notNumber, as: words.notOffered });
		const right = fillField(fillField(open, 'days', { text: '3' }), 'as', { text: 'page', picked: 'p' });
		expect(readDraft(right, words, 100)).toEqual({ values: { song: 'x', days: 3, as: 'p' }, problems: {} });
	});

	it('takes a file that is not too large, and yes or no by word', () => {
		const open = openField(openField(fillField(startDraft(command), 'song', { text: 'x' }), 'file'), 'ping');
		const file = new File(['x'.repeat(100)], 'a.mp3');
		const right = fillField(fillField(open, 'file', { text: 'a.mp3', picked: file }), 'ping', {
			text: 'true',
		});
		expect(readDraft(right, words, 100)).toEqual({ values: { song: 'x', file, ping: true }, problems: {} });
		expect(readDraft(right, words, 99).problems).toEqual({ file: words.tooLarge(99) });
		const wrong = fillField(fillField(open, 'file', { text: 'a.mp3' }), 'ping', { text: 'perhaps' });
		expect(readDraft(wrong, words, 100).problems).toEqual({
			file: words.notOffered,
			ping: words.notOffered,
		});
	});

	it('leaves out an optional field that stayed empty, or was closed', () => {
		const open = openField(fillField(startDraft(command), 'song', { text: 'x' }), 'days');
		expect(readDraft(open, words, 100)).toEqual({ values: { song: 'x' }, problems: {} });
		expect(closeField(open, 'days').fields.map(({ name }) => name)).toEqual(['song']);
	});

	it('forgets a problem when its field changes', () => {
		const draft = { ...startDraft(command), problems: { song: words.required } };
		expect(fillField(draft, 'song', { text: 'x' }).problems).toEqual({});
	});
});
