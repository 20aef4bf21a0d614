import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Logger } from 'pino';
import { readSettings } from '#config/load.ts';
import { declarations } from './backends/registry.ts';
import { startBot } from './bot.ts';
import type { Clock } from './clock.ts';

/** Where it finds its Discord and its stations, in the form of the stations file, and whose time it goes by. */
export interface SecondPlace {
	token: string;
	apiUrl: string;
	stations: unknown[];
	clock: Clock;
}

/**
 * Starts a bot beside the playground's own, with a folder of its own that goes when it does. Neither its Discord nor its radio
 * servers can end the process: they are simulated, and the playground goes on without them.
 */
export async function startSecondBot(
	{ token: given, apiUrl, stations, clock }: SecondPlace,
	{ log, version }: { log: Logger; version: string },
): Promise<{ close(): Promise<void> }> {
	const folder = await mkdtemp(path.join(tmpdir(), 'airdeck-gallery-'));
	const stationsFile = path.join(folder, 'stations.json');
	await writeFile(stationsFile, JSON.stringify({ stations }), { mode: 0o600 });
	const settings = readSettings(declarations, {
		DISCORD_TOKEN: given,
		DISCORD_API_URL: apiUrl,
		STATIONS_FILE: stationsFile,
		DATA_DIR: folder,
		DATABASE_URL: `sqlite://${path.join(folder, 'airdeck.sqlite')}`,
		// The simulated radio servers are on this machine.
		ALLOW_PRIVATE_NETWORKS: '127.0.0.0/8',
		HTTP_PORT: '0',
	});
	const { token } = settings;
	if (token === undefined) throw new Error('There is no token to connect with');
	const tell = (reason: Error) => log.error({ err: reason }, 'The bot of the gallery is gone');
	const bot = await startBot({ settings, token, version, clock, log, onRefused: tell, onOver: tell });
	return {
		close: async () => {
			await bot.close();
			await rm(folder, { recursive: true, force: true });
		},
	};
}
