import { z } from 'zod';
import {
	type CommandDefinition,
	type CommandOption,
	type RegisteredCommand,
} from '../rules/command-schema.ts';
import { parseCommand } from '../rules/commands.ts';
import type { World } from '../world.ts';
import {
	type FormIssue,
	invalidForm,
	missingAccess,
	tooManyCommands,
	unknownCommand,
} from './discord-error.ts';
import { noContent, ok, type RestAnswer, type RestRequest, type Route } from './router.ts';

const MOST = { 1: 100, 2: 15, 3: 15 } as const;

/** Registration of commands, for everywhere and for one server. */
export function commandRoutes(world: World): Route[] {
	return ['/applications/:application/commands', '/applications/:application/guilds/:guild/commands'].flatMap(
		(all): Route[] => {
			const placed =
				(handle: (request: RestRequest, place: string) => RestAnswer) => (request: RestRequest) =>
					handle(request, placeOf(world, request, all));
			const one = `${all}/:command`;
			return [
				{ method: 'GET', path: all, handle: placed((request, place) => listAll(world, request, place)) },
				{ method: 'PUT', path: all, handle: placed((request, place) => replaceAll(world, request, place)) },
				{ method: 'POST', path: all, handle: placed((request, place) => create(world, request, place)) },
				{ method: 'GET', path: one, handle: placed((request, place) => ok(find(world, request, place))) },
				{ method: 'PATCH', path: one, handle: placed((request, place) => change(world, request, place)) },
				{ method: 'DELETE', path: one, handle: placed((request, place) => remove(world, request, place)) },
			];
		},
	);
}

function placeOf(world: World, { param }: RestRequest, route: string): string {
	if (param('application') !== world.applicationId) throw missingAccess();
	if (!route.includes(':guild')) return 'global';
	if (!world.guilds.has(param('guild'))) throw missingAccess();
	return param('guild');
}

function find(world: World, { param }: RestRequest, place: string): RegisteredCommand {
	const command = world.commandsAt(place).find(({ id }) => id === param('command'));
	if (command === undefined) throw unknownCommand();
	return command;
}

/** The localisations are long and rarely wanted, so Discord leaves them out of lists unless asked. */
function listAll(world: World, { query }: RestRequest, place: string): RestAnswer {
	const commands = world.commandsAt(place);
	return ok(query.get('with_localizations') === 'true' ? commands : commands.map(withoutLocalizations));
}

function withoutLocalizations<T extends RegisteredCommand | CommandOption>(item: T): Record<string, unknown> {
	const { name_localizations: _names, description_localizations: _descriptions, ...plain } = item;
	if (!('options' in item)) return plain;
	return { ...plain, options: item.options.map(withoutLocalizations) };
}

function replaceAll(world: World, { body }: RestRequest, place: string): RestAnswer {
	const given = z.array(z.unknown()).safeParse(body);
	if (!given.success) {
		const message = 'Only iterables may be used in a ListType';
		throw invalidForm([{ path: [], code: 'LIST_TYPE_CONVERT', message }]);
	}
	const definitions = given.data.map((one, index) => parseCommand(one, [index]));
	const doubled = definitions.flatMap((one, index): FormIssue[] =>
		definitions.findIndex((other) => sameCommand(one, other)) === index
			? []
			: [
					{
						path: [index, 'name'],
						code: 'APPLICATION_COMMANDS_DUPLICATE_NAME',
						message: 'Application command names must be unique',
					},
				],
	);
	if (doubled.length > 0) throw invalidForm(doubled);
	const before = world.commandsAt(place);
	const kept = definitions.map((one) =>
		register(
			world,
			place,
			one,
			before.find((old) => sameCommand(old, one)),
		),
	);
	store(world, place, kept);
	return ok(kept);
}

function create(world: World, { body }: RestRequest, place: string): RestAnswer {
	const definition = parseCommand(body);
	const before = world.commandsAt(place);
	const old = before.find((one) => sameCommand(one, definition));
	const command = register(world, place, definition, old);
	store(world, place, [...before.filter((one) => one !== old), command]);
	return { status: old === undefined ? 201 : 200, body: command };
}

function change(world: World, request: RestRequest, place: string): RestAnswer {
	const old = find(world, request, place);
	const edits = z.record(z.string(), z.unknown()).parse(request.body ?? {});
	const command = register(world, place, parseCommand({ ...old, ...edits, type: old.type }), old);
	store(
		world,
		place,
		world.commandsAt(place).map((one) => (one === old ? command : one)),
	);
	return ok(command);
}

function remove(world: World, request: RestRequest, place: string): RestAnswer {
	const gone = find(world, request, place);
	store(
		world,
		place,
		world.commandsAt(place).filter((one) => one !== gone),
	);
	return noContent;
}

function register(
	world: World,
	place: string,
	definition: CommandDefinition,
	old: RegisteredCommand | undefined,
): RegisteredCommand {
	const fresh = {
		...definition,
		default_member_permissions: definition.default_member_permissions ?? null,
		contexts: definition.contexts ?? null,
		integration_types: definition.integration_types ?? [0],
		dm_permission: definition.dm_permission ?? true,
		nsfw: definition.nsfw ?? false,
		name_localizations: definition.name_localizations ?? null,
		description_localizations: definition.description_localizations ?? null,
		id: old?.id ?? world.newId(),
		application_id: world.applicationId,
		version: old?.version ?? world.newId(),
		...(place !== 'global' && { guild_id: place }),
	};
	// The version rises only when something changed: what clients keep their copy by.
	return old === undefined || JSON.stringify(old) === JSON.stringify(fresh)
		? fresh
		: { ...fresh, version: world.newId() };
}

function store(world: World, place: string, commands: RegisteredCommand[]): void {
	for (const type of [1, 2, 3] as const) {
		if (commands.filter((one) => one.type === type).length > MOST[type]) throw tooManyCommands(MOST[type]);
	}
	world.commands.set(place, commands);
	world.emit({ kind: 'commands-changed', ...(place !== 'global' && { guildId: place }) });
}

const sameCommand = (a: CommandDefinition, b: CommandDefinition) => a.name === b.name && a.type === b.type;
