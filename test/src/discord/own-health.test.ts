import { expect, test } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import { lookAtOurselves, type StoreProbe } from '#src/discord/own-health.ts';

const clock = new ManualClock();
const works = (): StoreProbe => {
	const kept = new Map<string, number>();
	return { set: async (key, value) => void kept.set(key, value), get: async (key) => kept.get(key) };
};
const shard = (status: number, ackAgoMs: number | null) => ({
	status: () => status,
	lastAckAt: () => (ackAgoMs === null ? null : clock.now() - ackAgoMs),
	readyAt: () => clock.now(),
});
const look = (shards: ReturnType<typeof shard>[], store = works()) =>
	lookAtOurselves({ shards: () => shards, store, clock });

test('all is well with a connected shard and a store that keeps', async () => {
	const health = await look([shard(0, 5_000)]);
	expect(health.gateway).toEqual({ reason: null, lastAckAgoMs: 5_000 });
	expect(health.storeMs).toBeGreaterThanOrEqual(0);
});

test.each([
	['no shard at all', [], 'not-connected'],
	['a shard that resumes', [shard(0, 1_000), shard(8, 1_000)], 'not-connected'],
	['one whose heartbeats nobody answers', [shard(0, 1_000), shard(0, 120_000)], 'silent'],
] as const)('%s is not well', async (_what, shards, reason) => {
	expect((await look([...shards])).gateway.reason).toBe(reason);
});

test('a shard that just connected has no heartbeat yet, and is well', async () => {
	expect((await look([shard(0, null)])).gateway).toEqual({ reason: null, lastAckAgoMs: null });
});

test.each<[string, StoreProbe]>([
	['throws', { set: () => Promise.reject(new Error('disk full')), get: async () => 1 }],
	['gives back something else', { set: async () => {}, get: async () => 1 }],
])('a store that %s is not well', async (_what, store) => {
	expect((await look([shard(0, 1)], store)).storeMs).toBeNull();
});
