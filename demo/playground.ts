import type { Clock } from '#src/clock.ts';
import { type SimulatedAzuraCast, startSimulatedAzuraCast } from './azuracast/simulated-azuracast.ts';
import { type LoopbackDiscord, startLoopbackDiscord } from './discord/loopback-discord.ts';
import { Gallery } from './gallery/gallery.ts';
import { type OtherRadio, startOtherRadios } from './other-radios.ts';
import { type PageServer, startPageServer } from './page-server/page-server.ts';
import { makeKeys } from './playground-keys.ts';
import { declareStations, populateGuilds, stationNames } from './playground-world.ts';
import type { StartBot } from './start-bot.ts';
import { TurnableClock } from './turnable-clock.ts';

/** A Discord, a radio server and a page to use them from, all on 127.0.0.1. The bot between them is started by the caller. */
export interface Playground {
	readonly discord: LoopbackDiscord;
	readonly radio: SimulatedAzuraCast;
	/** The time of all of them, to be turned on the page: the bot has to go by it too. */
	readonly clock: TurnableClock;
	/** Radio systems beside it, none of which is set up. */
	readonly others: readonly OtherRadio[];
	/** `http://127.0.0.1:PORT`. */
	readonly pageUrl: string;
	/** What the bot's settings need; `stations` has the form of the stations file. */
	readonly botSettings: { token: string; apiUrl: string; stations: unknown[] };
	close(): Promise<void>;
}

/** `log` takes what somebody who works on the bot wants to read, such as why an interaction got no answer. */
export interface PlaygroundOptions {
	clock: Clock;
	/** The page's port; 0 takes any free one. */
	port: number;
	/** In the library of the first station; as many as the simulation has by itself if not given. */
	songs?: number;
	/** Starts the gallery's own bot when somebody comes to see it; without, there is no gallery. */
	startBot?: StartBot;
	/** In the largest library of the gallery; as many as a card may have to tell of if not given. */
	gallerySongs?: number;
	log?: (line: string) => void;
}

/**
 * Heartbeats go by real time. At ten times the speed Discord's own 41 s would be seven minutes to the bot, which takes three
 * without a sign for the end of its connection.
 */
const heartbeatMs = 4_000;

const manySongs = 100_000;

/** Starts everything but the bot. Throws one sentence when the port is taken or the page cannot be built. */
export async function startPlayground(options: PlaygroundOptions): Promise<Playground> {
	const {
		port,
		songs,
		startBot,
		gallerySongs = manySongs,
		log = (line) => process.stderr.write(`${line}\n`),
	} = options;
	const clock = new TurnableClock(options.clock);
	const [discord, radio, others] = await Promise.all([
		startLoopbackDiscord({ clock, heartbeatMs }),
		startSimulatedAzuraCast({ clock, ...(songs !== undefined && { songsPerStation: songs }) }),
		startOtherRadios(clock),
	]);
	const stop = async () => {
		await Promise.all([discord, radio, ...others].map((one) => one.close()));
	};
	const { guilds, people, speak } = populateGuilds(discord, clock.now());
	const keys = makeKeys(radio);
	const stations = declareStations(radio, guilds[0], keys);
	let page: PageServer;
	try {
		const gallery = startBot && new Gallery({ startBot, songs: gallerySongs });
		const shown = {
			clock,
			discord,
			radio,
			others,
			stations: stationNames,
			keys,
			guilds,
			people,
			speak,
			gallery,
			log,
		};
		page = await startPageServer(shown, port);
	} catch (error) {
		await stop();
		throw explainStart(error, port);
	}
	return {
		discord,
		radio,
		clock,
		others,
		pageUrl: page.url,
		botSettings: { token: discord.token, apiUrl: discord.apiUrl, stations },
		close: async () => {
			await page.close();
			await stop();
		},
	};
}

function explainStart(error: unknown, port: number): unknown {
	const code = error instanceof Error && 'code' in error ? error.code : undefined;
	if (code === 'EADDRINUSE') {
		const advice = 'Set PLAYGROUND_PORT to another port, or to 0 for any free one.';
		return new Error(`Port ${port} of this machine is in use. ${advice}`, { cause: error });
	}
	if (code === 'EACCES') {
		const advice = 'Set PLAYGROUND_PORT to a port above 1023, or to 0 for any free one.';
		return new Error(`Port ${port} may not be opened by this user. ${advice}`, { cause: error });
	}
	return error;
}
