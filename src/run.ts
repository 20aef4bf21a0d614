import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Logger } from 'pino';
import { readSettings } from '#config/load.ts';
import type { Settings } from '#config/settings.ts';
import { SettingsError } from '#config/settings-error.ts';
import { declarations } from './backends/registry.ts';
import { startBot } from './bot.ts';
import { systemClock } from './clock.ts';
import { DiscordRefused } from './discord/connect.ts';
import { Ending } from './ending.ts';
import { exitCodes } from './exit-codes.ts';
import { tellFirstStart } from './first-start.ts';
import { giveBackMemory } from './give-back-memory.ts';
import { createLogger, scrub } from './logger.ts';
import { FolderInUse } from './media/folder-lock.ts';
import { playgroundSettings } from './playground-settings.ts';
import { startSecondBot } from './second-bot.ts';
import { BotOver } from './stand-by.ts';
import { StoreUnreachable } from './store/store-error.ts';
import { readVersion } from './version.ts';

/** A drain that takes longer than this is given up; Discord's and the orchestrator's patience ends at 10 s. */
const lastDrainMs = 9_500;

async function main(): Promise<void> {
	const configured = readSettings(declarations);
	const log = await createLogger(configured.logLevel);
	const playground = configured.mode === 'playground' ? await openPlayground(configured, log) : undefined;
	const settings = playground?.settings ?? configured;
	const token = settings.token;
	if (token === undefined) throw new Error('There is no token to connect with');
	// A signal may come while the bot is still starting: then what is there by then is put away.
	const ending = new Ending();
	let stop = () => ending.close();
	let leaving = false;
	const drain = (signal: NodeJS.Signals) => {
		// Whoever asks twice does not want to wait.
		if (leaving) process.exit(exitCodes.stopped);
		leaving = true;
		log.info({ signal }, 'Stopping');
		setTimeout(() => process.exit(exitCodes.stopped), lastDrainMs).unref();
		stop().then(
			() => process.exit(exitCodes.stopped),
			(error: unknown) => {
				log.error({ err: error }, 'Stopping did not go smoothly');
				process.exit(exitCodes.stopped);
			},
		);
	};
	process.on('SIGTERM', drain);
	process.on('SIGINT', drain);
	const crash = (error: unknown) => {
		log.fatal({ err: error }, 'Something was not caught');
		process.exit(exitCodes.crashed);
	};
	process.on('uncaughtException', crash);
	process.on('unhandledRejection', crash);

	const bot = await startBot({
		settings,
		token,
		version: await readVersion(),
		clock: playground?.clock ?? systemClock,
		log,
		webOptional: playground !== undefined,
		onRefused: leave,
		onOver: leave,
		ending,
	}).catch((error: unknown) => {
		// The signal's own exit follows.
		if (leaving) return undefined;
		throw error;
	});
	if (bot === undefined) return;
	stop = async () => {
		await bot.close();
		await playground?.close();
	};
	giveBackMemory();
	if (bot.firstStart !== undefined) tellFirstStart(bot.firstStart, log);
	if (playground !== undefined) process.stdout.write(`\nThe playground is open: ${playground.pageUrl}\n\n`);
}

/** The playground brings its own Discord, radio servers and stations, and forgets everything when it stops. */
async function openPlayground({ playgroundPort: port, playgroundSongs: songs }: Settings, log: Logger) {
	const { startPlayground } = await import('#demo/playground.ts');
	// Its radio servers are out of order on purpose, which is no news for this log.
	const quiet = log.child({}, { level: 'silent' });
	const version = await readVersion();
	const playground = await startPlayground({
		clock: systemClock,
		port,
		songs,
		startBot: (place) => startSecondBot(place, { log: quiet, version }),
	}).catch((error: unknown) => {
		throw portProblem(error);
	});
	const folder = await mkdtemp(path.join(tmpdir(), 'airdeck-playground-'));
	const settings = await playgroundSettings(folder, playground.botSettings);
	const close = async () => {
		await playground.close();
		await rm(folder, { recursive: true, force: true });
	};
	return { settings, clock: playground.clock, pageUrl: playground.pageUrl, close };
}

/** A port that cannot be had is for the operator to change; anything else stays what it is. */
function portProblem(error: unknown): unknown {
	if (!(error instanceof Error) || error.cause === undefined) return error;
	return new SettingsError([
		{ name: 'PLAYGROUND_PORT', problem: error.message, example: 'PLAYGROUND_PORT=0 for any free port' },
	]);
}

/** Says on stderr what is wrong and ends the process: 78 for what only an operator can change, 1 for what a restart may mend. */
function leave(error: unknown): void {
	if (error instanceof SettingsError) {
		say(error.format());
		process.exit(exitCodes.misconfigured);
	}
	if (error instanceof DiscordRefused || error instanceof FolderInUse) {
		say(error.message);
		process.exit(exitCodes.misconfigured);
	}
	if (error instanceof BotOver || error instanceof StoreUnreachable) {
		say(error.message);
		process.exit(exitCodes.crashed);
	}
	say(error instanceof Error ? (error.stack ?? error.message) : String(error));
	process.exit(exitCodes.crashed);
}

function say(what: string): void {
	process.stderr.write(`${scrub(what)}\n`);
}

/** Runs the bot, or the playground, until a signal ends it. */
export function run(): void {
	main().catch(leave);
}

// Launched by main.ts in its place.
if (import.meta.main) run();
