import { type SimulatedAzuraCast, startSimulatedAzuraCast } from '#demo/azuracast/simulated-azuracast.ts';
import type { Actor, LoopbackDiscord } from '#demo/discord/loopback-discord.ts';
import { spoilRadios } from './spoil-radios.ts';
import { addPeople } from './stage.ts';
import type { ToldSongs } from './told-songs.ts';
import { openWideStage, type ShownStation, type WideStage } from './wide-stage.ts';

export const soakSize = { radioServers: 5, stations: 10, guilds: 2, people: 20 } as const;

/** Stations whose songs change and are told, and beside them people who use the commands of two more. */
export interface SoakStage extends WideStage {
	/** By Discord server. */
	people: readonly (readonly Actor[])[];
	/** Begins the next song of a station. */
	changeSong(station: ShownStation): void;
}

/** `told` counts what becomes of each song in the channels of its station. One answer in twenty of the two stations is spoiled. */
export async function openSoakStage(told: ToldSongs): Promise<SoakStage> {
	const radio = await startSimulatedAzuraCast();
	spoilRadios([radio]);
	const people: Actor[][] = [];
	const wide = await openWideStage({
		...soakSize,
		cards: 2,
		second: 'feed',
		declareMore: (discord) => Array.from({ length: soakSize.guilds }, () => declare(discord, radio, people)),
	});
	const unhear = wide.discord.onEvent((event) => {
		if (event.kind !== 'message-created' && event.kind !== 'message-updated') return;
		const { channel_id: channelId, components } = event.message;
		const text = JSON.stringify(components);
		if (event.kind === 'message-created') told.posted(channelId, text, performance.now());
		else told.edited(channelId, text, performance.now());
	});
	return {
		...wide,
		people,
		changeSong: ({ radio: from, shortName, channelIds }) => {
			const now = performance.now();
			const title = from.changeSong(shortName);
			for (const channelId of channelIds) told.began(channelId, title, now);
		},
		close: async () => {
			unhear();
			await radio.close();
			await wide.close();
		},
	};
}

function declare(discord: LoopbackDiscord, radio: SimulatedAzuraCast, people: Actor[][]) {
	const guild = discord.addGuild({ name: 'People', channels: [{ name: 'general' }] });
	people.push(addPeople(discord, guild, soakSize.people));
	return {
		guildId: guild.id,
		name: 'Lanternlight FM',
		backend: 'azuracast',
		url: radio.url,
		station: 'lanternlight',
		keys: { station: radio.keys.station },
	};
}

/** What goes wrong now and then, in turn. */
export function troubles({ discord, radios }: WideStage): readonly (() => void)[] {
	const path = /^\/channels\/\d+\/messages/;
	let server = 0;
	return [
		() => radios[server++ % radios.length]?.cut(),
		// As JSON: a page of something else keeps the bot from all sending for a while, on purpose.
		() => discord.faults.add({ path, status: 500, times: 3 }),
		() => discord.gateway.drop(4000),
		() => discord.faults.add({ path, delayMs: 1_500, times: 5 }),
		() => discord.faults.add({ path, closeSocket: true, afterwards: true, times: 2 }),
		() => discord.gateway.reconnectRequest(),
	];
}
