import path from 'node:path';
import { REST, Routes } from 'discord.js';
import { pino } from 'pino';
import { z } from 'zod';
import { readSettings } from '#config/load.ts';
import type { Settings } from '#config/settings.ts';
import { SettingsError } from '#config/settings-error.ts';
import errors from '#locales/en-US/shared/errors.ts';
import { AddressGuard } from './backends/address-guard.ts';
import { declarations } from './backends/registry.ts';
import { ServerConnections } from './backends/server-connections.ts';
import { userAgent } from './backends/user-agent.ts';
import { systemClock } from './clock.ts';
import { BotRights } from './discord/bot-rights.ts';
import { loadCommands } from './discord/load-commands.ts';
import { examineStation } from './examine-station.ts';
import { exitCodes } from './exit-codes.ts';
import { scrub } from './logger.ts';
import { openDeclaredStations, openStations } from './open-stations.ts';
import { openVault } from './open-vault.ts';
import type { Station } from './stations/station.ts';
import { openStore } from './store/open-store.ts';
import { StoreUnreachable } from './store/store-error.ts';
import { readVersion } from './version.ts';
import { loadWords } from './words/words.ts';

/* `npm run doctor`: looks at everything that the bot needs, by reads alone, and says what is not well. */

const identity = z.object({ id: z.string(), username: z.string() });
const projectRoot = path.join(import.meta.dirname, '..');
const gateway = z.object({ session_start_limit: z.object({ remaining: z.number(), total: z.number() }) });

let wellSoFar = true;

function report(well: boolean, what: string): void {
	wellSoFar &&= well;
	process.stdout.write(`${well ? 'ok  ' : 'FAIL'}  ${scrub(what)}\n`);
}

/** Runs one check: its sentence if it works, what went wrong if it does not. */
async function check(
	what: string,
	run: () => Promise<string>,
	inWords: (error: unknown) => string,
): Promise<void> {
	try {
		report(true, `${what}: ${await run()}`);
	} catch (error) {
		report(false, `${what}: ${inWords(error)}`);
	}
}

const message = (error: unknown) => (error instanceof Error ? error.message : String(error));

async function checkStore(settings: Settings): Promise<string> {
	const store = await openStore(settings.databaseUrl);
	try {
		const notes = store.namespace('doctor', z.number());
		const now = systemClock.now();
		await notes.set('last-look', now);
		if ((await notes.get('last-look')) !== now) throw new Error('what was written did not come back');
		return 'can be written and read';
	} finally {
		await store.close();
	}
}

async function checkDiscord({ token, discordApiUrl }: Settings): Promise<string> {
	if (token === undefined)
		throw new Error('DISCORD_TOKEN is not set; without it `npm start` opens the playground');
	const rest = new REST({ api: discordApiUrl, retries: 1 }).setToken(token.reveal());
	const { username } = identity.parse(await rest.get(Routes.user()));
	const { remaining, total } = gateway.parse(await rest.get(Routes.gatewayBot())).session_start_limit;
	return `the token is that of ${username}; ${remaining} of ${total} starts are left today`;
}

async function main(): Promise<void> {
	const settings = readSettings(declarations);
	report(true, `settings: ${settings.stations.length} declared stations`);
	const words = (await loadWords(path.join(projectRoot, 'locales'))).in('en-US', errors);
	await check('store', () => checkStore(settings), message);
	await check('Discord', () => checkDiscord(settings), message);
	const rightsIn = await botRights(settings);
	const commands = await loadCommands(path.join(projectRoot, 'commands'));
	const version = await readVersion();
	const connections = new ServerConnections({ userAgent: userAgent(version), clock: systemClock });
	try {
		const stations = await allStations(settings, connections);
		for (const station of stations) {
			const options = {
				commands,
				clock: systemClock,
				words,
				...(rightsIn === undefined ? {} : { rightsIn }),
			};
			for await (const { well, what } of examineStation(station, options)) report(well, what);
		}
	} finally {
		await connections.close();
	}
	process.exitCode = wellSoFar ? exitCodes.stopped : exitCodes.crashed;
}

/** Undefined if Discord cannot be asked, which {@link checkDiscord} has said. */
async function botRights({ token, discordApiUrl }: Settings) {
	if (token === undefined) return undefined;
	const rest = new REST({ api: discordApiUrl, retries: 1 }).setToken(token.reveal());
	try {
		const { id } = identity.parse(await rest.get(Routes.user()));
		const rights = new BotRights(rest, id);
		return (guildId: string, channelId: string) => rights.in(guildId, channelId);
	} catch {
		return undefined;
	}
}

/** Those of the stations file, and those that were set up in Discord. */
async function allStations(settings: Settings, connections: ServerConnections): Promise<Station[]> {
	const declared = { connections, clock: systemClock };
	const guard = new AddressGuard(settings.allowPrivateNetworks);
	const stored = { connections: connections.guardedBy(guard), clock: systemClock };
	try {
		// What cannot be opened of the stored stations is said by name.
		const log = pino({ level: 'error' }, { write: (line: string) => report(false, loggedLine(line)) });
		const { store, ...vault } = await openVault(settings, log);
		try {
			return (await openStations(settings, { ...vault, log }, { declared, stored })).all();
		} finally {
			await store.close();
		}
	} catch (error) {
		if (!(error instanceof SettingsError || error instanceof StoreUnreachable)) throw error;
		const why = error instanceof SettingsError ? error.format() : error.message;
		report(false, `stations set up in Discord: ${why}`);
		return openDeclaredStations(settings, declared);
	}
}

const logged = z.object({ msg: z.string(), guildId: z.string().optional(), station: z.string().optional() });

function loggedLine(line: string): string {
	const { msg, guildId, station } = logged.parse(JSON.parse(line));
	return [msg, guildId, station].filter((part) => part !== undefined).join(' · ');
}

main().catch((error: unknown) => {
	process.stderr.write(`${scrub(error instanceof SettingsError ? error.format() : message(error))}\n`);
	process.exitCode = error instanceof SettingsError ? exitCodes.misconfigured : exitCodes.crashed;
});
