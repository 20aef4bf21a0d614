import type { AddressInfo } from 'node:net';
import { type Clock, systemClock } from '#src/clock.ts';
import { Gateway } from './gateway/gateway.ts';
import type { Actor, Choice, ShownModal } from './interaction.ts';
import type { LoopbackMessage } from './loopback-message.ts';
import { removeMessage } from './messages.ts';
import type { Act } from './people/act.ts';
import { type OptionValues, offeredCommands } from './people/command-input.ts';
import type { ModalValues } from './people/modal-input.ts';
import { People } from './people/person.ts';
import {
	addGuild,
	addMember,
	type LoopbackGuild,
	type LoopbackMember,
	type NewGuild,
	type NewMember,
	removeGuild,
	setAvailable,
	setMemberRoles,
} from './populate.ts';
import {
	type ChannelRights,
	deleteChannel,
	deleteRole,
	setBotPermissions,
	setFileLimit,
	setLocale,
	setTopic,
} from './rearrange.ts';
import { applicationRoutes } from './rest/application-routes.ts';
import { callbackRoutes } from './rest/callback-routes.ts';
import { channelMessageRoutes } from './rest/channel-message-routes.ts';
import { channelRoutes } from './rest/channel-routes.ts';
import { commandRoutes } from './rest/command-routes.ts';
import { eventRoutes } from './rest/event-routes.ts';
import { type Fault, Faults } from './rest/faults.ts';
import { createRestServer, type LoggedRequest } from './rest/server.ts';
import { webhookRoutes } from './rest/webhook-routes.ts';
import type { RegisteredCommand } from './rules/command-schema.ts';
import { type Channel, type LoopbackEvent, type ScheduledEvent, World } from './world.ts';

export type { Actor, Choice, ShownModal } from './interaction.ts';
export type { LoopbackMessage } from './loopback-message.ts';
export type { Act } from './people/act.ts';
export type { OptionValues } from './people/command-input.ts';
export type { ModalValues } from './people/modal-input.ts';
export type { PersonFile } from './people/person-file.ts';
export type { LoopbackGuild, LoopbackMember } from './populate.ts';
export type { LoggedRequest } from './rest/server.ts';
export type { LoopbackEvent } from './world.ts';

export interface LoopbackOptions {
	/** Decides what is too late and how old things are; heartbeats run on real time. */
	clock?: Clock;
	/** 0, the default, takes any free port. */
	port?: number;
	token?: string;
	applicationId?: string;
	/** Real time between a bot's heartbeats; Discord's 41 250 ms unless told otherwise. */
	heartbeatMs?: number;
}

/** A Discord of our own on 127.0.0.1: what a bot and the people around it can do, and what Discord refuses them. */
export interface LoopbackDiscord {
	/** What discord.js takes as `rest.api`. */
	readonly apiUrl: string;
	readonly token: string;
	readonly applicationId: string;
	/** A server that is there before any bot was connected has had it for a week, unless told otherwise. */
	addGuild(guild: NewGuild): LoopbackGuild;
	/** Begins or ends an outage of one server. */
	setAvailable(guildId: string, isAvailable: boolean): void;
	removeGuild(guildId: string): void;
	addMember(guildId: string, member: NewMember): LoopbackMember;
	setMemberRoles(guildId: string, userId: string, roles: string[]): void;
	/** Deletes a role, which its members and the channels lose with it. */
	deleteRole(guildId: string, roleId: string): void;
	/** Deletes a channel and what was written there. */
	deleteChannel(channelId: string): void;
	/** A channel as it stands: with its topic, or its status. */
	channel(channelId: string): Readonly<Channel>;
	/** As a moderator would. */
	setTopic(channelId: string, topic: string): void;
	/** Gives the bot other rights in one channel than it has in the server; `{}` takes the difference back. */
	setBotPermissions(channelId: string, rights: ChannelRights): void;
	/** Sets how many bytes a file may have in a server, as boosts do; 10 MiB before. */
	setFileLimit(guildId: string, bytes: number): void;
	/** Gives a server another language, as its owner does. */
	setLocale(guildId: string, locale: string): void;
	command(by: Actor, name: string, options?: OptionValues): Act;
	autocomplete(by: Actor, name: string, options: OptionValues, focused: string): Promise<Choice[]>;
	press(by: Actor, messageId: string, customId: string): Act;
	select(by: Actor, messageId: string, customId: string, values: string[]): Act;
	submit(by: Actor, modal: ShownModal, values: ModalValues): Act;
	/** What that person sees in the channel, oldest first; without a person, what everybody sees. */
	messages(channelId: string, viewerUserId?: string): LoopbackMessage[];
	message(id: string): LoopbackMessage | undefined;
	/** As a moderator would. */
	deleteMessage(channelId: string, messageId: string): void;
	commands(): RegisteredCommand[];
	guildCommands(guildId: string): RegisteredCommand[];
	/** The commands Discord's client would show this person. */
	commandsFor(by: { guildId: string; userId: string }): RegisteredCommand[];
	readonly requests: LoggedRequest[];
	readonly faults: { add(fault: Fault): void; clear(): void };
	/** Where the bot is told to fetch files from now on, if not here: something in between. */
	filesOrigin: string | undefined;
	readonly gateway: Pick<
		Gateway,
		| 'sessions'
		| 'drop'
		| 'reconnectRequest'
		| 'invalidate'
		| 'stopAcks'
		| 'hastyCount'
		| 'identifyCount'
		| 'resumeCount'
		| 'rules'
		| 'faults'
		| 'refuseIdentifyWith'
		| 'presence'
		| 'publicUrl'
	>;
	/** The events of a server, also those that are over or called off. */
	scheduledEvents(guildId: string): ScheduledEvent[];
	/** As a moderator would. */
	deleteScheduledEvent(id: string): void;
	/** Returns the function that ends the listening. */
	onEvent(listener: (event: LoopbackEvent) => void): () => void;
	close(): Promise<void>;
}

export async function startLoopbackDiscord(options: LoopbackOptions = {}): Promise<LoopbackDiscord> {
	const { clock = systemClock, port = 0, token, applicationId, heartbeatMs = 41_250 } = options;
	const world = new World(clock, { token, applicationId });
	const requests: LoggedRequest[] = [];
	const faults = new Faults(clock);
	const routes = [
		...callbackRoutes(world),
		...webhookRoutes(world),
		...channelMessageRoutes(world),
		...channelRoutes(world),
		...commandRoutes(world),
		...eventRoutes(world),
	];
	const server = createRestServer({ world, routes, faults, requests });
	const gateway = new Gateway(world, server, heartbeatMs);
	routes.push(...applicationRoutes(world, gateway));
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', resolve);
	});
	world.origin = `http://127.0.0.1:${portOf(server.address())}`;
	const people = new People(world, requests);
	return {
		apiUrl: `${world.origin}/api`,
		token: world.token,
		applicationId: world.applicationId,
		addGuild: (guild) =>
			addGuild(world, { ...(gateway.identifyCount === 0 && { joinedAt: clock.now() - weekMs }), ...guild }),
		setAvailable: (guildId, isAvailable) => setAvailable(world, guildId, isAvailable),
		scheduledEvents: (guildId) => world.scheduledEvents.filter((event) => event.guildId === guildId),
		deleteScheduledEvent: (id) => {
			const place = world.scheduledEvents.findIndex((event) => event.id === id);
			if (place !== -1) world.scheduledEvents.splice(place, 1);
		},
		removeGuild: (guildId) => removeGuild(world, guildId),
		addMember: (guildId, member) => addMember(world, guildId, member),
		setMemberRoles: (guildId, userId, roles) => setMemberRoles(world, guildId, userId, roles),
		deleteRole: (guildId, roleId) => deleteRole(world, guildId, roleId),
		deleteChannel: (channelId) => deleteChannel(world, channelId),
		channel: (channelId) => world.channel(channelId),
		setTopic: (channelId, topic) => setTopic(world, channelId, topic),
		setBotPermissions: (channelId, rights) => setBotPermissions(world, channelId, rights),
		setFileLimit: (guildId, bytes) => setFileLimit(world, guildId, bytes),
		setLocale: (guildId, locale) => setLocale(world, guildId, locale),
		command: (by, name, values) => people.command(by, name, values),
		autocomplete: (by, name, values, focused) => people.autocomplete(by, name, values, focused),
		press: (by, messageId, customId) => people.press(by, messageId, customId),
		select: (by, messageId, customId, values) => people.select(by, messageId, customId, values),
		submit: (by, modal, values) => people.submit(by, modal, values),
		messages: (channelId, viewer) =>
			[...world.messages.values()].filter(
				(message) =>
					message.channel_id === channelId &&
					(message.ephemeralFor === undefined || message.ephemeralFor === viewer),
			),
		message: (id) => world.messages.get(id),
		deleteMessage: (channelId, messageId) => {
			const message = world.messages.get(messageId);
			if (message?.channel_id !== channelId)
				throw new Error(`There is no message ${messageId} in this channel`);
			removeMessage(world, message);
		},
		commands: () => world.commandsAt('global'),
		guildCommands: (guildId) => world.commandsAt(guildId),
		commandsFor: (by) => offeredCommands(world, by),
		requests,
		faults,
		get filesOrigin() {
			return world.filesOrigin;
		},
		set filesOrigin(origin) {
			world.filesOrigin = origin;
		},
		gateway,
		onEvent: (listener) => world.events.add(listener),
		close: () => {
			gateway.close();
			server.closeAllConnections();
			return new Promise((resolve, reject) => {
				server.close((error) => (error === undefined ? resolve() : reject(error)));
			});
		},
	};
}

const weekMs = 7 * 86_400_000;

function portOf(address: AddressInfo | string | null): number {
	if (address === null || typeof address === 'string') throw new Error('The loopback has no port');
	return address.port;
}
