import {
	type ChatInputCommandInteraction,
	Client,
	type ClientEvents,
	Events,
	GatewayIntentBits,
	type Interaction,
} from 'discord.js';
import { afterAll, afterEach } from 'vitest';
import {
	type Act,
	type Actor,
	type LoopbackDiscord,
	type LoopbackGuild,
	type LoopbackMember,
	type LoopbackMessage,
	type LoopbackOptions,
	startLoopbackDiscord,
} from '#demo/discord/loopback-discord.ts';

export interface Stage {
	discord: LoopbackDiscord;
	client: Client<true>;
	guild: LoopbackGuild;
	/** An ordinary member in the channel `general`. */
	mara: Actor;
	member: LoopbackMember;
	channelId: string;
}

interface StageOptions extends LoopbackOptions {
	/** What the bot does with every interaction. */
	handle?: (interaction: Interaction) => Promise<unknown>;
	commands?: Record<string, unknown>[];
	intents?: GatewayIntentBits[];
	/** The bot's rights in `general`. */
	botPermissions?: bigint;
}

const open: (() => Promise<void>)[] = [];

/** Call once in a test file: ends what each test of that file started. */
export function closeAfterEach(): void {
	afterEach(closeAll);
}

/** The same for a stage that all tests of a file share. */
export function closeAfterAll(): void {
	afterAll(closeAll);
}

async function closeAll(): Promise<void> {
	for (const close of open.splice(0).toReversed()) await close();
}

export async function openDiscord(options: LoopbackOptions = {}): Promise<LoopbackDiscord> {
	const discord = await startLoopbackDiscord(options);
	open.push(() => discord.close());
	return discord;
}

/** A discord.js client as the bot makes it, not logged in yet. */
export function createClient(discord: LoopbackDiscord, intents = [GatewayIntentBits.Guilds]): Client {
	const client = new Client({ intents, rest: { api: discord.apiUrl, timeout: 3000 } });
	// Refused sessions show as error events; a test that wants them listens itself.
	client.on(Events.Error, () => undefined);
	open.push(() => client.destroy());
	return client;
}

/** A loopback with one server and a connected discord.js client in it. */
export async function setStage(options: StageOptions = {}): Promise<Stage> {
	const { handle, commands = [], intents, botPermissions, ...rest } = options;
	const discord = await openDiscord(rest);
	const guild = discord.addGuild({
		name: 'Radio Club',
		locale: 'de',
		roles: [{ name: 'DJ', permissions: 0n }],
		channels: [
			{ name: 'general', ...(botPermissions !== undefined && { botPermissions }) },
			{ name: 'voice', type: 2 },
		],
	});
	const member = discord.addMember(guild.id, { username: 'mara', displayName: 'Mara', locale: 'fr' });
	const client = createClient(discord, intents);
	if (handle) client.on(Events.InteractionCreate, (interaction) => void handle(interaction));
	await login(client, discord);
	if (!client.isReady()) throw new Error('The client is not ready');
	if (commands.length > 0) {
		await client.rest.put(`/applications/${discord.applicationId}/commands`, { body: commands });
	}
	const channelId = guild.channelId('general');
	return {
		discord,
		client,
		guild,
		member,
		channelId,
		mara: { guildId: guild.id, channelId, userId: member.id },
	};
}

export async function login(client: Client, discord: LoopbackDiscord): Promise<void> {
	const ready = once(client, Events.ClientReady);
	await client.login(discord.token);
	await ready;
}

export function once<K extends keyof ClientEvents>(client: Client, event: K): Promise<ClientEvents[K]> {
	return new Promise((resolve) => {
		client.once(event, (...args) => resolve(args));
	});
}

/** Lets a person do something and hands over what reached the bot. */
export async function receive<T extends Act>(
	{ client }: Stage,
	doIt: () => T,
): Promise<{ act: T; interaction: Interaction }> {
	const arrived = once(client, Events.InteractionCreate);
	const act = doIt();
	const [interaction] = await arrived;
	return { act, interaction };
}

/** Mara runs a command without options; the bot has not answered yet. */
export async function receiveCommand(
	stage: Stage,
	name = 'nowplaying',
): Promise<{ act: Act; interaction: ChatInputCommandInteraction }> {
	const { act, interaction } = await receive(stage, () => stage.discord.command(stage.mara, name));
	if (!interaction.isChatInputCommand()) throw new Error('That was no command');
	return { act, interaction };
}

/** The message an act ended with. */
export async function messageOf(act: Act): Promise<LoopbackMessage> {
	const answer = await act.answer();
	if (answer.kind !== 'message') throw new Error(`The act ended with ${answer.kind}`);
	return answer.message;
}

/** What a call was refused with, as Discord's code. */
export async function codeOf(call: Promise<unknown>): Promise<unknown> {
	try {
		await call;
	} catch (error) {
		return typeof error === 'object' && error !== null && 'code' in error ? error.code : error;
	}
	return 'accepted';
}

export const slash = (name: string, options: unknown[] = []) => ({
	name,
	description: `The ${name} command`,
	options,
});
