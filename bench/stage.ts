import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type SimulatedAzuraCast, startSimulatedAzuraCast } from '#demo/azuracast/simulated-azuracast.ts';
import { type Actor, type LoopbackDiscord, startLoopbackDiscord } from '#demo/discord/loopback-discord.ts';
import type { LoopbackGuild } from '#demo/discord/populate.ts';

/** One Discord server with one station, and an empty folder for the bot's data. */
export interface Stage {
	discord: LoopbackDiscord;
	radio: SimulatedAzuraCast;
	/** A listener in the only channel. */
	listener: Actor;
	/** The bot's working folder: no `.env` of anybody's lies there. */
	folder: string;
	/** The settings with which a bot comes here, as environment variables. */
	environment: Record<string, string>;
	/** Resolves once a bot has registered its commands, which it does after it connected. */
	commandsRegistered(): Promise<void>;
	close(): Promise<void>;
}

/** A loopback Discord and a simulated AzuraCast in this process; bots come as processes of their own. */
export async function openStage(): Promise<Stage> {
	const discord = await startLoopbackDiscord();
	const radio = await startSimulatedAzuraCast();
	const guild = discord.addGuild({ name: 'Bench', locale: 'en-US', channels: [{ name: 'general' }] });
	const member = discord.addMember(guild.id, { username: 'lina', locale: 'en-US' });
	const folder = await mkdtemp(path.join(tmpdir(), 'airdeck-bench-'));
	const stationsFile = path.join(folder, 'stations.json');
	const station = {
		guildId: guild.id,
		name: 'Lanternlight FM',
		backend: 'azuracast',
		url: radio.url,
		station: 'lanternlight',
		keys: { admin: radio.keys.admin, station: radio.keys.station },
		// Where the listener may upload.
		channels: { upload: guild.channelId('general') },
	};
	await writeFile(stationsFile, JSON.stringify({ stations: [station] }), { mode: 0o600 });
	return {
		discord,
		radio,
		listener: { guildId: guild.id, channelId: guild.channelId('general'), userId: member.id },
		folder,
		environment: botEnvironment(discord, folder, { STATIONS_FILE: stationsFile }),
		commandsRegistered: () => untilRegistered(discord),
		close: async () => {
			await radio.close();
			await discord.close();
			await rm(folder, { recursive: true, force: true });
		},
	};
}

/** Resolves once a bot has registered its commands, which it does after it connected. */
export function untilRegistered(discord: LoopbackDiscord): Promise<void> {
	return new Promise((resolve) => {
		const look = () => {
			if (discord.commands().length === 0) return;
			unhear();
			resolve();
		};
		const unhear = discord.onEvent(look);
		look();
	});
}

/** The settings of a bot on a stage: no more than it needs, without a page of its own. */
export function botEnvironment(
	{ token, apiUrl }: LoopbackDiscord,
	folder: string,
	more: Record<string, string>,
): Record<string, string> {
	return { DISCORD_TOKEN: token, DISCORD_API_URL: apiUrl, DATA_DIR: folder, HTTP_PORT: '0', ...more };
}

/** So many people in the general channel of a Discord server. */
export function addPeople(discord: LoopbackDiscord, guild: LoopbackGuild, count: number): Actor[] {
	const channelId = guild.channelId('general');
	return Array.from({ length: count }, (_, one) => {
		const { id: userId } = discord.addMember(guild.id, { username: `person${one}` });
		return { guildId: guild.id, channelId, userId };
	});
}
