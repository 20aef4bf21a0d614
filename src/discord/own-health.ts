import type { Clock } from '#src/clock.ts';
import type { ShardState } from './gateway-state.ts';

/** How the bot itself is. */
export interface OwnHealth {
	gateway: { reason: 'not-connected' | 'silent' | null; lastAckAgoMs: number | null };
	/** Null when it could not be written and read. */
	storeMs: number | null;
}

/** Where a note is written and read back, to see that the store works. */
export interface StoreProbe {
	set(key: string, value: number): Promise<void>;
	get(key: string): Promise<number | undefined>;
}

export interface OwnHealthParts {
	shards: () => readonly ShardState[];
	store: StoreProbe;
	clock: Clock;
}

/** discord.js's `Status` of a shard that is connected. */
const connected = 0;
/** Discord asks for a heartbeat every 41 s: two were missed by then. */
const quietMs = 100_000;

/** Looks at the connection to Discord by what it really did last, and at the store by using it. */
export async function lookAtOurselves({ shards, store, clock }: OwnHealthParts): Promise<OwnHealth> {
	return { gateway: lookAtGateway(shards(), clock.now()), storeMs: await timeStore(store, clock) };
}

function lookAtGateway(shards: readonly ShardState[], now: number): OwnHealth['gateway'] {
	const down = shards.find((shard) => shard.status() !== connected);
	// The slowest of them tells.
	const acks = shards.flatMap((shard) => shard.lastAckAt() ?? []);
	const lastAckAgoMs = acks.length === 0 ? null : Math.max(0, now - Math.min(...acks));
	if (shards.length === 0) return { reason: 'not-connected', lastAckAgoMs };
	if (down !== undefined) return { reason: 'not-connected', lastAckAgoMs };
	if (lastAckAgoMs !== null && lastAckAgoMs > quietMs) return { reason: 'silent', lastAckAgoMs };
	return { reason: null, lastAckAgoMs };
}

async function timeStore(store: StoreProbe, clock: Clock): Promise<number | null> {
	const startedAt = performance.now();
	const mark = clock.now();
	try {
		await store.set('last-look', mark);
		if ((await store.get('last-look')) !== mark) return null;
	} catch {
		// Whatever it is that the store cannot do, this is where it is told; the log has its own line from the store.
		return null;
	}
	return Math.max(0.1, Math.round((performance.now() - startedAt) * 10) / 10);
}
