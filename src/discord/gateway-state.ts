import { type Client, Status } from 'discord.js';

/** What is really known of the connection to Discord. `client.isReady()` stays true after the connection is lost for good. */
export interface GatewayState {
	/** discord.js's status of the worst shard; 0 is connected. */
	status(): number;
	/** When Discord last acknowledged a heartbeat; null before the first. Milliseconds since 1970. */
	lastAckAt(): number | null;
	readyAt(): number | null;
}

export function gatewayState(client: Client): GatewayState {
	const shards = () => [...client.ws.shards.values()];
	return {
		status: () =>
			shards().length === 0 ? Status.Disconnected : Math.max(...shards().map((shard) => shard.status)),
		lastAckAt: () => {
			const oldest = Math.min(...shards().map((shard) => shard.lastPingTimestamp));
			return Number.isFinite(oldest) && oldest > 0 ? oldest : null;
		},
		readyAt: () => client.readyTimestamp,
	};
}
