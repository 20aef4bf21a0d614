import path from 'node:path';
import { REST, Routes } from 'discord.js';
import { z } from 'zod';
import { readSettings } from '#config/load.ts';
import type { Settings } from '#config/settings.ts';
import { SettingsError } from '#config/settings-error.ts';
import errors from '#locales/en-US/shared/errors.ts';
import { BackendError } from './backends/backend-error.ts';
import { ServerConnections } from './backends/server-connections.ts';
import { userAgent } from './backends/user-agent.ts';
import { systemClock } from './clock.ts';
import { explain } from './discord/error-card.ts';
import { exitCodes } from './exit-codes.ts';
import { openDeclaredStations } from './open-stations.ts';
import type { Station } from './stations/station.ts';
import { openStore } from './store/open-store.ts';
import { readVersion } from './version.ts';
import { loadWords } from './words/words.ts';

/* `npm run doctor`: looks at everything that the bot needs, by reads alone, and says what is not well. */

const identity = z.object({ username: z.string() });
const gateway = z.object({ session_start_limit: z.object({ remaining: z.number(), total: z.number() }) });

let wellSoFar = true;

function report(well: boolean, what: string): void {
	wellSoFar &&= well;
	process.stdout.write(`${well ? 'ok  ' : 'FAIL'}  ${what}\n`);
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

interface Read {
	what: string;
	run: () => Promise<unknown>;
}

/** The reads that the station's commands make, each with the key that the command would use. */
function stationReads({ backend, keys }: Station): Read[] {
	const { onAir, history, queue, requests, schedule } = backend;
	const now = systemClock.now();
	const reads: Read[] = [{ what: 'what is on the air', run: () => onAir.read() }];
	if (schedule) reads.push({ what: 'schedule', run: () => schedule.between(now, now + 86_400_000) });
	if (requests) reads.push({ what: 'songs to request', run: () => requests.search('', 1, 1) });
	if (!keys.has('station')) return reads;
	if (history) reads.push({ what: 'history', run: () => history.page({ page: 1, perPage: 1 }) });
	if (queue) reads.push({ what: 'queue', run: () => queue.list() });
	return reads;
}

async function main(): Promise<void> {
	const settings = readSettings();
	report(true, `settings: ${settings.stations.length} declared stations`);
	const words = (await loadWords(path.join(import.meta.dirname, '..', 'locales'))).in('en-US', errors);
	await check('store', () => checkStore(settings), message);
	await check('Discord', () => checkDiscord(settings), message);
	const connections = new ServerConnections({
		userAgent: userAgent(await readVersion()),
		clock: systemClock,
	});
	for (const station of openDeclaredStations(settings, { connections, clock: systemClock })) {
		const inWords = (error: unknown) => {
			if (!(error instanceof BackendError)) return message(error);
			const { why, help } = explain(error.problem, error, station, words);
			return [why, help]
				.filter((part) => part !== undefined)
				.join(' ')
				.replaceAll('**', '');
		};
		for (const { what, run } of stationReads(station)) {
			await check(
				`${station.name}, ${what}`,
				async () => {
					await run();
					return 'answered';
				},
				inWords,
			);
		}
	}
	await connections.close();
	process.exitCode = wellSoFar ? exitCodes.stopped : exitCodes.crashed;
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof SettingsError ? error.format() : message(error)}\n`);
	process.exitCode = error instanceof SettingsError ? exitCodes.misconfigured : exitCodes.crashed;
});
