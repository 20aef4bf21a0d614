import { Events, Status } from 'discord.js';
import type { Logger } from 'pino';
import type { Secret } from '#config/secret.ts';
import type { Shards } from '#config/shards.ts';
import { type Clock, within } from './clock.ts';
import { createDiscordClient, sendWithoutSecrets } from './discord/client.ts';
import { connectToDiscord, type DiscordRefused } from './discord/connect.ts';
import { GatewayLine } from './discord/gateway-line.ts';
import { feelPulses, watchGateway } from './discord/gateway-state.ts';
import { IdentifyBudget, identifiesSchema } from './discord/identify-budget.ts';
import { IdentifyTurns, identifyTurnSchema } from './discord/identify-turns.ts';
import { awaitSessionLimit } from './discord/read-session-limit.ts';
import { repeatCalls } from './discord/repeat-calls.ts';
import { RestGate } from './discord/rest-gate.ts';
import { watchToken } from './discord/watch-token.ts';
import { Watchdog } from './discord/watchdog.ts';
import { Part } from './sharding.ts';
import type { Store } from './store/open-store.ts';
import type { DiscordMetrics } from './web/discord-metrics.ts';

export interface GatewayParts {
	apiUrl: string;
	/** Those of this process; undefined for as many as Discord recommends. */
	shards?: Shards | undefined;
	token: Secret;
	/** The bot, among those that share the store. */
	bot: string;
	store: Store;
	metrics: DiscordMetrics;
	clock: Clock;
	log: Logger;
	/** Discord refuses the bot for good. */
	onRefused: (reason: DiscordRefused) => void;
	/** Nothing comes from Discord any more, and connecting anew did not help. */
	onSilence: () => void;
}

/** The way to Discord and back: the client, the gate of all its calls, and what looks after its connections. */
export function assembleGateway(parts: GatewayParts) {
	const { apiUrl, shards, token, bot, store, metrics, clock, log, onRefused, onSilence } = parts;
	const identifies = store.namespace('identifies', identifiesSchema);
	const part = new Part(shards);
	const turns = store.namespace('identify-turns', identifyTurnSchema);
	const budget = new IdentifyBudget({
		clock,
		log,
		book: { load: () => identifies.get(part.name), save: (known) => identifies.set(part.name, known) },
		record: () => metrics.identify(),
	});
	const gate = new RestGate({
		clock,
		log,
		makeRequest: sendWithoutSecrets,
		recordInvalid: (status) => metrics.invalidRequest(status),
	});
	const line = new GatewayLine(
		budget,
		part.shards === undefined
			? undefined
			: new IdentifyTurns({
					clock,
					log,
					book: {
						load: (bucket) => turns.get(`${bot}/${bucket}`),
						replace: (bucket, before, at) => turns.replace(`${bot}/${bucket}`, before, at),
					},
				}),
	);
	const client = createDiscordClient({
		apiUrl,
		shards,
		makeRequest: repeatCalls(gate.once, clock),
		ws: line.options,
		onTrouble: (error) =>
			log.warn({ err: error }, 'What the bot may do in the channels of a server is not known for certain'),
	});
	client.on(Events.ShardReady, (shard) => void budget.succeeded(shard));
	watchToken(client, token, { gate, clock, log, onRefused });
	const fruitless = new Map<number, number[]>();
	client.on(Events.ShardReconnecting, (shard) => {
		const times = [...(fruitless.get(shard) ?? []), clock.now()].slice(-mostReturns);
		fruitless.set(shard, times);
		const isLoop = times.length === mostReturns && clock.now() - (times[0] ?? 0) < loopMs;
		if (!isLoop) return;
		fruitless.delete(shard);
		log.warn({ shard }, 'The connection to Discord ends again and again; beginning a new session');
		void line.forgetSession(shard);
	});
	const watchdog = new Watchdog({
		clock,
		log,
		pulses: feelPulses(client),
		reconnect: (pulses) => line.reconnect(pulses),
		giveUp: onSilence,
		record: (rescue) => metrics.rescue(rescue),
	});
	const ending = new AbortController();
	return {
		client,
		gate,
		shards: watchGateway(client, clock),
		/** Connects and waits until the bot is ready; see {@link connectToDiscord}. */
		connect: async () => {
			await awaitSessionLimit(client, token, { budget, clock, log, ending: ending.signal });
			watchdog.start();
			await connectToDiscord(client, token, log, onRefused);
		},
		close: async () => {
			watchdog.close();
			ending.abort(new Error('The bot is stopping'));
			const isSettled = [...client.ws.shards.values()].every(
				({ status }) => status === Status.Ready || status === Status.Resuming,
			);
			line.end();
			const gone = client.destroy();
			if (isSettled) await within(clock, goodbyeMs, gone, undefined);
		},
	};
}

/** A line that is dead without knowing it does not answer a goodbye. */
const goodbyeMs = 2_000;
/** As many returns in as long are a session that Discord will not go on with. */
const mostReturns = 6;
const loopMs = 60_000;
