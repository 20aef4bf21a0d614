import {
	allPermissions,
	everyonePermissions,
	invitedBotPermissions,
	joinPermissions,
} from './permissions.ts';
import { botOverwrite, giveRoles } from './rearrange.ts';
import { wireGuildCreate, wireMember } from './wire-objects.ts';
import type { Channel, Guild, Member, Overwrite, Role, World } from './world.ts';

export interface NewGuild {
	id?: string;
	name: string;
	/** The server's preferred language, `en-US` unless told otherwise. */
	locale?: string;
	/** The largest file somebody may send, in bytes: 10 MiB unless told otherwise, more in a boosted server. */
	maxFileBytes?: number;
	/** Somebody outside unless told otherwise: the owner may do everything. */
	ownerId?: string;
	/** What the bot was invited with; {@link invitedBotPermissions} unless told otherwise. */
	botPermissions?: bigint;
	/** When the bot joined, in milliseconds since 1970; now unless told otherwise. */
	joinedAt?: number;
	/** Discord has trouble with it just when the bot joins: it says no more than that it is there. */
	unavailable?: boolean;
	/** The name of the channel in which Discord itself writes who has joined. */
	systemChannel?: string;
	/** Names of its own emojis. */
	emojis?: readonly string[];
	roles?: { id?: string; name: string; permissions?: bigint | string; color?: number }[];
	channels?: {
		id?: string;
		name: string;
		type?: number;
		topic?: string;
		/** The bot's effective rights there; without it, what it got when it was invited. */
		botPermissions?: bigint;
		/** What roles (or @everyone, by the server's id) and members may do otherwise there. */
		overwrites?: { id: string; kind: 'role' | 'member'; allow?: bigint; deny?: bigint }[];
	}[];
}

export interface NewMember {
	id?: string;
	username: string;
	displayName?: string;
	/** Role ids. */
	roles?: string[];
	/** Rights beside those of the roles. */
	permissions?: bigint;
	/** The language of this person's client, `en-US` unless told otherwise. */
	locale?: string;
}

export interface LoopbackGuild {
	readonly id: string;
	readonly name: string;
	readonly locale: string;
	readonly ownerId: string;
	readonly roles: readonly Role[];
	readonly channels: readonly Channel[];
	/** The id of the channel with this name; throws when there is none. */
	channelId(name: string): string;
	/** The id of the role with this name; throws when there is none. */
	roleId(name: string): string;
}

export interface LoopbackMember {
	readonly id: string;
	readonly guildId: string;
	readonly username: string;
	readonly displayName: string;
	readonly locale: string;
	readonly roles: readonly string[];
}

const GUILDS = 1;
const GUILD_MEMBERS = 1 << 1;

/** Makes a server with the bot in it; a connected bot hears of it at once. */
export function addGuild(world: World, given: NewGuild): LoopbackGuild {
	const id = given.id ?? world.newId();
	if (world.guilds.has(id)) throw new Error(`There is a server ${id} already`);
	const joinedAt = given.joinedAt === undefined ? world.timestamp() : new Date(given.joinedAt).toISOString();
	const everyone = role(id, '@everyone', everyonePermissions, 0);
	const roles = (given.roles ?? []).map((one, index) =>
		role(one.id ?? world.newId(), one.name, BigInt(one.permissions ?? 0n), index + 1, one.color),
	);
	const botRole = {
		...role(
			world.newId(),
			world.bot.displayName,
			given.botPermissions ?? invitedBotPermissions,
			roles.length + 1,
		),
		managed: true,
	};
	const guild: Guild = {
		id,
		name: given.name,
		locale: given.locale ?? 'en-US',
		ownerId: given.ownerId ?? world.newId(),
		joinedAt,
		...(given.maxFileBytes !== undefined && { maxFileBytes: given.maxFileBytes }),
		roles: [everyone, ...roles, botRole],
		channels: (given.channels ?? [{ name: 'general' }]).map((one, position) => ({
			id: one.id ?? world.newId(),
			name: one.name,
			type: one.type ?? 0,
			topic: one.topic ?? null,
			position,
			guildId: id,
			overwrites: overwritesOf(world, one),
		})),
		...(given.emojis !== undefined && { emojis: given.emojis.map((name) => ({ id: world.newId(), name })) }),
		members: new Map(),
	};
	guild.members.set(world.bot.id, {
		user: world.bot,
		roles: [botRole.id],
		permissions: 0n,
		locale: 'en-US',
		joinedAt,
	});
	world.guilds.set(id, guild);
	for (const channel of guild.channels) world.channels.set(channel.id, channel);
	if (given.systemChannel !== undefined)
		guild.systemChannelId = findNamed(guild.channels, given.systemChannel, 'channel');
	if (given.unavailable === true) guild.unavailable = true;
	const data = guild.unavailable ? { id, unavailable: true } : wireGuildCreate(world, guild, false);
	world.dispatches.tell({ event: 'GUILD_CREATE', data, intent: GUILDS });
	return {
		id,
		name: guild.name,
		locale: guild.locale,
		ownerId: guild.ownerId,
		roles: guild.roles,
		channels: guild.channels,
		channelId: (name) => findNamed(guild.channels, name, 'channel'),
		roleId: (name) => findNamed(guild.roles, name, 'role'),
	};
}

/** Takes the bot out of a server, as when somebody kicks it. */
export function removeGuild(world: World, guildId: string): void {
	const guild = world.guild(guildId);
	world.guilds.delete(guildId);
	world.commands.delete(guildId);
	for (const channel of guild.channels) world.channels.delete(channel.id);
	world.dispatches.tell({ event: 'GUILD_DELETE', data: { id: guildId }, intent: GUILDS });
}

/** Begins or ends an outage of one server, as Discord has them: it is gone for bots, who stay in it. */
export function setAvailable(world: World, guildId: string, isAvailable: boolean): void {
	const guild = world.guild(guildId);
	guild.unavailable = !isAvailable;
	world.dispatches.tell(
		isAvailable
			? { event: 'GUILD_CREATE', data: wireGuildCreate(world, guild, false), intent: GUILDS }
			: { event: 'GUILD_DELETE', data: { id: guildId, unavailable: true }, intent: GUILDS },
	);
}

export function addMember(world: World, guildId: string, given: NewMember): LoopbackMember {
	const guild = world.guild(guildId);
	const id = given.id ?? world.newId();
	const known = world.users.get(id);
	const user = known ?? {
		id,
		username: given.username,
		displayName: given.displayName ?? given.username,
		bot: false,
	};
	world.users.set(id, user);
	const member: Member = {
		user,
		roles: knownRoles(guild, given.roles ?? []),
		permissions: given.permissions ?? 0n,
		locale: given.locale ?? 'en-US',
		joinedAt: world.timestamp(),
	};
	guild.members.set(id, member);
	const data = { ...wireMember(member), guild_id: guildId };
	world.dispatches.tell({ event: 'GUILD_MEMBER_ADD', data, intent: GUILD_MEMBERS });
	return {
		id,
		guildId,
		username: user.username,
		displayName: user.displayName,
		locale: member.locale,
		// Read when asked: roles come and go.
		get roles() {
			return member.roles;
		},
	};
}

export function setMemberRoles(world: World, guildId: string, userId: string, roles: string[]): void {
	const guild = world.guild(guildId);
	giveRoles(world, guild, userId, knownRoles(guild, roles));
}

function overwritesOf(world: World, given: NonNullable<NewGuild['channels']>[number]): Overwrite[] {
	const { botPermissions, overwrites = [] } = given;
	const own =
		botPermissions === undefined
			? []
			: botOverwrite(world, { allow: joinPermissions([botPermissions]), deny: allPermissions });
	return [...overwrites.map((one) => ({ allow: 0n, deny: 0n, ...one })), ...own];
}

function knownRoles(guild: Guild, ids: string[]): string[] {
	const strange = ids.find((id) => !guild.roles.some((one) => one.id === id));
	if (strange !== undefined) throw new Error(`The server ${guild.name} has no role ${strange}`);
	return [...ids];
}

function role(id: string, name: string, permissions: bigint, position: number, color = 0): Role {
	return { id, name, permissions, position, color, managed: false };
}

function findNamed(all: { id: string; name: string }[], name: string, kind: string): string {
	const found = all.find((one) => one.name === name);
	if (found === undefined) throw new Error(`There is no ${kind} named ${name}`);
	return found.id;
}
