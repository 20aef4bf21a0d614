import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type APIApplicationCommandOption, ApplicationCommandOptionType } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { helpGroups } from '#src/discord/command.ts';
import { type CommandDefinition, commandDefinitions } from '#src/discord/command-definitions.ts';
import { loadCommands } from '#src/discord/load-commands.ts';
import { rerunActions } from '#src/discord/rerun.ts';
import { levels } from '#src/stations/levels.ts';
import { loadWords, sisters } from '#src/words/words.ts';

const root = path.join(import.meta.dirname, '../..');
const words = await loadWords(path.join(root, 'locales'));
const commands = await loadCommands(path.join(root, 'commands'));
const definitions = commandDefinitions(commands, words);

const typeScriptBelow = (folder: string) =>
	readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).filter((file) =>
		file.endsWith('.ts'),
	);
const nameOfFile = (file: string) => file.replace(/\.ts$/, '').replaceAll(path.sep, ' ');

type Localised = Partial<Record<string, string | null>> | null | undefined;

/** Everything with a name in a definition: the command, its subcommands and options, and their choices. */
interface Named {
	at: string;
	name: string;
	names: Localised;
	description?: string;
	descriptions?: Localised;
	/** What a choice sends. */
	value?: string;
}

function namedParts(definition: CommandDefinition | APIApplicationCommandOption, at: string): Named[] {
	const own: Named = {
		at,
		name: definition.name,
		names: definition.name_localizations,
		description: definition.description,
		descriptions: definition.description_localizations,
	};
	const inner = optionsOf(definition).flatMap((option) => namedParts(option, `${at} ${option.name}`));
	return [own, ...choicesOf(definition, at), ...inner];
}

function optionsOf(part: CommandDefinition | APIApplicationCommandOption): APIApplicationCommandOption[] {
	return 'options' in part ? [...(part.options ?? [])] : [];
}

function choicesOf(part: CommandDefinition | APIApplicationCommandOption, at: string): Named[] {
	if (!('choices' in part)) return [];
	return (part.choices ?? []).map((choice) => ({
		at: `${at} = ${choice.value}`,
		name: choice.name,
		names: choice.name_localizations,
		value: String(choice.value),
	}));
}

/** The lists of options that stand together: of each command, and of each subcommand. */
function optionLists(part: CommandDefinition | APIApplicationCommandOption): APIApplicationCommandOption[][] {
	const options = optionsOf(part);
	return [options, ...options.flatMap(optionLists)];
}

const everyText = (text: string, localised: Localised) => [text, ...Object.values(localised ?? {})];
const longest = (text: string, localised: Localised) =>
	Math.max(...everyText(text, localised).map((one) => (one ?? '').length));

describe('the files under commands/', () => {
	test('are all commands, each under the name of its file', () => {
		expect([...commands.keys()].toSorted()).toEqual(typeScriptBelow('commands').map(nameOfFile).toSorted());
	});

	test.each([...commands])('/%s has a level, a group and words for its failure', (name, command) => {
		expect(command.strings.name).toBe(name.split(' ').at(-1));
		expect(command.strings.failed).not.toBe('');
		expect(command.strings.failed).not.toMatch(/[.!]$/);
		expect(levels).toContain(command.level);
		expect(helpGroups).toContain(command.group);
	});

	test.each([...commands])('/%s uses the catalogue of its own file', (name, command) => {
		expect(words.named(name.replaceAll(' ', '/'))).toBe(command.strings);
	});

	test('a command that changes something has words for the audit, and no other has', () => {
		let changing = 0;
		for (const [name, command] of commands) {
			const changes =
				command.changes ||
				Object.values(command.components).some((handler) => handler.answer !== 'form' && handler.changes);
			const { audit } = command.strings;
			expect(audit !== undefined, name).toBe(changes);
			if (!changes) continue;
			changing += 1;
			for (const sentence of Object.values(audit as object)) expect(sentence, name).toMatch(/^[^.]+$/);
		}
		expect(changing).toBeGreaterThan(0);
	});

	test('every button that does something after a question changes something', () => {
		for (const [name, command] of commands) {
			const questions = Object.values(command.components).filter(
				(handler) => handler.answer !== 'form' && handler.question,
			);
			if (questions.length === 0) continue;
			expect(
				questions.some((handler) => handler.answer !== 'form' && handler.changes),
				name,
			).toBe(true);
		}
	});

	test('a command in a folder has the words of its group', () => {
		const groups = [...commands.keys()].flatMap((name) => (name.includes(' ') ? [name.split(' ')[0]!] : []));
		expect(groups.length).toBeGreaterThan(0);
		for (const group of groups) {
			const catalogue = words.named(`${group}/group`);
			expect(catalogue?.['name'], group).toBe(group);
			expect(catalogue?.['description'], group).toMatch(/./);
		}
	});
});

describe('what Discord registers', () => {
	const parts = definitions.flatMap((definition) => namedParts(definition, `/${definition.name}`));
	const lists = definitions.flatMap(optionLists);

	test('is at most 100 commands, each named once', () => {
		const names = definitions.map(({ name }) => name);
		expect(names.length).toBeLessThanOrEqual(100);
		expect(new Set(names).size).toBe(names.length);
		const groups = [...commands.keys()].map((name) => name.split(' ')[0]!);
		expect(names.toSorted()).toEqual([...new Set(groups)].toSorted());
	});

	test('names are of the form Discord takes, in every language', () => {
		const form = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
		for (const { at, name, names, value } of parts) {
			if (value !== undefined) continue;
			for (const text of everyText(name, names)) {
				expect(text, at).toMatch(form);
				expect(text, at).toBe(text?.toLowerCase());
			}
		}
	});

	test('descriptions have 1 to 100 characters, in every language', () => {
		for (const { at, description, descriptions } of parts) {
			if (description === undefined) continue;
			for (const text of everyText(description, descriptions)) {
				expect((text ?? '').length, at).toBeGreaterThan(0);
				expect((text ?? '').length, at).toBeLessThanOrEqual(100);
			}
		}
	});

	test('every description and option exists in every language', () => {
		const others = words.locales
			.filter((locale) => locale !== 'en-US')
			.flatMap((locale) => [locale, ...(sisters[locale] ?? [])])
			.toSorted();
		expect(others).toContain('es-419');
		for (const { at, names, descriptions, value } of parts) {
			expect(Object.keys(names ?? {}).toSorted(), at).toEqual(others);
			if (value === undefined) expect(Object.keys(descriptions ?? {}).toSorted(), at).toEqual(others);
		}
	});

	test('choices have 1 to 100 characters, at most 25 of them', () => {
		const choices = parts.filter(({ value }) => value !== undefined);
		expect(choices.length).toBeGreaterThan(0);
		for (const { at, name, names, value } of choices) {
			for (const text of [...everyText(name, names), value]) {
				expect((text ?? '').length, at).toBeGreaterThan(0);
				expect((text ?? '').length, at).toBeLessThanOrEqual(100);
			}
		}
		for (const option of lists.flat())
			expect(choicesOf(option, '').length, option.name).toBeLessThanOrEqual(25);
	});

	test('at most 25 options stand together, required ones first, no name twice in any language', () => {
		for (const options of lists) {
			expect(options.length).toBeLessThanOrEqual(25);
			const required = options.map((option) => 'required' in option && option.required === true);
			expect(required).toEqual(required.toSorted((a, b) => Number(b) - Number(a)));
			for (const locale of words.locales) {
				const names = options.map((option) => localisedName(option, locale));
				expect(new Set(names).size, names.join()).toBe(names.length);
			}
		}
	});

	test('suggestions and fixed choices are never mixed', () => {
		for (const option of lists.flat()) {
			const suggested = 'autocomplete' in option && option.autocomplete === true;
			expect(suggested && 'choices' in option, option.name).toBe(false);
		}
	});

	test.each(definitions)('/$name has at most 8000 characters in its longest language', (definition) => {
		const size = namedParts(definition, '')
			.map(
				({ name, names, description = '', descriptions, value = '' }) =>
					longest(name, names) + longest(description, descriptions) + value.length,
			)
			.reduce((sum, count) => sum + count, 0);
		expect(size).toBeGreaterThan(0);
		expect(size).toBeLessThanOrEqual(8000);
	});

	test.each(definitions)('/$name is for Discord servers, hidden from nobody', (definition) => {
		expect(definition.contexts).toEqual([0]);
		expect(definition.integration_types).toEqual([0]);
		expect(definition).not.toHaveProperty('default_member_permissions');
		expect(definition).not.toHaveProperty('dm_permission');
	});

	test.each([...commands])(
		'/%s has the station option exactly if it acts on one station',
		(name, command) => {
			const [top, sub] = name.split(' ');
			const definition = definitions.find((one) => one.name === top);
			const holder = sub === undefined ? definition : optionsOf(definition!).find((one) => one.name === sub);
			const station = optionsOf(holder!).find((option) => option.name === 'station');
			expect(station !== undefined).toBe(command.station === 'one');
			if (station !== undefined) {
				expect(station).toMatchObject({ type: ApplicationCommandOptionType.String, autocomplete: true });
				expect(station).not.toHaveProperty('required');
			}
		},
	);
});

function localisedName(option: APIApplicationCommandOption, locale: string): string {
	const names: Localised = option.name_localizations;
	return names?.[locale] ?? option.name;
}

describe('the ids of buttons, selects and forms', () => {
	const source = (file: string) => readFileSync(path.join(root, file), 'utf8');
	const elsewhere = [
		...typeScriptBelow('commands').map((file) => `commands/${file}`),
		...typeScriptBelow('src/discord').map((file) => `src/discord/${file}`),
	];

	test("a command's own ids name actions that it has", () => {
		let found = 0;
		for (const file of typeScriptBelow('commands')) {
			const actions = commands.get(nameOfFile(file))!.components;
			for (const [, action] of source(`commands/${file}`).matchAll(/\bid\('([^']+)'/g)) {
				expect(Object.keys(actions), `${file}: ${action}`).toContain(action);
				found += 1;
			}
		}
		expect(found).toBeGreaterThan(0);
	});

	test('ids of other commands name commands and actions that there are', () => {
		let found = 0;
		for (const file of elsewhere) {
			for (const [, name, action] of source(file).matchAll(/\bcustomId\(\s*'([^']+)',\s*'([^']+)'/g)) {
				const command = commands.get(name!);
				expect(command, `${file}: ${name}`).toBeDefined();
				expect(Object.keys(command!.components), `${file}: ${name} ${action}`).toContain(action);
				found += 1;
			}
		}
		expect(found).toBeGreaterThan(0);
	});

	test('no action has a sign that ids need for themselves, nor a name of the dispatcher', () => {
		const reserved: string[] = Object.values(rerunActions);
		for (const [name, command] of commands) {
			for (const action of Object.keys(command.components)) {
				expect(action, name).toMatch(/^[a-z][a-zA-Z-]*$/);
				expect(reserved, name).not.toContain(action);
			}
		}
	});
});

describe('a folder of commands that is not as it should be', () => {
	let folder: string;
	beforeEach(() => {
		folder = mkdtempSync(path.join(tmpdir(), 'airdeck-commands-'));
	});
	afterEach(() => rmSync(folder, { recursive: true }));

	const write = (file: string, code: string) => {
		mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
		writeFileSync(path.join(folder, file), code);
	};
	const command = (name: string) =>
		`export default { strings: { name: '${name}', description: 'x', failed: 'x' }, group: 'listen', level: 'listener', visibility: 'public', station: 'none', options: {}, execute: async () => ({ components: [] }), suggest: async () => [], components: {} };`;

	test('a file and its words that disagree stop the start, and the file is named', async () => {
		write('good.ts', command('good'));
		write('jingle.ts', command('song'));
		await expect(loadCommands(folder)).rejects.toThrow(/jingle\.ts.*"song"/);
	});

	test('so do they in a group', async () => {
		write('dj/jingle.ts', command('dj jingle'));
		await expect(loadCommands(folder)).rejects.toThrow(/dj[/\\]jingle\.ts/);
	});

	test.each([
		['exports nothing', 'export {};'],
		['exports something else', 'export default 42;'],
		['exports an object without a command', "export default { strings: { name: 'empty' } };"],
		['exports a command under another name', `export const command = 1;`],
	])('a file that %s stops the start, and the file is named', async (_what, code) => {
		write('empty.ts', code);
		await expect(loadCommands(folder)).rejects.toThrow(/empty\.ts/);
	});

	test('what is no TypeScript is left alone', async () => {
		write('good.ts', command('good'));
		write('notes.md', '# Notes');
		expect([...(await loadCommands(folder)).keys()]).toEqual(['good']);
	});

	test('a group without words cannot be registered, and the missing file is named', async () => {
		write('jukebox/coin.ts', command('coin'));
		const loaded = await loadCommands(folder);
		expect([...loaded.keys()]).toEqual(['jukebox coin']);
		expect(() => commandDefinitions(loaded, words)).toThrow(/jukebox\/group\.ts/);
	});
});
