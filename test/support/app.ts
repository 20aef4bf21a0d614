import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { loadSettings } from '#config/settings.ts';
import {
	type SimulatedAzuraCast,
	type SimulationOptions,
	startSimulatedAzuraCast,
} from '#demo/azuracast/simulated-azuracast.ts';
import { type LoopbackDiscord, startLoopbackDiscord } from '#demo/discord/loopback-discord.ts';
import { Permission } from '#demo/discord/permissions.ts';
import { ManualClock } from '#demo/manual-clock.ts';
import type { RadioSystemModule } from '#src/backends/radio-system.ts';
import { builtIn, declarations } from '#src/backends/registry.ts';
import { type Bot, startBot } from '#src/bot.ts';
import type { DiscordRefused } from '#src/discord/connect.ts';
import type { PaceLimits } from '#src/discord/pace.ts';
import type { BotOver } from '#src/stand-by.ts';
import { leaksInFolder } from './canaries.ts';
import { createPeople, type People } from './people.ts';
import { watchWire } from './wire-watch.ts';

export type { PersonName } from './people.ts';

/** A station as a test declares it; what is left out is as on the public station with both keys. */
export interface TestStation {
	guildId?: string;
	name?: string;
	backend?: string;
	station?: string | undefined;
	url?: string;
	keys?: { admin?: string; station?: string };
	roles?: { dj?: string[]; manager?: string[]; admin?: string[] };
	channels?: Record<string, string>;
}

export interface TestAppOptions {
	/** One public station if not given; a function gets to know the radio server's address and keys. */
	stations?: TestStation[] | ((radio: SimulatedAzuraCast) => TestStation[]);
	radio?: SimulationOptions;
	guildLocale?: string;
	/** 19:13:40 UTC on a Sunday if not given. */
	startAt?: number;
	/** Instead of a clock of its own: for servers that have to be there before the bot. */
	clock?: ManualClock;
	/** True: the bot hears by itself of what is on the air, as it does in life; otherwise it only asks when it has to. */
	live?: boolean;
	/** Users and roles whom messages may call; anybody else who is called fails the test. */
	mayPing?: readonly string[];
	/** Real time between the bot's heartbeats; as long as Discord's if not given. */
	heartbeatMs?: number;
	/** Other Discord servers and the like, before the bot comes. */
	prepare?: (discord: LoopbackDiscord) => void;
	/** The radio systems there are, instead of those that are built in. */
	modules?: readonly RadioSystemModule[];
	/** How fast people may go; as fast as they like if not given, since a test does in a moment what takes an hour in life. */
	pace?: PaceLimits;
	/** More settings, as environment variables. */
	environment?: Record<string, string>;
}

export interface TestApp extends People {
	clock: ManualClock;
	discord: LoopbackDiscord;
	radio: SimulatedAzuraCast;
	/** Where people act unless a test says otherwise. */
	channelId: string;
	requestsChannelId: string;
	/** What the bot asked the radio server since the last call of this: `GET /api/… (whose key)`. */
	calls(): string[];
	/** Every log line so far, as one text. */
	log(): string;
	/** Everything that the bot told Discord so far, as one text. */
	sent(): string;
	/** Where the bot keeps its files. */
	readonly dataDir: string;
	/** All that lies in the store, as one text. */
	stored(): string;
	readonly webUrl: string;
	/** For good: why Discord would not have the bot any longer. */
	readonly refusals: readonly (DiscordRefused | BotOver)[];
	/** Another process with the same settings and data takes the place of this one. */
	restart(): Promise<void>;
	/** Stops the bot alone. */
	stopBot(): Promise<void>;
	/** Stops everything; throws if the bot ever let out a secret, or a message that could ping somebody. */
	close(): Promise<void>;
}

export const guildId = '100000000000000001';
export const roles = { dj: '2001', manager: '2002', admin: '2003' };
export const channels = {
	general: '300000000000000001',
	requests: '300000000000000002',
	alerts: '300000000000000003',
	audit: '300000000000000004',
	upload: '300000000000000005',
	nowPlaying: '300000000000000006',
	voice: '300000000000000007',
};

/** The whole bot between a loopback Discord and a simulated AzuraCast, with time in the test's hands. */
export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
	const clock = options.clock ?? new ManualClock(options.startAt);
	const { heartbeatMs } = options;
	const discord = await startLoopbackDiscord(heartbeatMs === undefined ? { clock } : { clock, heartbeatMs });
	const radio = await startSimulatedAzuraCast({ clock, ...options.radio });
	options.prepare?.(discord);
	const people = populate(discord, options.guildLocale ?? 'en-US');
	const wire = watchWire(discord, options.mayPing);
	const folder = await mkdtemp(path.join(tmpdir(), 'airdeck-test-'));
	const { settings, token } = await declare(folder, discord, radio, options);
	const lines: string[] = [];
	const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) });
	const refusals: (DiscordRefused | BotOver)[] = [];
	const start = () =>
		startBot({
			// Port 0 turns the web server off in the settings, so that tests ask for any free one behind their back.
			settings: { ...settings, http: { host: '127.0.0.1', port: 0 } },
			token,
			version: '0.1.0',
			clock,
			log,
			live: options.live ?? false,
			pace: options.pace ?? { perPerson: 10_000, perGuild: 10_000, perServer: 10_000 },
			...(options.modules === undefined ? {} : { modules: options.modules }),
			onRefused: (reason) => refusals.push(reason),
			onOver: (reason) => refusals.push(reason),
		});
	let bot: Bot | undefined = await start();
	const stopBot = async () => {
		await bot?.close();
		bot = undefined;
	};

	const as: People['as'] = (person, channelId = channels.general) => ({
		guildId,
		channelId,
		userId: people[person].id,
	});
	let told = radio.requests.length;
	return {
		clock,
		discord,
		radio,
		channelId: channels.general,
		requestsChannelId: channels.requests,
		...createPeople(discord, clock, as),
		calls: () => {
			const news = radio.requests.slice(told).map((call) => `${call.method} ${call.path} (${call.key})`);
			told = radio.requests.length;
			return news;
		},
		log: () => lines.join(''),
		sent: () => wire.sent(),
		dataDir: folder,
		stored: () => readFileSync(path.join(folder, 'airdeck.sqlite'), 'latin1'),
		get webUrl() {
			return bot?.webUrl ?? '';
		},
		refusals,
		stopBot,
		restart: async () => {
			await stopBot();
			bot = await start();
		},
		close: async () => {
			const metrics = bot === undefined ? '' : await (await fetch(`${bot.webUrl ?? ''}/metrics`)).text();
			await stopBot();
			await radio.close();
			const files = await wire.files();
			await discord.close();
			const secrets = [discord.token, ...Object.values(radio.keys), ...sealingKey(folder)];
			const stored = leaksInFolder(folder, secrets);
			await rm(folder, { recursive: true, force: true });
			wire.check({ log: lines.join(''), metrics, files, stored }, secrets);
		},
	};
}

/** The key that the bot generated for itself. */
function sealingKey(folder: string): string[] {
	const file = path.join(folder, 'encryption.key');
	return existsSync(file) ? [readFileSync(file, 'utf8').trim()] : [];
}

function populate(discord: LoopbackDiscord, locale: string) {
	discord.addGuild({
		id: guildId,
		name: 'Test server',
		locale,
		roles: [
			{ id: roles.dj, name: 'DJ' },
			{ id: roles.manager, name: 'Manager' },
			{ id: roles.admin, name: 'Admin' },
		],
		channels: [
			{ id: channels.general, name: 'general' },
			{ id: channels.requests, name: 'requests' },
			{ id: channels.alerts, name: 'alerts' },
			{ id: channels.audit, name: 'audit' },
			{ id: channels.upload, name: 'upload' },
			{ id: channels.nowPlaying, name: 'now-playing' },
			{ id: channels.voice, name: 'Lounge', type: 2 },
		],
	});
	return {
		listener: discord.addMember(guildId, { username: 'lina', locale: 'en-US' }),
		dj: discord.addMember(guildId, { username: 'dario', roles: [roles.dj], locale: 'en-US' }),
		manager: discord.addMember(guildId, { username: 'mo', roles: [roles.manager], locale: 'en-US' }),
		admin: discord.addMember(guildId, { username: 'ada', roles: [roles.admin], locale: 'en-US' }),
		owner: discord.addMember(guildId, {
			username: 'olga',
			locale: 'en-US',
			permissions: Permission.ManageGuild,
		}),
		german: discord.addMember(guildId, { username: 'gerda', locale: 'de' }),
	};
}

async function declare(
	folder: string,
	discord: LoopbackDiscord,
	radio: SimulatedAzuraCast,
	{ stations: given = [{}], environment: more = {}, modules = builtIn }: TestAppOptions,
) {
	const stationsFile = path.join(folder, 'stations.json');
	const stations = (typeof given === 'function' ? given(radio) : given).map((station) => ({
		guildId,
		name: 'Lanternlight FM',
		backend: 'azuracast',
		url: radio.url,
		station: 'lanternlight',
		keys: { admin: radio.keys.admin, station: radio.keys.station },
		roles: { dj: [roles.dj], manager: [roles.manager], admin: [roles.admin] },
		channels: {},
		...station,
	}));
	await writeFile(stationsFile, JSON.stringify({ stations }));
	const environment = {
		DISCORD_TOKEN: discord.token,
		DISCORD_API_URL: discord.apiUrl,
		STATIONS_FILE: stationsFile,
		DATA_DIR: folder,
		HTTP_PORT: '18080',
		ALLOW_PRIVATE_NETWORKS: '127.0.0.0/8',
		// Tests count the calls of what they do; those that watch the samples turn them on.
		SERVER_SAMPLES: 'false',
		...more,
	};
	const settings = loadSettings(
		environment,
		folder,
		modules === builtIn ? declarations : modules.map(({ declaration }) => declaration),
	);
	if (settings.token === undefined) throw new Error('The settings of the test hold no token');
	return { settings, token: settings.token };
}
