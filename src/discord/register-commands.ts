import { isDeepStrictEqual } from 'node:util';
import { type Client, DiscordAPIError, type REST, Routes } from 'discord.js';
import { z } from 'zod';
import type { CommandDefinition } from './command-definitions.ts';

/** What registering did: Discord limits writes of commands, so nothing is written that stands there already. */
export interface Registration {
	outcome: 'unchanged' | 'written' | 'read';
	/** Ids of the top-level commands by name. */
	ids: ReadonlyMap<string, string>;
}

/**
 * Makes Discord's global commands of this application equal to `wanted`, by one read and at most one write.
 * @param isOurs false: another process does that, and they are read. Throws an Error if it has not done so yet.
 */
export async function registerCommands(
	client: Client<true>,
	wanted: readonly CommandDefinition[],
	isOurs = true,
): Promise<Registration> {
	if (!isOurs) return readCommands(client);
	const { rest } = client;
	const route = Routes.applicationCommands(client.application.id);
	const registered = await readRegistered(rest, route);
	const same =
		registered !== undefined &&
		registered.length === wanted.length &&
		isDeepStrictEqual(byName(registered.map(essence)), byName(wanted.map(essence)));
	if (same) return { outcome: 'unchanged', ids: idsOf(registered) };
	const written: unknown = await rest.put(route, { body: wanted });
	return { outcome: 'written', ids: idsOf(Array.isArray(written) ? written : []) };
}

async function readCommands(client: Client<true>): Promise<Registration> {
	const registered = await readRegistered(client.rest, Routes.applicationCommands(client.application.id));
	if (registered === undefined || registered.length === 0)
		throw new Error('The process with shard 0 has registered no commands yet');
	return { outcome: 'read', ids: idsOf(registered) };
}

function idsOf(registered: readonly unknown[]): Map<string, string> {
	return new Map(
		registered.flatMap((command) => {
			const found = registeredCommand.safeParse(command);
			return found.success ? [[found.data.name, found.data.id] as const] : [];
		}),
	);
}

/** Undefined if they cannot be read: then they are written without comparing. */
async function readRegistered(rest: REST, route: `/${string}`): Promise<unknown[] | undefined> {
	try {
		const found: unknown = await rest.get(route, {
			query: new URLSearchParams({ with_localizations: 'true' }),
		});
		return Array.isArray(found) ? found : undefined;
	} catch (error) {
		if (error instanceof DiscordAPIError) return undefined;
		throw error;
	}
}

const registeredCommand = z.object({ id: z.string(), name: z.string() });

const compared = [
	'type',
	'name',
	'name_localizations',
	'description',
	'description_localizations',
	'contexts',
	'integration_types',
	'options',
	'choices',
	'value',
	'required',
	'autocomplete',
	'max_length',
];

/**
 * A command without what Discord adds (ids, versions, empty lists, nulls, `false`), so that both sides can be compared.
 * Localisations are maps of strings and pass unchanged.
 */
function essence(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(essence);
	if (typeof value !== 'object' || value === null) return value;
	const kept = Object.entries(value).flatMap(([key, inner]) => {
		if (!compared.includes(key) || inner === null || inner === undefined || inner === false) return [];
		if (Array.isArray(inner) && inner.length === 0) return [];
		return [[key, key.endsWith('_localizations') ? sorted(inner) : essence(inner)] as const];
	});
	return Object.fromEntries(kept);
}

function sorted(map: unknown): unknown {
	return typeof map === 'object' && map !== null
		? Object.entries(map).toSorted(([a], [b]) => a.localeCompare(b))
		: map;
}

function byName(commands: unknown[]): unknown[] {
	const nameOf = (command: unknown) =>
		typeof command === 'object' && command !== null && 'name' in command ? String(command.name) : '';
	return commands.toSorted((a, b) => nameOf(a).localeCompare(nameOf(b)));
}
