import { createHash, randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Secret } from '#config/secret.ts';
import type { Settings } from '#config/settings.ts';
import { assembleGateway } from './assemble-gateway.ts';
import { BotLease, leaseSchema } from './bot-lease.ts';
import type { Clock } from './clock.ts';
import type { DiscordRefused } from './discord/connect.ts';
import type { Ending } from './ending.ts';
import { folderId } from './folder-id.ts';
import { serveHealth } from './serve-health.ts';
import { Part } from './sharding.ts';
import type { Store } from './store/open-store.ts';
import type { Metrics } from './web/metrics.ts';

/** The process has to end, and another one to be started in its place. */
export class BotOver extends Error {
	override readonly name = 'BotOver';
}

export interface StandByParts {
	settings: Settings;
	token: Secret;
	store: Store;
	metrics: Metrics;
	clock: Clock;
	log: Logger;
	ending: Ending;
	/** A page that cannot be served is no reason to end. */
	webOptional?: boolean;
	onRefused: (reason: DiscordRefused) => void;
	onOver: (reason: BotOver) => void;
}

/**
 * Builds the way to Discord and the pages about the process, and waits until this process is the one that answers for the bot.
 * Nothing of the store is read before that: as long as another process is at work, it changes.
 */
export async function standBy(parts: StandByParts) {
	const { settings, token, store, metrics, clock, log, ending, onRefused, onOver } = parts;
	const gateway = assembleGateway({
		apiUrl: settings.discordApiUrl,
		shards: settings.shards,
		token,
		bot: botId(token),
		store,
		metrics: metrics.discord,
		clock,
		log,
		onRefused,
		onSilence: () => onOver(new BotOver('Nothing comes from Discord any more')),
	});
	const lease = new BotLease({
		leases: store.namespace('leases', leaseSchema),
		name: botId(token),
		part: new Part(settings.shards),
		folder: await folderId(settings.dataDir),
		run: randomUUID(),
		clock,
		log,
		onLost: () => onOver(new BotOver('Another process answers for this bot now')),
	});
	const startup = { stationsLoaded: false, commandsRegistered: false };
	const problems = () => [
		...(lease.isWaiting ? ['another process answers for this bot; waiting until it ends'] : []),
		...gateway.gate.problems(),
	];
	metrics.discord.watch({
		problems: () => gateway.gate.problems().length,
		isWaiting: () => lease.isWaiting,
	});
	const web =
		settings.http === undefined
			? undefined
			: await serveHealth(settings.http, {
					clock,
					log,
					metrics,
					shards: gateway.shards,
					startup: () => startup,
					problems,
					optional: parts.webOptional ?? false,
				});
	ending.add('health and metrics', () => web?.close());
	ending.add('the lease', () => lease.giveUp());
	await lease.take(ending.signal);
	ending.add('the connection to Discord', () => gateway.close());
	return { gateway, lease, startup, webUrl: web?.url };
}

/** The same for all processes with this token, before Discord was asked for anything; says nothing about the token. */
function botId(token: Secret): string {
	return createHash('sha256').update(`lease ${token.reveal()}`).digest('hex').slice(0, 16);
}
