import type { Client } from 'discord.js';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Settings } from '#config/settings.ts';
import { type Alerts, assembleAlerts } from './assemble-alerts.ts';
import { assembleAudit } from './assemble-audit.ts';
import { assembleEvents, type Eventing } from './assemble-events.ts';
import { type AssembledMedia, assembleMedia, mediaFolder } from './assemble-media.ts';
import { assemblePictures } from './assemble-pictures.ts';
import { assemblePosts } from './assemble-posts.ts';
import { assembleSearch } from './assemble-search.ts';
import { assembleSetUp } from './assemble-set-up.ts';
import { assembleWelcomes } from './assemble-welcomes.ts';
import type { ObserveCall } from './backends/backend-call.ts';
import type { RadioSystemModule } from './backends/radio-system.ts';
import type { ServerConnections } from './backends/server-connections.ts';
import { CheckWatch } from './checks/check-watch.ts';
import { lastCheckSchema } from './checks/last-check.ts';
import { ProvenRights, provenRightsSchema } from './checks/proven-rights.ts';
import { checkStation } from './checks/station-check.ts';
import type { Clock } from './clock.ts';
import { Announcer } from './discord/announcer.ts';
import { AttachedFiles } from './discord/attached-file.ts';
import { ChannelApi } from './discord/channel-api.ts';
import { ChannelWriter } from './discord/channel-writer.ts';
import type { Command } from './discord/command.ts';
import { CommandBook } from './discord/command-book.ts';
import type { ShardState } from './discord/gateway-state.ts';
import { GuildLook } from './discord/guild-look.ts';
import { lookAtOurselves } from './discord/own-health.ts';
import type { MakeRequest } from './discord/rest-gate.ts';
import type { Services } from './discord/services.ts';
import { Stash } from './discord/stash.ts';
import { LanguageBook } from './language-book.ts';
import type { SongCounts } from './media/song-counts.ts';
import { openBackends } from './open-backends.ts';
import { openStations } from './open-stations.ts';
import type { Vault } from './open-vault.ts';
import { dueMemorySchema } from './schedule/due-memory.ts';
import { DueJobs, type JobRunnerParts } from './schedule/job-runner.ts';
import { StationBook } from './station-book.ts';
import { OnAirHub, type OnAirHubParts } from './stations/on-air-hub.ts';
import { Programme } from './stations/programme.ts';
import { RecentReads } from './stations/recent-reads.ts';
import { RequestRules } from './stations/request-rules.ts';
import { Requesters } from './stations/requesters.ts';
import { Running } from './stations/running.ts';
import { ServerSamples, serverSamplesSchema } from './stations/server-samples.ts';
import { Skipping } from './stations/skipping.ts';
import type { Station } from './stations/station.ts';
import { Updating } from './stations/updating.ts';
import type { Words } from './words/words.ts';

export interface ServiceParts {
	settings: Settings;
	vault: Vault;
	commands: ReadonlyMap<string, Command>;
	words: Words;
	client: Client;
	/** Makes one call to Discord, once: for messages in channels, which are repeated by their queues. */
	callOnce: MakeRequest;
	shards: () => readonly ShardState[];
	/** For the addresses that the operator declared. */
	connections: ServerConnections;
	observe: ObserveCall;
	/** The radio systems there are, if not those that are built in. */
	modules: readonly RadioSystemModule[] | undefined;
	/** Counts what changes on the air. */
	meter: OnAirHubParts['meter'];
	/** Counts what scheduled jobs did. */
	recordJob: JobRunnerParts['record'];
	clock: Clock;
	log: Logger;
}

/** The services, and what has to be started and closed with them. */
export interface Assembled {
	services: Services;
	alerts: Alerts;
	eventing: Eventing;
	jobs: DueJobs;
	counts: SongCounts;
	telling: AssembledMedia['telling'];
}

/** Everything that commands may use besides their station, built once. */
export async function assembleServices(parts: ServiceParts): Promise<Assembled> {
	const { settings, vault, commands, words, client, shards, meter, clock, log } = parts;
	const { store, documents, sealer, part } = vault;
	const { declared, guarded } = openBackends({ ...parts, store, part });
	const stations = await openStations(settings, { documents, sealer, log }, { declared, stored: guarded });
	const lastChecks = store.namespace('last-checks', lastCheckSchema);
	const provenRights = store.namespace('proven-rights', provenRightsSchema);
	const saved = new StationBook({
		documents,
		sealer,
		log,
		directory: stations,
		backends: guarded,
		declared: { stations: settings.stations, backends: declared },
		onRemoved: async (stationId) => {
			await lastChecks.delete(stationId);
			await provenRights.delete(stationId);
			await posting.posts.stationRemoved(stationId);
		},
	});

	const onAir = new OnAirHub({
		clock,
		directory: stations,
		meter,
		onError: (error) => log.error({ err: error }, 'What happens on the air was not told to all'),
	});
	const requesters = new Requesters(
		store.namespace('requesters', z.object({ userId: z.string(), at: z.number() })),
		clock,
	);
	const rules = new RequestRules(store.namespace('request-rules', z.array(z.number())), clock);
	const book = new CommandBook(commands);
	const writer = new ChannelWriter(new ChannelApi(client, parts.callOnce), clock, log);
	const announcer = new Announcer(writer, log);
	const languages = new LanguageBook(documents);
	await languages.load();
	const guilds = new GuildLook(client);
	const localeOf = (guildId: string) => languages.of(guildId) ?? guilds.locale(guildId);
	const speaking = { store, words, book, stations, localeOf, clock, log };

	const proofs = new ProvenRights(provenRights, clock);
	const check = (station: Station) => checkStation(station, { commands, clock, proofs });
	const samples = new ServerSamples({
		stations: () => stations.all(),
		memory: store.namespace(part.place('server-samples'), serverSamplesSchema),
		clock,
		onError: (station, error) =>
			log.debug({ err: error, station: station.id }, 'A radio server was not measured'),
	});
	const jobs = new DueJobs({
		memory: store.namespace(part.place('jobs'), dueMemorySchema),
		clock,
		record: parts.recordJob,
		onError: (id, error) => log.error({ err: error, job: id }, 'A scheduled job failed'),
	});
	const programme = new Programme({
		clock,
		isPublic: (station) => onAir.known(station)?.state.facts.isPublic === true,
		onError: (station, error) =>
			log.debug({ err: error, station: station.id }, 'The schedule of a station was not read'),
	});
	const alerting = { programme, vault, words, localeOf, writer, stations, onAir, samples, jobs, clock, log };
	const alerts = assembleAlerts(alerting);
	const eventing = assembleEvents({ ...alerting, client });
	const skipping = new Skipping(onAir, clock);
	const picturing = assemblePictures({ ...alerting, settings, declared, guarded });
	const posting = assemblePosts({ ...alerting, ...picturing, requesters, rules, skipping });
	const checks = new CheckWatch({
		stations: () => stations.all(),
		check,
		memory: lastChecks,
		clock,
		onChange: (station, changes) => alerts.tellKeys(station, changes),
		onError: (station, error) => log.warn({ err: error, station: station.id }, 'A self-check failed'),
	});
	const { telling, ...mediaParts } = assembleMedia({ ...alerting, settings, rules: alerts.rules });
	await mediaParts.offPeak.load();
	const { counts, ...search } = assembleSearch({
		...alerting,
		library: mediaParts.media,
		folder: mediaFolder(settings.dataDir),
		rules,
		requesters,
	});
	const ownNotes = store.namespace(part.place('own-health'), z.number());
	const services: Services = {
		clock,
		words,
		stations,
		onAir,
		...search,
		recent: new RecentReads(clock),
		invite: ({ backend }) => parts.connections.invite(backend.server),
		requesters,
		skipping,
		...posting,
		programme,
		running: new Running(onAir, clock),
		updating: new Updating(clock),
		saved,
		...assembleSetUp({ settings, vault, stations, saved, backends: guarded, check }),
		checks,
		proofs,
		guilds,
		languages,
		welcomes: assembleWelcomes({ ...speaking, client, writer }),
		ownHealth: () => lookAtOurselves({ shards, store: ownNotes, clock }),
		...assembleAudit({ ...speaking, saved, announcer }),
		announcer,
		writer,
		stash: new Stash(store.namespace('stash', z.string())),
		book,
		...picturing,
		samples,
		...mediaParts,
		alerts: alerts.rules,
		events: eventing.events,
		files: new AttachedFiles(settings.discordApiUrl),
	};
	return { services, alerts, eventing, jobs, counts, telling };
}
