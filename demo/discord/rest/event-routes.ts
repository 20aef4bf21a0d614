import { z } from 'zod';
import { memberPermissions } from '../member-rights.ts';
import { allows, Permission } from '../permissions.ts';
import { optional, parseForm, text } from '../rules/fields.ts';
import type { ScheduledEvent, World } from '../world.ts';
import { DiscordError, invalidForm, missingPermissions } from './discord-error.ts';
import { noContent, ok, type RestAnswer, type RestRequest, type Route } from './router.ts';

const status = { scheduled: 1, active: 2, completed: 3, canceled: 4 } as const;
const external = 3;
const most = 100;
const moment = z.iso.datetime({ offset: true });

const unknownEvent = () => new DiscordError(404, 10070, 'Unknown Guild Scheduled Event');
const tooMany = () =>
	new DiscordError(400, 30038, `Maximum number of uncompleted guild scheduled events reached (${most})`);
const finished = () => new DiscordError(400, 180000, 'Cannot update a finished event');

/** Events of a server without a channel, which are the only ones that this bot makes. */
export function eventRoutes(world: World): Route[] {
	const one = '/guilds/:guild/scheduled-events/:event';
	return [
		{ method: 'GET', path: '/guilds/:guild/scheduled-events', handle: (request) => list(world, request) },
		{ method: 'POST', path: '/guilds/:guild/scheduled-events', handle: (request) => make(world, request) },
		{ method: 'GET', path: one, handle: (request) => ok(wire(world, find(world, request))) },
		{ method: 'PATCH', path: one, handle: (request) => change(world, request) },
		{ method: 'DELETE', path: one, handle: (request) => remove(world, request) },
	];
}

/** What is over or called off is not among them. */
function open(world: World, guildId: string): ScheduledEvent[] {
	const now = world.clock.now();
	return world.scheduledEvents.filter((event) => {
		const isOver =
			event.status >= status.completed || (event.status === status.active && event.endsAt <= now);
		return event.guildId === guildId && !isOver;
	});
}

function find(world: World, { param }: RestRequest): ScheduledEvent {
	const { id: guildId } = world.guild(param('guild'));
	const found = world.scheduledEvents.find(
		(event) => event.guildId === guildId && event.id === param('event'),
	);
	if (found === undefined) throw unknownEvent();
	return found;
}

/** Own events need Create Events, those of others Manage Events. */
function requireRight(world: World, guildId: string, event?: ScheduledEvent): void {
	const held = memberPermissions(world.guild(guildId), world.bot.id);
	const isOwn = event === undefined || event.creatorId === world.bot.id;
	const enough = allows(held, Permission.ManageEvents) || (isOwn && allows(held, Permission.CreateEvents));
	if (!enough) throw missingPermissions();
}

function list(world: World, { param }: RestRequest): RestAnswer {
	const guild = world.guild(param('guild'));
	return ok(open(world, guild.id).map((event) => wire(world, event)));
}

const form = z.object({
	name: text(1, 100),
	description: text(0, 1000).nullish(),
	scheduled_start_time: moment,
	scheduled_end_time: moment.nullish(),
	privacy_level: z.literal(2),
	entity_type: z.union([z.literal(1), z.literal(2), z.literal(external)]),
	entity_metadata: z.object({ location: optional(text(1, 100)) }).nullish(),
});

function make(world: World, { param, body }: RestRequest): RestAnswer {
	const guild = world.guild(param('guild'));
	requireRight(world, guild.id);
	const given = parseForm(form, body ?? {});
	const where = given.entity_metadata?.location;
	if (given.entity_type !== external) refuse('entity_type', 'Only external events are known here.');
	if (where === undefined) refuse('entity_metadata', 'This field is required');
	if (given.scheduled_end_time === undefined || given.scheduled_end_time === null)
		refuse('scheduled_end_time', 'This field is required');
	if (open(world, guild.id).length >= most) throw tooMany();
	const event: ScheduledEvent = {
		id: world.newId(),
		guildId: guild.id,
		creatorId: world.bot.id,
		name: given.name,
		description: given.description ?? null,
		startsAt: Date.parse(given.scheduled_start_time),
		endsAt: Date.parse(given.scheduled_end_time ?? ''),
		location: where,
		status: status.scheduled,
	};
	checkTimes(world, event);
	world.scheduledEvents.push(event);
	return ok(tell(world, 'GUILD_SCHEDULED_EVENT_CREATE', event));
}

function change(world: World, request: RestRequest): RestAnswer {
	const event = find(world, request);
	requireRight(world, event.guildId, event);
	const given = parseForm(
		form.partial().extend({ status: optional(z.int().min(1).max(4)) }),
		request.body ?? {},
	);
	if (event.status >= status.completed) throw finished();
	const next: ScheduledEvent = {
		...event,
		name: given.name ?? event.name,
		description: given.description === undefined ? event.description : given.description,
		startsAt:
			given.scheduled_start_time === undefined ? event.startsAt : Date.parse(given.scheduled_start_time),
		endsAt:
			typeof given.scheduled_end_time === 'string' ? Date.parse(given.scheduled_end_time) : event.endsAt,
		location: given.entity_metadata?.location ?? event.location,
	};
	if (given.scheduled_start_time !== undefined || given.scheduled_end_time !== undefined) {
		if (event.status === status.active && next.startsAt !== event.startsAt)
			refuse('scheduled_start_time', 'Cannot update start time of an active event.');
		if (event.status === status.scheduled) checkTimes(world, next);
	}
	if (given.status !== undefined && given.status !== event.status) {
		const allowed =
			event.status === status.scheduled ? [status.active, status.canceled] : ([status.completed] as number[]);
		if (!(allowed as number[]).includes(given.status))
			refuse('status', 'Invalid Guild Scheduled Event Status Transition');
		next.status = given.status;
	}
	Object.assign(event, next);
	return ok(tell(world, 'GUILD_SCHEDULED_EVENT_UPDATE', event));
}

function remove(world: World, request: RestRequest): RestAnswer {
	const event = find(world, request);
	requireRight(world, event.guildId, event);
	world.scheduledEvents.splice(world.scheduledEvents.indexOf(event), 1);
	tell(world, 'GUILD_SCHEDULED_EVENT_DELETE', event);
	return noContent;
}

function checkTimes(world: World, { startsAt, endsAt }: ScheduledEvent): void {
	if (startsAt <= world.clock.now())
		refuse(
			'scheduled_start_time',
			'Cannot schedule event in the past.',
			'GUILD_SCHEDULED_EVENT_SCHEDULE_PAST',
		);
	if (endsAt <= startsAt) refuse('scheduled_end_time', 'Event must end after it starts.');
}

function refuse(path: string, message: string, code = 'BASE_TYPE_INVALID'): never {
	throw invalidForm([{ path: [path], code, message }]);
}

function tell(world: World, event: string, scheduled: ScheduledEvent): unknown {
	const data = wire(world, scheduled);
	world.dispatches.tell({ event, data, intent: 1 << 16 });
	return data;
}

function wire(world: World, event: ScheduledEvent) {
	return {
		id: event.id,
		guild_id: event.guildId,
		channel_id: null,
		creator_id: event.creatorId,
		creator: { id: world.bot.id, username: world.bot.username },
		name: event.name,
		description: event.description,
		scheduled_start_time: new Date(event.startsAt).toISOString(),
		scheduled_end_time: new Date(event.endsAt).toISOString(),
		privacy_level: 2,
		status: event.status,
		entity_type: external,
		entity_id: null,
		entity_metadata: { location: event.location },
		user_count: 0,
		image: null,
	};
}
