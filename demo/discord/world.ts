import { randomBytes } from 'node:crypto';
import type { Clock } from '#src/clock.ts';
import type { Interaction, ShownModal } from './interaction.ts';
import { Listeners } from './listeners.ts';
import type { LoopbackMessage, StoredAttachment } from './loopback-message.ts';
import { unknownChannel, unknownGuild } from './rest/discord-error.ts';
import type { RegisteredCommand } from './rules/command-schema.ts';
import { createSnowflakes } from './snowflakes.ts';

export interface User {
	id: string;
	username: string;
	displayName: string;
	bot: boolean;
}

export interface Role {
	id: string;
	name: string;
	permissions: bigint;
	color: number;
	position: number;
	managed: boolean;
}

/** What a role (or @everyone, by the server's id) or one member may do otherwise in one channel. */
export interface Overwrite {
	/** Of the role or the user. */
	id: string;
	kind: 'role' | 'member';
	allow: bigint;
	deny: bigint;
}

export interface Channel {
	id: string;
	name: string;
	/** 0 text, 1 direct message, 2 voice, 4 category, 5 announcements, … */
	type: number;
	topic: string | null;
	/** What a voice channel says beside its name. */
	status?: string;
	/** When its name or topic was changed lately, milliseconds since 1970: Discord takes two changes in ten minutes. */
	changedAt?: readonly number[];
	position: number;
	guildId?: string;
	recipientId?: string;
	overwrites: Overwrite[];
}

export interface Member {
	user: User;
	roles: string[];
	/** Rights beside those of the roles. */
	permissions: bigint;
	locale: string;
	joinedAt: string;
}

export interface Guild {
	id: string;
	name: string;
	locale: string;
	ownerId: string;
	/** When the bot joined. */
	joinedAt: string;
	/** Discord has trouble with it: bots are told that it is there and no more. */
	unavailable?: boolean;
	/** Where Discord itself writes who has joined, if anywhere. */
	systemChannelId?: string;
	/** The largest file somebody may send here; Discord's 10 MiB if not set. */
	maxFileBytes?: number;
	roles: Role[];
	channels: Channel[];
	/** The server's own, which everybody there may use. */
	emojis?: readonly { id: string; name: string }[];
	members: Map<string, Member>;
}

/** Something that takes place in a server at a time, outside of its channels. */
export interface ScheduledEvent {
	id: string;
	guildId: string;
	creatorId: string;
	name: string;
	description: string | null;
	/** Milliseconds since 1970. */
	startsAt: number;
	endsAt: number;
	location: string;
	/** 1 scheduled, 2 active, 3 completed, 4 canceled. */
	status: number;
}

/** What a browser page, or a test, may want to hear of; `viewer` is set when only that person sees it. */
export type LoopbackEvent =
	| { kind: 'message-created' | 'message-updated'; message: LoopbackMessage; viewer?: string }
	| { kind: 'message-deleted'; channelId: string; messageId: string; viewer?: string }
	| { kind: 'modal-shown'; viewer: string; channelId: string; modal: ShownModal }
	| { kind: 'commands-changed'; guildId?: string }
	/** Roles, channels or their rights are not what they were. */
	| { kind: 'guild-changed'; guildId: string }
	| { kind: 'typing'; channelId: string }
	| {
			kind: 'interaction-failed';
			interactionId: string;
			viewer: string;
			channelId: string;
			reason: string;
	  };

/** A gateway event and the intent (0: none) a bot needs to hear it. */
export interface Dispatch {
	event: string;
	data: unknown;
	intent: number;
}

export interface StoredFile {
	bytes: Uint8Array;
	contentType: string;
}

/** Everything this Discord knows. The parts around it change it; this holds it and spreads the word. */
export class World {
	readonly clock: Clock;
	readonly token: string;
	readonly applicationId: string;
	readonly bot: User;
	readonly newId: () => string;
	readonly guilds = new Map<string, Guild>();
	readonly channels = new Map<string, Channel>();
	readonly users = new Map<string, User>();
	readonly messages = new Map<string, LoopbackMessage>();
	readonly interactions = new Map<string, Interaction>();
	readonly interactionsByToken = new Map<string, Interaction>();
	/** Commands by place: a guild's id, or `global`. */
	readonly commands = new Map<string, RegisteredCommand[]>();
	readonly scheduledEvents: ScheduledEvent[] = [];
	readonly files = new Map<string, StoredFile>();
	/** What people gave with options and forms, oldest first; no message takes these files along when it goes. */
	readonly handedIn: StoredAttachment[] = [];
	readonly events = new Listeners<LoopbackEvent>();
	readonly dispatches = new Listeners<Dispatch>();
	/** Told after every change that somebody might be waiting for. */
	readonly changes = new Listeners<void>();
	/** `http://127.0.0.1:PORT`, known once the server listens. */
	origin = '';
	/** Where files are said to lie instead: something between the bot and this. */
	filesOrigin: string | undefined;

	constructor(clock: Clock, given: { token?: string | undefined; applicationId?: string | undefined }) {
		this.clock = clock;
		this.newId = createSnowflakes(() => clock.now());
		this.applicationId = given.applicationId ?? this.newId();
		this.token = given.token ?? createBotToken(this.applicationId);
		this.bot = { id: this.applicationId, username: 'Airdeck', displayName: 'Airdeck', bot: true };
		this.users.set(this.bot.id, this.bot);
	}

	/** The time now as Discord writes it. */
	timestamp(): string {
		return new Date(this.clock.now()).toISOString();
	}

	channel(id: string): Channel {
		const channel = this.channels.get(id);
		if (channel === undefined) throw unknownChannel();
		return channel;
	}

	guild(id: string): Guild {
		const guild = this.guilds.get(id);
		if (guild === undefined) throw unknownGuild();
		return guild;
	}

	commandsAt(place: string): RegisteredCommand[] {
		return this.commands.get(place) ?? [];
	}

	emit(event: LoopbackEvent): void {
		this.events.tell(event);
		this.changes.tell();
	}
}

/** The shape of a real token: the id in base64, a time, a signature. */
function createBotToken(applicationId: string): string {
	const id = Buffer.from(applicationId).toString('base64url');
	return `${id}.${randomBytes(5).toString('base64url').slice(0, 6)}.${randomBytes(29).toString('base64url').slice(0, 38)}`;
}
