import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type SimulatedAzuraCast, startSimulatedAzuraCast } from '#demo/azuracast/simulated-azuracast.ts';
import { type Actor, type LoopbackDiscord, startLoopbackDiscord } from '#demo/discord/loopback-discord.ts';
import { addPeople, botEnvironment, untilRegistered } from './stage.ts';

export interface StormStageSize {
	radioServers: number;
	/** Discord servers, with a station of one of the radio servers each. */
	guilds: number;
	/** On each of them. */
	people: number;
}

/** Many people on several Discord servers, and several radio servers that can do all that AzuraCast can. */
export interface StormStage {
	discord: LoopbackDiscord;
	radios: readonly SimulatedAzuraCast[];
	/** By Discord server. */
	people: readonly (readonly Actor[])[];
	folder: string;
	environment: Record<string, string>;
	/** Resolves once a bot has registered its commands. */
	commandsRegistered(): Promise<void>;
	close(): Promise<void>;
}

export async function openStormStage(size: StormStageSize): Promise<StormStage> {
	const discord = await startLoopbackDiscord();
	const radios = await Promise.all(
		Array.from({ length: size.radioServers }, (_, seed) => startSimulatedAzuraCast({ seed: seed + 1 })),
	);
	const people: Actor[][] = [];
	const stations: Record<string, unknown>[] = [];
	for (let index = 0; index < size.guilds; index++) {
		const guild = discord.addGuild({ name: `Storm ${index}`, channels: [{ name: 'general' }] });
		people.push(addPeople(discord, guild, size.people));
		const radio = radios[index % radios.length];
		if (radio === undefined) throw new Error('There is no radio server');
		stations.push({
			guildId: guild.id,
			name: 'Lanternlight FM',
			backend: 'azuracast',
			url: radio.url,
			station: 'lanternlight',
			keys: { station: radio.keys.station },
		});
	}
	const folder = await mkdtemp(path.join(tmpdir(), 'airdeck-bench-'));
	const stationsFile = path.join(folder, 'stations.json');
	await writeFile(stationsFile, JSON.stringify({ stations }), { mode: 0o600 });
	return {
		discord,
		radios,
		people,
		folder,
		environment: botEnvironment(discord, folder, { STATIONS_FILE: stationsFile }),
		commandsRegistered: () => untilRegistered(discord),
		close: async () => {
			await Promise.all(radios.map((radio) => radio.close()));
			await discord.close();
			await rm(folder, { recursive: true, force: true });
		},
	};
}
