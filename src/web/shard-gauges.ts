import { Gauge, type Registry } from 'prom-client';

/** What is known of one connection to Discord. */
export interface ShardFacts {
	id: number;
	connected: boolean;
	/** Discord servers on it. */
	guilds: number;
	/** Since Discord last acknowledged a heartbeat; null before the first. */
	heartbeatAgoMs: number | null;
}

/** Adds gauges with a value for each shard of this process, as of the moment in which the page is asked for. */
export function addShardGauges(registry: Registry, shards: () => readonly ShardFacts[]): void {
	add(registry, 'airdeck_shard_connected', '1 while the shard is connected to Discord', shards, (shard) =>
		shard.connected ? 1 : 0,
	);
	add(registry, 'airdeck_shard_guilds', 'Discord servers on the shard', shards, (shard) => shard.guilds);
	add(
		registry,
		'airdeck_shard_heartbeat_age_seconds',
		'Time since Discord last acknowledged a heartbeat of the shard',
		shards,
		({ heartbeatAgoMs }) => (heartbeatAgoMs === null ? undefined : heartbeatAgoMs / 1000),
	);
}

function add(
	registry: Registry,
	name: string,
	help: string,
	shards: () => readonly ShardFacts[],
	value: (shard: ShardFacts) => number | undefined,
): void {
	const gauge: Gauge<'shard'> = new Gauge({
		name,
		help,
		labelNames: ['shard'],
		registers: [registry],
		collect: () => {
			gauge.reset();
			for (const shard of shards()) {
				const found = value(shard);
				if (found !== undefined) gauge.set({ shard: shard.id }, found);
			}
		},
	});
}
