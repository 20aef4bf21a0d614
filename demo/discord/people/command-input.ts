import type { Actor } from '../interaction.ts';
import { memberPermissions } from '../member-rights.ts';
import { allows, allPermissions } from '../permissions.ts';
import { unknownMember } from '../rest/discord-error.ts';
import {
	type CommandOption,
	isBranch,
	isLeaf,
	type LeafOption,
	type RegisteredCommand,
} from '../rules/command-schema.ts';
import { countCharacters } from '../rules/fields.ts';
import type { World } from '../world.ts';
import { type PersonFile, uploadFile } from './person-file.ts';
import { type ResolvableKind, type Resolved, resolve } from './resolved.ts';

export type OptionValue = string | number | boolean | PersonFile;
export type OptionValues = Record<string, OptionValue>;

interface WireOption {
	name: string;
	type: number;
	value?: string | number | boolean;
	focused?: true;
	options?: WireOption[];
}

/** The commands Discord would offer this person here, the server's own before the global ones. */
export function offeredCommands(world: World, by: Omit<Actor, 'channelId'>): RegisteredCommand[] {
	const guild = world.guild(by.guildId);
	if (!guild.members.has(by.userId)) throw unknownMember();
	const rights = memberPermissions(guild, by.userId);
	return [...world.commandsAt(by.guildId), ...world.commandsAt('global')].filter((command) => {
		const wanted = command.default_member_permissions;
		// "0" hides a command from everybody but administrators.
		const needed = wanted === '0' ? allPermissions : BigInt(wanted ?? 0);
		return allows(rights, needed) && (command.contexts?.includes(0) ?? true);
	});
}

/** The `data` of a slash command, checked as Discord's client checks it; throws on what could not be sent. */
export function buildCommand(
	world: World,
	by: Actor,
	name: string,
	values: OptionValues,
): Record<string, unknown> {
	const { command, path, leaves } = findLeaf(world, by, name);
	refuseUnknown(leaves, values, name);
	const resolved: Resolved = {};
	const options = leaves.flatMap((leaf): WireOption[] => {
		const value = values[leaf.name];
		if (value === undefined) {
			if (leaf.required === true) throw new Error(`/${name} needs the option ${leaf.name}`);
			return [];
		}
		checkValue(leaf, value, name);
		if (typeof value === 'object') {
			return [{ name: leaf.name, type: leaf.type, value: uploadFile(world, by, value, resolved) }];
		}
		const kind = resolvableKinds[leaf.type];
		if (kind !== undefined) resolve(world, by.guildId, kind, String(value), resolved);
		return [{ name: leaf.name, type: leaf.type, value }];
	});
	return commandData(command, path, options, resolved);
}

/** The `data` of an autocomplete: what is typed so far, one option of it focused. */
export function buildAutocomplete(
	world: World,
	by: Actor,
	name: string,
	values: OptionValues,
	focused: string,
): { data: Record<string, unknown>; choiceType: 'string' | 'number' } {
	const { command, path, leaves } = findLeaf(world, by, name);
	refuseUnknown(leaves, values, name);
	const target = leaves.find((leaf) => leaf.name === focused);
	if (target?.autocomplete !== true) throw new Error(`/${name} has no autocompleted option named ${focused}`);
	const options = leaves.flatMap((leaf): WireOption[] => {
		if (leaf === target) {
			return [{ name: leaf.name, type: leaf.type, value: typedText(values[focused]), focused: true }];
		}
		const value = values[leaf.name];
		if (value === undefined) return [];
		// A file is only sent with the command itself; until then there is no more of it than its place.
		if (typeof value === 'object') return [{ name: leaf.name, type: leaf.type, value: world.newId() }];
		return [{ name: leaf.name, type: leaf.type, value }];
	});
	const choiceType = target.type === 3 ? 'string' : 'number';
	return { data: commandData(command, path, options, {}), choiceType };
}

function findLeaf(
	world: World,
	by: Actor,
	name: string,
): { command: RegisteredCommand; path: CommandOption[]; leaves: LeafOption[] } {
	const [first = '', ...rest] = name.replace(/^\//, '').split(' ');
	const command = offeredCommands(world, by).find((one) => one.type === 1 && one.name === first);
	if (command === undefined) {
		const exists = [...world.commandsAt(by.guildId), ...world.commandsAt('global')].some(
			(one) => one.name === first,
		);
		throw new Error(
			exists ? `/${first} is hidden from this person` : `No command is registered as /${first}`,
		);
	}
	const path: CommandOption[] = [];
	let { options } = command;
	for (const part of rest) {
		const next = options.find((option) => option.name === part);
		if (next === undefined || !isBranch(next))
			throw new Error(`/${name} is not registered: no sub-command ${part}`);
		path.push(next);
		({ options } = next);
	}
	if (options.some(isBranch)) throw new Error(`/${name} is not complete: it has sub-commands`);
	return { command, path, leaves: options.filter(isLeaf) };
}

function commandData(
	command: RegisteredCommand,
	path: CommandOption[],
	leaves: WireOption[],
	resolved: Resolved,
) {
	const options = path
		.toReversed()
		.reduce<WireOption[]>(
			(inner, branch) => [{ name: branch.name, type: branch.type, options: inner }],
			leaves,
		);
	return {
		id: command.id,
		name: command.name,
		type: 1,
		options,
		...(command.guild_id !== undefined && { guild_id: command.guild_id }),
		...(Object.keys(resolved).length > 0 && { resolved }),
	};
}

function refuseUnknown(leaves: LeafOption[], values: OptionValues, name: string): void {
	const unknown = Object.keys(values).find((key) => !leaves.some((leaf) => leaf.name === key));
	if (unknown !== undefined) throw new Error(`/${name} has no option named ${unknown}`);
}

const resolvableKinds: Partial<Record<number, ResolvableKind>> = {
	6: 'user',
	7: 'channel',
	8: 'role',
	9: 'mentionable',
};

const typedText = (value: OptionValue | undefined) => (typeof value === 'object' ? '' : String(value ?? ''));

function checkValue(leaf: LeafOption, value: OptionValue, name: string): void {
	const refuse = (why: string) => {
		throw new Error(`/${name} cannot be sent: ${leaf.name} ${why}`);
	};
	if (leaf.type === 11 && typeof value !== 'object') refuse('takes a file');
	if (leaf.type !== 11 && typeof value === 'object') refuse('takes no file');
	if (typeof value === 'object') return;
	const wanted = { 4: 'number', 5: 'boolean', 10: 'number' }[leaf.type] ?? 'string';
	if (typeof value !== wanted) refuse(`must be a ${wanted}`);
	if (leaf.type === 4 && !Number.isInteger(value)) refuse('must be a whole number');
	const choices = leaf.choices ?? [];
	if (choices.length > 0 && !choices.some((choice) => choice.value === value)) {
		refuse(`must be one of ${choices.map((choice) => choice.value).join(', ')}`);
	}
	if (typeof value === 'number') {
		if (value < (leaf.min_value ?? -Infinity)) refuse(`must be at least ${leaf.min_value}`);
		if (value > (leaf.max_value ?? Infinity)) refuse(`must be at most ${leaf.max_value}`);
	}
	if (leaf.type !== 3) return;
	const length = countCharacters(String(value));
	if (length < (leaf.min_length ?? 0)) refuse(`must have at least ${leaf.min_length} characters`);
	if (length > (leaf.max_length ?? 6000)) refuse(`must have at most ${leaf.max_length ?? 6000} characters`);
}
