import { expect, it } from 'vitest';
import { readCommandLine, splitAtOption, writeCommandLine } from '#demo/page/composer/command-line.ts';
import { openField, startDraft } from '#demo/page/composer/draft.ts';
import type { Command, CommandOption } from '#demo/page/wire.ts';

const option = (name: string, given: Partial<CommandOption> = {}): CommandOption => ({
	name,
	label: name,
	description: '',
	type: 3,
	isRequired: false,
	isAutocompleted: false,
	choices: [],
	...given,
});
const command = (name: string, options: CommandOption[]): Command => ({
	id: name,
	name,
	label: name,
	group: '',
	description: '',
	options,
});
const request = command('request', [option('song', { isRequired: true }), option('station')]);
const history = command('history', [
	option('day'),
	option('as', { choices: [{ name: 'Page', value: 'page' }] }),
]);
const commands = [command('dj', []), command('dj play', [option('song')]), request, history];
const read = (line: string) => readCommandLine(commands, line, ({ choices }) => choices);
const filled = (line: string) =>
	read(line)?.fields.map(({ name, draft }) => [name, draft.text, draft.picked]);

it('reads a command as Discord copies it', () => {
	expect(filled('/request song:Jää: the return station:Tidewater Live')).toEqual([
		['song', 'Jää: the return', undefined],
		['station', 'Tidewater Live', undefined],
	]);
	expect(read('/dj play song:x')?.command.name).toBe('dj play');
});

it('gives loose words to the first option, and takes offered ones for their value', () => {
	expect(filled('/request night ferry')).toEqual([['song', 'night ferry', undefined]]);
	expect(filled('/history as:PAGE day:monday')).toEqual([
		['as', 'Page', 'page'],
		['day', 'monday', undefined],
	]);
});

it('knows no command where none is named', () => {
	expect(read('/requests x')).toBeNull();
	expect(read('request x')).toBeNull();
	expect(read('')).toBeNull();
});

it('writes the line it reads', () => {
	const line = '/request song:night ferry station:Tidewater Live';
	expect(writeCommandLine(read(line)!)).toBe(line);
	expect(writeCommandLine(startDraft(request))).toBe('/request');
});

it('opens another option in the middle of a text, and only one that is not there yet', () => {
	const draft = startDraft(request);
	const split = splitAtOption(draft, 'song', 'night ferry station:Tide');
	expect(split?.opened).toBe('station');
	expect(split?.draft.fields).toEqual([
		{ name: 'song', draft: { text: 'night ferry' } },
		{ name: 'station', draft: { text: 'Tide' } },
	]);
	expect(splitAtOption(draft, 'song', 'the station')).toBeNull();
	expect(splitAtOption(openField(draft, 'station'), 'song', 'a station:b')).toBeNull();
});

it('knows options by their names in another language and in the documents', () => {
	const spanish = [command('queue', [option('station', { label: 'emisora' })])];
	for (const name of ['station', 'emisora', 'Emisora']) {
		const draft = readCommandLine(spanish, `/queue ${name}:Tidewater Live`, () => []);
		expect(draft?.fields.map((field) => [field.name, field.draft.text])).toEqual([
			['station', 'Tidewater Live'],
		]);
	}
});
