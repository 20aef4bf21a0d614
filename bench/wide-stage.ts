import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { loadSettings } from '#config/settings.ts';
import { type LoopbackDiscord, startLoopbackDiscord } from '#demo/discord/loopback-discord.ts';
import { declarations } from '#src/backends/registry.ts';
import type { Post } from '#src/posts/post.ts';
import { GuildDocuments } from '#src/store/guild-documents.ts';
import { openStore } from '#src/store/open-store.ts';
import { type LightRadio, startLightRadio } from './light-radio.ts';

export interface WideStageSize {
	radioServers: number;
	/** For each of them. */
	stations: number;
	/** For each station, in a channel each: the first comes with the station, the second is one that somebody made. */
	cards: 1 | 2;
	/** What the second one is: a card as well if not given, or a message for each song. */
	second?: 'card' | 'feed';
	/** Stations beside them, on Discord servers of their own. */
	declareMore?: (discord: LoopbackDiscord) => Record<string, unknown>[];
}

/** One station, and the channels that show it. */
export interface ShownStation {
	radio: LightRadio;
	shortName: string;
	channelIds: readonly string[];
}

/** Many stations of many radio servers, on as many Discord servers as it takes, each shown by cards. */
export interface WideStage {
	discord: LoopbackDiscord;
	radios: readonly LightRadio[];
	/** Neighbours are on different radio servers. */
	stations: readonly ShownStation[];
	folder: string;
	environment: Record<string, string>;
	/** Resolves once every card stands and every station is followed. */
	settled(patienceMs: number): Promise<void>;
	close(): Promise<void>;
}

const mostPerGuild = 25;
const lookEveryMs = 100;
/** So long without a call to Discord: nothing of the start is under way any more. */
const quietMs = 5_000;

export async function openWideStage(size: WideStageSize): Promise<WideStage> {
	const discord = await startLoopbackDiscord();
	const radios = await Promise.all(
		Array.from({ length: size.radioServers }, (_, server) =>
			startLightRadio(Array.from({ length: size.stations }, (__, index) => `s${server}n${index}`)),
		),
	);
	const places = Array.from({ length: size.stations }, (_, index) =>
		radios.map((radio) => ({ radio, shortName: radio.shortNames[index] ?? '' })),
	).flat();
	const declared: Record<string, unknown>[] = [];
	const stations: ShownStation[] = [];
	for (let first = 0; first < places.length; first += mostPerGuild) {
		const here = places.slice(first, first + mostPerGuild);
		const names = here.flatMap(({ shortName }) =>
			['first', 'second'].slice(0, size.cards).map((which) => `${shortName}-${which}`),
		);
		const guild = discord.addGuild({ name: `Bench ${first}`, channels: names.map((name) => ({ name })) });
		for (const { radio, shortName } of here) {
			const nowPlaying = guild.channelId(`${shortName}-first`);
			const second = size.cards === 2 ? [guild.channelId(`${shortName}-second`)] : [];
			stations.push({ radio, shortName, channelIds: [nowPlaying, ...second] });
			declared.push({
				guildId: guild.id,
				name: `Station ${shortName}`,
				backend: 'azuracast',
				url: radio.url,
				station: shortName,
				keys: {},
				channels: { nowPlaying },
			});
		}
	}
	declared.push(...(size.declareMore?.(discord) ?? []));
	const folder = await mkdtemp(path.join(tmpdir(), 'airdeck-bench-'));
	const stationsFile = path.join(folder, 'stations.json');
	await writeFile(stationsFile, JSON.stringify({ stations: declared }), { mode: 0o600 });
	const environment = {
		DISCORD_TOKEN: discord.token,
		DISCORD_API_URL: discord.apiUrl,
		STATIONS_FILE: stationsFile,
		DATA_DIR: folder,
		HTTP_PORT: '0',
	};
	if (size.cards === 2) await storeSecondPosts(environment, folder, stations, size.second ?? 'card');
	const standing = (ids: readonly string[]) => (size.second === 'feed' ? ids.slice(0, 1) : ids);
	const isSettled = () =>
		radios.every((radio) => radio.followed() === size.stations) &&
		stations.every(({ channelIds }) =>
			standing(channelIds).every((id) => discord.messages(id).length === 1),
		) &&
		Date.now() - (discord.requests.at(-1)?.at ?? 0) > quietMs;
	return {
		discord,
		radios,
		stations,
		folder,
		environment,
		settled: async (patienceMs) => {
			const until = Date.now() + patienceMs;
			while (!isSettled()) {
				if (Date.now() > until) throw new Error('Not every station was followed and shown in time');
				await pause(lookEveryMs);
			}
		},
		close: async () => {
			await Promise.all(radios.map((radio) => radio.close()));
			await discord.close();
			await rm(folder, { recursive: true, force: true });
		},
	};
}

/** As `/post add` stores them. */
async function storeSecondPosts(
	environment: Record<string, string>,
	folder: string,
	stations: readonly ShownStation[],
	kind: 'card' | 'feed',
): Promise<void> {
	const settings = loadSettings(environment, folder, declarations);
	const store = await openStore(settings.databaseUrl);
	const documents = new GuildDocuments(store);
	for (const [index, { id: stationId, guildId }] of settings.stations.slice(0, stations.length).entries()) {
		const channelId = stations[index]?.channelIds[1];
		if (channelId === undefined) throw new Error('A station has no second channel');
		const place = { id: index.toString(36).padStart(8, '0'), stationId, channelId };
		const post: Post =
			kind === 'card'
				? { ...place, kind, lastSongs: 5, everything: false, pin: false }
				: { ...place, kind, everything: false, everyMinutes: 0, quiet: null };
		await documents.update(guildId, (document) => ({ ...document, posts: [...document.posts, post] }));
	}
	await store.close();
}
