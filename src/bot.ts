import path from 'node:path';
import { ActivityType, Events } from 'discord.js';
import type { Logger } from 'pino';
import type { Secret } from '#config/secret.ts';
import type { Settings } from '#config/settings.ts';
import { mediaFolder } from './assemble-media.ts';
import { assembleServices } from './assemble-services.ts';
import type { BackendCall } from './backends/backend-call.ts';
import type { RadioSystemModule } from './backends/radio-system.ts';
import { ServerConnections } from './backends/server-connections.ts';
import { userAgent } from './backends/user-agent.ts';
import type { Clock } from './clock.ts';
import { createDiscordClient } from './discord/client.ts';
import { commandDefinitions } from './discord/command-definitions.ts';
import { connectToDiscord, type DiscordRefused } from './discord/connect.ts';
import { Dispatcher, type Outcome } from './discord/dispatch.ts';
import { watchGateway } from './discord/gateway-state.ts';
import { loadCommands } from './discord/load-commands.ts';
import { Presence } from './discord/presence.ts';
import { registerCommands } from './discord/register-commands.ts';
import { Rerun } from './discord/rerun.ts';
import { lockFolder } from './media/folder-lock.ts';
import { openVault } from './open-vault.ts';
import { serveHealth } from './serve-health.ts';
import { tellBreaker } from './tell-breaker.ts';
import { untilDone } from './until-done.ts';
import { Metrics } from './web/metrics.ts';
import { loadWords } from './words/words.ts';

export interface BotParts {
	settings: Settings;
	token: Secret;
	/** Of the package, for the User-Agent and the metrics. */
	version: string;
	clock: Clock;
	log: Logger;
	/** The bot also starts where the port for health and metrics is taken. */
	webOptional?: boolean;
	/** False: the bot answers, and does nothing by itself: no push, no self-checks, no samples. */
	live?: boolean;
	/** The radio systems there are, instead of those that are built in. */
	modules?: readonly RadioSystemModule[];
	/** Discord refuses the bot for good while it runs. */
	onRefused: (reason: DiscordRefused) => void;
}

export interface Bot {
	/** Where health and metrics are served, if they are. */
	readonly webUrl: string | undefined;
	/** Takes no new work, finishes what is under way, closes everything. */
	close(): Promise<void>;
}

const projectRoot = path.join(import.meta.dirname, '..');
/** Discord's answers to interactions are due long before; what hangs longer is given up. */
const drainMs = 8_000;

/** Builds the bot, part by part, and connects it. Rejects with DiscordRefused if Discord will not have it. */
export async function startBot(parts: BotParts): Promise<Bot> {
	const { settings, token, version, clock, log, onRefused, webOptional = false, live = true } = parts;
	const commands = await loadCommands(path.join(projectRoot, 'commands'));
	const words = await loadWords(path.join(projectRoot, 'locales'));
	const giveBack = lockFolder(mediaFolder(settings.dataDir));
	const vault = await openVault(settings, log);
	const metrics = new Metrics(version);
	const connections = new ServerConnections({
		userAgent: userAgent(version),
		clock,
		onBreaker: tellBreaker(metrics, log),
	});
	const client = createDiscordClient({ apiUrl: settings.discordApiUrl });
	const shards = watchGateway(client, clock);
	const observe = (call: BackendCall) => recordCall(metrics, call);
	const { modules } = parts;
	const given = {
		settings,
		vault,
		commands,
		words,
		client,
		shards,
		connections,
		observe,
		modules,
		clock,
		log,
	};
	const recordJob = (run: Parameters<Metrics['job']>[0]) => metrics.job(run);
	const { services, alerts, eventing, jobs, counts, telling } = await assembleServices({
		...given,
		meter: metrics.air,
		recordJob,
	});
	const {
		book,
		stash,
		checks,
		auditing,
		writer,
		pictures,
		samples,
		onAir,
		posts,
		followUps,
		media,
		mediaWatch,
	} = services;
	metrics.watchFeeds(() => onAir.feedStates.map(({ kind }) => kind));
	const record = {
		interaction: (command: string, outcome: Outcome, ackMs: number | undefined) =>
			metrics.interaction(command, outcome, ackMs ?? null),
	};
	const dispatcher = new Dispatcher({ commands, services, rerun: new Rerun(stash), record, log });

	const startup = { stationsLoaded: true, commandsRegistered: false };
	const web =
		settings.http === undefined
			? undefined
			: await serveHealth(settings.http, {
					clock,
					log,
					metrics,
					shards,
					startup: () => startup,
					optional: webOptional,
				});

	const underWay = new Set<Promise<void>>();
	client.on(Events.InteractionCreate, (interaction) => {
		const work = dispatcher.handle(interaction).finally(() => underWay.delete(work));
		underWay.add(work);
	});
	await connectToDiscord(client, token, log, onRefused);
	if (!client.isReady()) throw new Error('Discord said that it is ready, and it is not');
	log.info(
		{ user: client.user.tag, guilds: client.guilds.cache.size, stations: services.stations.all().length },
		'Connected to Discord',
	);
	const wanted = commandDefinitions(commands, words);
	const register = async () => {
		const registration = await registerCommands(client, wanted);
		book.learnIds(registration.ids);
		startup.commandsRegistered = true;
		log.info({ commands: commands.size, outcome: registration.outcome }, 'The commands are registered');
	};
	// The commands of the last start still work: whoever uses them need not wait until Discord takes the new ones.
	const stopRegistering = await untilDone(register, clock, (error) => {
		log.error({ err: error }, 'The commands could not be registered; trying again in a minute');
	});

	const presence = new Presence({
		stations: () => services.stations.all(),
		known: (station) => onAir.known(station),
		show: (name) => {
			const activities = name === undefined ? [] : [{ name, type: ActivityType.Listening }];
			client.user.setPresence({ activities });
		},
		clock,
	});
	await alerts.start(live);
	await eventing.start(live);
	await posts.start(live);
	followUps.start();
	if (live) {
		checks.start();
		if (settings.serverSamples) samples.start();
		onAir.start();
		presence.start();
	}
	jobs.start();
	// Nobody waits for it: as long as a library is not known, the radio server is asked.
	const mediaStarted = counts
		.start()
		.catch((error: unknown) => log.error({ err: error }, 'How often songs were played is not known'))
		.then(() => media.start())
		.then(
			() => (live ? mediaWatch.start() : undefined),
			(error: unknown) => log.error({ err: error }, 'The music libraries could not be read'),
		);

	return {
		webUrl: web?.url,
		close: async () => {
			stopRegistering();
			presence.close();
			const idle = Promise.all([
				Promise.allSettled(underWay).then(() => auditing.settled()),
				checks.close(),
				samples.close(),
				onAir.close(),
				mediaStarted.then(async () => {
					mediaWatch.close();
					await Promise.all([media.close().then(() => telling.close()), counts.close()]);
				}),
				jobs.close().then(() => alerts.close()),
			]);
			client.removeAllListeners(Events.InteractionCreate);
			await Promise.race([idle, clock.sleep(drainMs)]);
			await Promise.race([
				Promise.all([posts.close(), followUps.close(), writer.close()]),
				clock.sleep(drainMs),
			]);
			await pictures.close();
			await client.destroy();
			await web?.close();
			metrics.close();
			await connections.close();
			await vault.store.close();
			giveBack();
		},
	};
}

function recordCall(metrics: Metrics, { tookMs, waitedMs, ...call }: BackendCall): void {
	metrics.backendCall({ ...call, ms: tookMs });
	if (waitedMs > 0) metrics.rateLimitWait(waitedMs);
}
