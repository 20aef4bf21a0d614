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
import type { LoopbackMessage } from '#demo/discord/loopback-discord.ts';
import { type Act, type LoopbackDiscord, startLoopbackDiscord } from '#demo/discord/loopback-discord.ts';
import { textOf } from '#demo/discord/read-message.ts';
import { ManualClock } from '#demo/manual-clock.ts';
import { startBot } from '#src/bot.ts';

/** A station as a test declares it; what is left out is as on the public station with both keys. */
export interface TestStation {
	name?: string;
	station?: string;
	url?: string;
	keys?: { admin?: string; station?: string };
	roles?: { dj?: string[]; manager?: string[]; admin?: string[] };
	channels?: Record<string, string>;
}

export interface TestApp {
	clock: ManualClock;
	discord: LoopbackDiscord;
	radio: SimulatedAzuraCast;
	/** A channel bound to nothing. */
	channelId: string;
	requestsChannelId: string;
	/** Acts as one of the four persons, or as the German listener. */
	as(person: PersonName): { guildId: string; channelId: string; userId: string };
	/** Runs a command and gives what the person finally sees. */
	run(person: PersonName, command: string, options?: Record<string, string>): Promise<Seen>;
	press(person: PersonName, seen: LoopbackMessage, customId: string): Promise<Seen>;
	/** What the bot asked the radio server since the last call of this. */
	calls(): string[];
	/** Every log line so far, as one text. */
	log(): string;
	webUrl: string;
	close(): Promise<void>;
}

export interface Seen {
	message: LoopbackMessage;
	text: string;
	/** Only this person sees it. */
	isPrivate: boolean;
	act: Act;
}

export type PersonName = 'listener' | 'dj' | 'manager' | 'admin' | 'german';

const guildId = '100000000000000001';
const roles = { dj: '2001', manager: '2002', admin: '2003' };

/** The whole bot between a loopback Discord and a simulated AzuraCast, with time in the test's hands. */
export async function startTestApp(
	options: { stations?: TestStation[]; radio?: SimulationOptions; guildLocale?: string } = {},
): Promise<TestApp> {
	const clock = new ManualClock();
	const discord = await startLoopbackDiscord({ clock });
	const radio = await startSimulatedAzuraCast({ clock, ...options.radio });
	const general = '300000000000000001';
	const requests = '300000000000000002';
	discord.addGuild({
		id: guildId,
		name: 'Test server',
		locale: options.guildLocale ?? 'en-US',
		roles: [
			{ id: roles.dj, name: 'DJ' },
			{ id: roles.manager, name: 'Manager' },
			{ id: roles.admin, name: 'Admin' },
		],
		channels: [
			{ id: general, name: 'general' },
			{ id: requests, name: 'requests' },
		],
	});
	const people = {
		listener: discord.addMember(guildId, { username: 'lina', locale: 'en-US' }),
		dj: discord.addMember(guildId, { username: 'dario', roles: [roles.dj], locale: 'en-US' }),
		manager: discord.addMember(guildId, { username: 'mo', roles: [roles.manager], locale: 'en-US' }),
		admin: discord.addMember(guildId, { username: 'ada', roles: [roles.admin], locale: 'en-US' }),
		german: discord.addMember(guildId, { username: 'gerda', locale: 'de' }),
	};
	const folder = await mkdtemp(path.join(tmpdir(), 'airdeck-test-'));
	const stationsFile = path.join(folder, 'stations.json');
	const stations = (options.stations ?? [{}]).map((station) => ({
		guildId,
		name: station.name ?? 'Lanternlight FM',
		backend: 'azuracast',
		url: station.url ?? radio.url,
		station: station.station ?? 'lanternlight',
		keys: station.keys ?? { admin: radio.keys.admin, station: radio.keys.station },
		roles: station.roles ?? { dj: [roles.dj], manager: [roles.manager], admin: [roles.admin] },
		channels: station.channels ?? {},
	}));
	await writeFile(stationsFile, JSON.stringify({ stations }));
	const settings = loadSettings(
		{
			DISCORD_TOKEN: discord.token,
			DISCORD_API_URL: discord.apiUrl,
			STATIONS_FILE: stationsFile,
			DATA_DIR: folder,
			HTTP_PORT: '18080',
		},
		folder,
	);
	const lines: string[] = [];
	const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) });
	if (settings.token === undefined) throw new Error('The settings of the test hold no token');
	const refused = (reason: Error) => {
		throw reason;
	};
	// Port 0 turns the web server off in the settings, so that tests ask for any free one behind their back.
	const http = { host: '127.0.0.1', port: 0 };
	const bot = await startBot({
		settings: { ...settings, http },
		token: settings.token,
		version: '0.1.0',
		clock,
		log,
		onRefused: refused,
	});

	const as = (person: PersonName) => ({ guildId, channelId: general, userId: people[person].id });
	const see = async (act: Act): Promise<Seen> => {
		const answer = await act.answer();
		if (answer.kind === 'modal') throw new Error('A form opened where a message was expected');
		const { message } = answer;
		return { message, text: textOf(message), isPrivate: message.ephemeralFor !== undefined, act };
	};
	let told = radio.requests.length;
	return {
		clock,
		discord,
		radio,
		channelId: general,
		requestsChannelId: requests,
		as,
		run: (person, command, given = {}) => see(discord.command(as(person), command, given)),
		press: (person, message, customId) => see(discord.press(as(person), message.id, customId)),
		calls: () => {
			const news = radio.requests.slice(told).map((call) => `${call.method} ${call.path} (${call.key})`);
			told = radio.requests.length;
			return news;
		},
		log: () => lines.join(''),
		webUrl: bot.webUrl ?? '',
		close: async () => {
			await bot.close();
			await radio.close();
			await discord.close();
			await rm(folder, { recursive: true, force: true });
		},
	};
}
