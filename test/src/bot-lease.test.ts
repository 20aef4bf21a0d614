import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Secret } from '#config/secret.ts';
import type { Shards } from '#config/shards.ts';
import { ManualClock } from '#demo/manual-clock.ts';
import { BotLease, leaseSchema } from '#src/bot-lease.ts';
import { Part } from '#src/sharding.ts';
import { openStore, type Store } from '#src/store/open-store.ts';

let folder: string;
let clock: ManualClock;
let lines: string[];
let stores: Store[];

beforeEach(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'airdeck-lease-'));
	clock = new ManualClock();
	lines = [];
	stores = [];
});
afterEach(async () => {
	for (const store of stores) await store.close();
	await rm(folder, { recursive: true, force: true });
});

interface TestProcess {
	lease: BotLease;
	lost: number;
	/** Aborts its waiting. */
	stop: () => void;
	taken: Promise<void>;
	has: boolean;
}

let processes = 0;

/** A process with a connection of its own to the store that all share, and a clock that may be wrong by `skewMs`. */
async function start(
	dataFolder: string,
	{ name = 'bot', shards, skewMs = 0 }: { name?: string; shards?: Shards; skewMs?: number } = {},
): Promise<TestProcess> {
	const store = await openStore(new Secret(`sqlite://${path.join(folder, 'shared.sqlite')}`));
	stores.push(store);
	processes += 1;
	const ending = new AbortController();
	const own: TestProcess = { lost: 0, has: false } as TestProcess;
	own.lease = new BotLease({
		leases: store.namespace('leases', leaseSchema),
		name,
		part: new Part(shards),
		folder: dataFolder,
		run: `run ${processes}`,
		clock: {
			now: () => clock.now() + skewMs,
			sleep: (ms, signal) => clock.sleep(ms, signal),
			every: (ms, run) => clock.every(ms, run),
		},
		log: pino({}, { write: (line: string) => void lines.push(line) }),
		onLost: () => {
			own.lost += 1;
		},
	});
	own.stop = () => ending.abort(new Error('stopped'));
	own.taken = own.lease.take(ending.signal).then(() => {
		own.has = true;
	});
	own.taken.catch(() => undefined);
	await settle();
	return own;
}

/** What happens at once has happened. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

/** A process that is killed: its timers are gone, and its lease stays. */
async function kill({ lease }: TestProcess): Promise<void> {
	Object.assign(lease, { check: async () => true });
	await settle();
}

describe('a second process', () => {
	test('waits as long as the first one lives, and says so once', async () => {
		const first = await start('a');
		const second = await start('b');
		await clock.advance(600_000);
		expect([first.has, second.has, second.lease.isWaiting]).toEqual([true, false, true]);
		expect(lines.filter((line) => line.includes('waiting until it ends'))).toHaveLength(1);
		expect(first.lost).toBe(0);
	});

	test('takes over within half a minute when the first one dies', async () => {
		const first = await start('a');
		const second = await start('b');
		await clock.advance(60_000);
		await kill(first);
		await clock.advance(12_000);
		expect(second.has).toBe(false);
		await clock.advance(10_000);
		expect(second.has).toBe(true);
		expect(lines.at(-1)).toContain('taking over');
	});

	test.each([-3_600_000, 3_600_000])(
		'does so by its own clock, also when that is wrong by %i ms',
		async (skewMs) => {
			const first = await start('a');
			const second = await start('b', { skewMs });
			await clock.advance(300_000);
			expect(second.has).toBe(false);
			await kill(first);
			await clock.advance(29_000);
			expect(second.has).toBe(true);
		},
	);

	test('takes over at once when the first one ends well', async () => {
		const first = await start('a');
		const second = await start('b');
		await clock.advance(60_000);
		await first.lease.giveUp();
		await clock.advance(1_000);
		expect(second.has).toBe(true);
	});

	test('on the data of one that died does not wait', async () => {
		await kill(await start('a'));
		expect((await start('a')).has).toBe(true);
	});

	test('of another bot does not wait', async () => {
		await start('a');
		expect((await start('b', { name: 'other' })).has).toBe(true);
	});

	test.each([
		['others of as many', { count: 4, own: [2, 3] }, true],
		['one of the same', { count: 4, own: [1, 2] }, false],
		['those of another count', { count: 8, own: [5] }, false],
		['all of them, however many', undefined, false],
		['all of them, counted', { count: 4, own: [0, 1, 2, 3] }, false],
	])('with shards of a split bot, %s, is let in or waits', async (_, shards, isLetIn) => {
		const first = await start('a', { shards: { count: 4, own: [0, 1] } });
		const second = await start('b', shards === undefined ? {} : { shards });
		await clock.advance(30_000);
		expect([first.has, second.has, second.lease.isWaiting]).toEqual([true, isLetIn, !isLetIn]);
		if (!isLetIn) expect(lines.find((line) => line.includes('waiting'))).toContain('"own":[0,1]');
		await kill(first);
		await clock.advance(29_000);
		await settle();
		expect(second.has).toBe(true);
		expect([first.lost, second.lost]).toEqual([0, 0]);
	});

	test('waits for all whose shards it wants', async () => {
		const first = await start('a', { shards: { count: 4, own: [0, 1] } });
		const second = await start('b', { shards: { count: 4, own: [2, 3] } });
		const whole = await start('c');
		await first.lease.giveUp();
		await clock.advance(60_000);
		expect([second.has, whole.has]).toEqual([true, false]);
		await second.lease.giveUp();
		await clock.advance(1_000);
		await settle();
		expect(whole.has).toBe(true);
	});

	test('can be stopped while it waits, and leaves the lease alone', async () => {
		const first = await start('a');
		const second = await start('b');
		second.stop();
		await expect(second.taken).rejects.toThrow('stopped');
		await second.lease.giveUp();
		await clock.advance(60_000);
		expect(first.lost).toBe(0);
	});
});

describe('a lease', () => {
	test('that two wait for goes to one of them', async () => {
		const first = await start('a');
		const others = [await start('b'), await start('c'), await start('d')];
		await clock.advance(60_000);
		await kill(first);
		for (let second = 0; second < 60; second++) {
			await clock.advance(1_000);
			await settle();
		}
		expect(others.filter(({ has }) => has)).toHaveLength(1);
		expect(others.every(({ lost }) => lost === 0)).toBe(true);
	});

	test('that eight find free in the same moment has one of them, and never two', async () => {
		const all = await Promise.all(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name) => start(name)));
		const holders = () => all.filter(({ has }) => has).length;
		await expect.poll(holders).toBe(1);
		await clock.advance(60_000);
		expect(holders()).toBe(1);
		expect(all.every(({ lost }) => lost === 0)).toBe(true);
	});

	test('that disappeared from the store is written down anew, or left to whoever came first', async () => {
		const first = await start('a');
		const store = await openStore(new Secret(`sqlite://${path.join(folder, 'shared.sqlite')}`));
		stores.push(store);
		const leases = store.namespace('leases', leaseSchema);
		await leases.delete('bot');
		expect(await first.lease.check()).toBe(true);
		expect(await leases.get('bot')).toMatchObject([{ folder: 'a' }]);
		await leases.set('bot', [{ folder: 'b', run: 'other', beat: 7 }]);
		expect(await first.lease.check()).toBe(false);
		expect(first.lost).toBe(1);
		await first.lease.giveUp();
		expect(await leases.get('bot')).toEqual([{ folder: 'b', run: 'other', beat: 7 }]);
	});

	test('that was taken from a process that slept is not believed any more, and ends it', async () => {
		const first = await start('a');
		const second = await start('b');
		await clock.advance(10_000);
		const check = () => BotLease.prototype.check.call(first.lease);
		Object.assign(first.lease, { check: async () => true });
		await clock.advance(60_000);
		expect(second.has).toBe(true);
		// It wakes up.
		expect(first.lease.isFresh).toBe(false);
		Object.assign(first.lease, { check });
		expect(await first.lease.check()).toBe(false);
		expect(first.lost).toBe(1);
		expect(second.lease.isFresh).toBe(true);
		await first.lease.giveUp();
		expect(await second.lease.check()).toBe(true);
	});

	test('survives a store that is gone for a while', async () => {
		const first = await start('a');
		await stores[0]!.close();
		expect(await first.lease.check()).toBe(true);
		expect(first.lost).toBe(0);
		expect(lines.at(-1)).toContain('is not known');
		stores.shift();
	});
});
