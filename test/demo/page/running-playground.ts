import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { loadSettings } from '#config/settings.ts';
import { type Playground, startPlayground } from '#demo/playground.ts';
import { declarations } from '#src/backends/registry.ts';
import { startBot } from '#src/bot.ts';
import { type Clock, systemClock } from '#src/clock.ts';
import { startSecondBot } from '#src/second-bot.ts';

export interface RunningPlayground {
	playground: Playground;
	/** Stops the bot alone: what nobody answers shows. */
	stopBot(): Promise<void>;
	close(): Promise<void>;
}

/** What `npm start` starts without a token: playground and bot, at the real pace, since a browser keeps its own time. */
export async function runPlayground(clock: Clock = systemClock): Promise<RunningPlayground> {
	const playground = await startPlayground({
		clock,
		port: 0,
		log: () => undefined,
		startBot: (place) => startSecondBot(place, { log: pino({ level: 'silent' }), version: '0.1.0' }),
		gallerySongs: 2_000,
	});
	const folder = await mkdtemp(path.join(tmpdir(), 'airdeck-test-'));
	const file = path.join(folder, 'stations.json');
	const { token, apiUrl, stations } = playground.botSettings;
	await writeFile(file, JSON.stringify({ stations }));
	const settings = loadSettings(
		{
			DISCORD_TOKEN: token,
			DISCORD_API_URL: apiUrl,
			STATIONS_FILE: file,
			DATA_DIR: folder,
			HTTP_PORT: '0',
			// The simulated radio servers are on this machine.
			ALLOW_PRIVATE_NETWORKS: '127.0.0.0/8',
		},
		folder,
		declarations,
	);
	const bot = await startBot({
		settings,
		token: settings.token!,
		version: '0.1.0',
		clock: playground.clock,
		log: pino({ level: 'silent' }),
		onRefused: (reason) => {
			throw reason;
		},
		onOver: (reason) => {
			throw reason;
		},
	});
	let isRunning = true;
	const stopBot = async () => {
		if (isRunning) await bot.close();
		isRunning = false;
	};
	return {
		playground,
		stopBot,
		close: async () => {
			await stopBot();
			await playground.close();
			await rm(folder, { recursive: true, force: true });
		},
	};
}
