import path from 'node:path';
import { Events } from 'discord.js';
import type { Logger } from 'pino';
import type { Secret } from '#config/secret.ts';
import type { Settings } from '#config/settings.ts';
import { mediaFolder } from './assemble-media.ts';
import { assembleServices } from './assemble-services.ts';
import type { RadioSystemModule } from './backends/radio-system.ts';
import { ServerConnections } from './backends/server-connections.ts';
import { userAgent } from './backends/user-agent.ts';
import { type Clock, within } from './clock.ts';
import type { DiscordRefused } from './discord/connect.ts';
import { Dispatcher, type Outcome } from './discord/dispatch.ts';
import { shardFacts } from './discord/gateway-state.ts';
import { inviteLink } from './discord/invite.ts';
import { loadCommands } from './discord/load-commands.ts';
import type { PaceLimits } from './discord/pace.ts';
import { Rerun } from './discord/rerun.ts';
import { shardPresences } from './discord/shard-presences.ts';
import { Ending } from './ending.ts';
import type { FirstStart } from './first-start.ts';
import { keepRegistered } from './keep-registered.ts';
import { lockFolder } from './media/folder-lock.ts';
import { openVault } from './open-vault.ts';
import { recordCalls } from './record-calls.ts';
import { ownSettings } from './sharding.ts';
import { type BotOver, standBy } from './stand-by.ts';
import { tellBreaker } from './tell-breaker.ts';
import { UnderWay } from './under-way.ts';
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
	/** How fast people may go, where not as usual. */
	pace?: PaceLimits;
	/** The radio systems there are, instead of those that are built in. */
	modules?: readonly RadioSystemModule[];
	/** Discord refuses the bot for good while it runs. */
	onRefused: (reason: DiscordRefused) => void;
	/** The process cannot go on, and another one could: nothing comes from Discord, or another process took the bot over. */
	onOver: (reason: BotOver) => void;
	/** What is put away at the end, which may come while the bot is still starting. */
	ending?: Ending;
}

export interface Bot {
	/** Absent once there is a station. */
	readonly firstStart: FirstStart | undefined;
	/** Where health and metrics are served, if they are. */
	readonly webUrl: string | undefined;
	/** Takes no new work, finishes what is under way, closes everything. */
	close(): Promise<void>;
}

const projectRoot = path.join(import.meta.dirname, '..');
/** Discord's answers to interactions are due long before; what hangs longer is given up. */
const drainMs = 7_000;
/** A start that failed is not kept waiting for what hangs. */
const giveUpMs = 2_000;

/** Builds the bot, part by part, and connects it. Rejects with DiscordRefused if Discord will not have it. */
export async function startBot(parts: BotParts): Promise<Bot> {
	const { ending = new Ending(), clock } = parts;
	try {
		return await build(parts, ending);
	} catch (error) {
		await within(clock, giveUpMs, ending.close(), undefined);
		throw error;
	}
}

async function build(parts: BotParts, ending: Ending): Promise<Bot> {
	const { version, clock, log, live = true } = parts;
	const settings = ownSettings(parts.settings);
	ending.logTo(log);
	const commands = await loadCommands(path.join(projectRoot, 'commands'));
	const words = await loadWords(path.join(projectRoot, 'locales'));
	ending.add('the data folder', lockFolder(mediaFolder(settings.dataDir)));
	const vault = await openVault(settings, log, clock);
	ending.add('the store', () => vault.store.close());
	const metrics = new Metrics(version);
	ending.add('metrics', () => metrics.close());
	const connections = new ServerConnections({
		userAgent: userAgent(version),
		clock,
		onBreaker: tellBreaker(metrics, log),
	});
	ending.add('connections', () => connections.close());
	const standing = { ...parts, settings, store: vault.store, metrics, ending };
	const { gateway, lease, startup, webUrl } = await standBy(standing);
	const { client, shards } = gateway;
	const observe = recordCalls(metrics);
	const given = {
		settings,
		vault,
		commands,
		words,
		client,
		callOnce: gateway.gate.once,
		shards,
		connections,
		observe,
		modules: parts.modules,
		clock,
		log,
	};
	const { services, alerts, eventing, jobs, counts, telling } = await assembleServices({
		...given,
		meter: metrics.air,
		recordJob: (run) => metrics.job(run),
	});
	const {
		book,
		checks,
		auditing,
		welcomes,
		writer,
		pictures,
		coverColours,
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
	const underWay = new UnderWay(clock);
	const rerun = new Rerun(services.stash);
	const dispatcher = new Dispatcher({ ...parts, commands, services, rerun, record, ended: underWay.ended });

	startup.stationsLoaded = true;
	ending.add('pictures', () => pictures.close());
	ending.add('covers', () => coverColours.close());

	client.on(Events.InteractionCreate, (interaction) => {
		underWay.add(async () => {
			if (lease.isFresh || (await lease.check())) await dispatcher.handle(interaction);
		});
	});
	await gateway.connect();
	if (!client.isReady()) throw new Error('Discord said that it is ready, and it is not');
	log.info(
		{ user: client.user.tag, guilds: client.guilds.cache.size, stations: services.stations.all().length },
		'Connected to Discord',
	);
	const isOurs = vault.part.registersCommands;
	const onDone = () => {
		startup.commandsRegistered = true;
	};
	const stopRegistering = await keepRegistered({ client, commands, words, book, isOurs, onDone, clock, log });

	metrics.discord.watchShards(() => shardFacts(client, clock));
	const presence = shardPresences(client, {
		stations: () => services.stations.all(),
		known: (station) => onAir.known(station),
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
		welcomes.start();
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

	const drain = async () => {
		stopRegistering();
		presence.close();
		client.removeAllListeners(Events.InteractionCreate);
		await Promise.all([
			underWay.settle().then(() => auditing.settled()),
			checks.close(),
			samples.close(),
			onAir.close(),
			mediaStarted.then(async () => {
				mediaWatch.close();
				await Promise.all([media.close().then(() => telling.close()), counts.close()]);
			}),
			jobs.close().then(() => alerts.close()),
		]);
	};
	const stopWriting = () => Promise.all([posts.close(), followUps.close(), welcomes.close(), writer.close()]);
	// Of several processes, each knows its own stations alone.
	const isFirst = isOurs && services.stations.all().length === 0;
	return {
		webUrl,
		firstStart: isFirst ? { invite: inviteLink(client.application.id) } : undefined,
		close: async () => {
			const timeUp = clock.sleep(drainMs);
			await Promise.race([drain(), timeUp]);
			await Promise.race([stopWriting(), timeUp]);
			await ending.close();
		},
	};
}
