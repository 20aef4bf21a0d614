import { expect, test } from 'vitest';
import { Secret } from '#config/secret.ts';
import { ManualClock } from '#demo/manual-clock.ts';
import { awaitStore } from '#src/store/await-store.ts';
import { StoreError, StoreUnreachable } from '#src/store/store-error.ts';
import { freePort, startRealDatabase, whyNoDatabase } from '#test/support/real-databases.ts';

/** Turns the clock until the work is done. */
async function turning<T>(clock: ManualClock, work: Promise<T>): Promise<T> {
	const over = new AbortController();
	const ended = work.finally(() => over.abort());
	ended.catch(() => undefined);
	while (!over.signal.aborted) {
		await new Promise((resolve) => setTimeout(resolve, 5));
		await clock.advance(500);
	}
	return ended;
}

test('a store that never comes is tried for a minute, told of each time, and then given up', async () => {
	const clock = new ManualClock();
	const startedAt = clock.now();
	const told: string[] = [];
	const url = new Secret(`redis://u:hidden@127.0.0.1:${await freePort()}`);
	const opening = awaitStore(url, clock, ({ message }) => told.push(message));
	await expect(turning(clock, opening)).rejects.toBeInstanceOf(StoreUnreachable);
	expect(clock.now() - startedAt).toBeGreaterThan(50_000);
	expect(told.length).toBeGreaterThan(10);
	expect(told.join()).not.toContain('hidden');
});

test('what no waiting mends is an error at once', async () => {
	const clock = new ManualClock();
	const told: string[] = [];
	const opening = awaitStore(new Secret('sqlite:/dev/null/x'), clock, ({ message }) => told.push(message));
	await expect(opening).rejects.toBeInstanceOf(StoreError);
	expect(told).toEqual([]);
});

test.skipIf(whyNoDatabase('redis') !== undefined)('a store that comes late is opened', async () => {
	const clock = new ManualClock();
	const database = await startRealDatabase('redis');
	await database.kill();
	try {
		let waits = 0;
		let started: Promise<void> | undefined;
		const opening = awaitStore(new Secret(database.url), clock, () => {
			waits += 1;
			if (waits === 2) started = database.start();
		});
		const store = await turning(clock, opening);
		await started;
		expect(waits).toBeGreaterThanOrEqual(2);
		await store.close();
	} finally {
		await database.close();
	}
});
