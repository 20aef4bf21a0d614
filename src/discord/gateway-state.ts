import { type Client, Events, Status } from 'discord.js';
import type { Clock } from '#src/clock.ts';
import type { Pulse } from './watchdog.ts';

/** What is really known of one shard's connection. `client.isReady()` stays true after a connection is lost for good. */
export interface ShardState {
	/** discord.js's `Status`; 0 is connected. */
	status(): number;
	/** When Discord last acknowledged a heartbeat; null before the first. Milliseconds since 1970. */
	lastAckAt(): number | null;
	/** When the shard last became ready or was resumed. */
	readyAt(): number | null;
}

/** The state of every shard of the client, as of the moment of each call. */
export function watchGateway(client: Client, clock: Clock): () => ShardState[] {
	const readyAt = new Map<number, number>();
	client.on(Events.ShardReady, (shard) => readyAt.set(shard, clock.now()));
	client.on(Events.ShardResume, (shard) => readyAt.set(shard, clock.now()));
	return () =>
		[...client.ws.shards.values()].map((shard) => ({
			status: () => shard.status,
			lastAckAt: () => (shard.lastPingTimestamp > 0 ? shard.lastPingTimestamp : null),
			readyAt: () => readyAt.get(shard.id) ?? null,
		}));
}

/** Every shard of the client, for whoever watches the bot from outside. */
export function shardFacts(client: Client, clock: Clock) {
	const guilds = new Map<number, number>();
	for (const { shardId } of client.guilds.cache.values()) guilds.set(shardId, (guilds.get(shardId) ?? 0) + 1);
	return Array.from(client.ws.shards.values(), ({ id, status, lastPingTimestamp }) => ({
		id,
		connected: status === Status.Ready,
		guilds: guilds.get(id) ?? 0,
		heartbeatAgoMs: lastPingTimestamp > 0 ? Math.max(0, clock.now() - lastPingTimestamp) : null,
	}));
}

/** What is heard of every shard right now. */
export function feelPulses(client: Client): () => Pulse[] {
	const dispatches = new Map<number, number>();
	client.on(Events.Raw, (_packet: unknown, shard: number) => {
		dispatches.set(shard, (dispatches.get(shard) ?? 0) + 1);
	});
	return () =>
		[...client.ws.shards.values()].map(({ id, status, lastPingTimestamp }) => ({
			id,
			status,
			lastAckAt: lastPingTimestamp > 0 ? lastPingTimestamp : null,
			dispatches: dispatches.get(id) ?? 0,
		}));
}
