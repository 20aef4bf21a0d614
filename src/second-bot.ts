import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Logger } from 'pino';
import { startBot } from './bot.ts';
import type { Clock } from './clock.ts';
import { type PlaygroundPlace, playgroundSettings } from './playground-settings.ts';

/** Where it is, and whose time it goes by. */
export interface SecondPlace extends PlaygroundPlace {
	clock: Clock;
}

/**
 * Starts a bot beside the playground's own, with a folder of its own that goes when it does. Neither its Discord nor its radio
 * servers can end the process: they are simulated, and the playground goes on without them.
 */
export async function startSecondBot(
	{ clock, ...place }: SecondPlace,
	{ log, version }: { log: Logger; version: string },
): Promise<{ close(): Promise<void> }> {
	const folder = await mkdtemp(path.join(tmpdir(), 'airdeck-gallery-'));
	const settings = await playgroundSettings(folder, place, { HTTP_PORT: '0' });
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
