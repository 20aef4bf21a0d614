import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Secret } from '#config/secret.ts';
import { ManualClock } from '#demo/manual-clock.ts';
import { keptHistory, noteState } from '#src/backends/play-log.ts';
import type { HistoryEntry } from '#src/backends/roles/history.ts';
import { PlayBook, playHourSchema } from '#src/play-book.ts';
import type { Namespace } from '#src/store/namespace.ts';
import { openStore, type Store } from '#src/store/open-store.ts';
import { onAirState, play } from './stations/fake-station.ts';

const place = 'https://radio.example.org /live.mp3';
const minuteMs = 60_000;
let folder: string;
let store: Store;
let clock: ManualClock;
let memory: Namespace<HistoryEntry[]>;
/** As after a restart: what is in memory is gone. */
const openBook = () =>
	new PlayBook(memory, { now: () => clock.now(), onError: (error) => errors.push(error) });
const errors: unknown[] = [];

beforeEach(async () => {
	clock = new ManualClock();
	folder = mkdtempSync(path.join(tmpdir(), 'airdeck-plays-'));
	store = await openStore(new Secret(`sqlite://${path.join(folder, 'airdeck.sqlite')}`));
	memory = store.namespace('plays', playHourSchema);
});
afterEach(async () => {
	await store.close();
	rmSync(folder, { recursive: true, force: true });
});

/** What a server that knows no history says: this title, since it was read. */
const says = (title: string | null, listeners = 5) =>
	onAirState({
		now: title === null ? null : play(title, { startedAt: clock.now(), duration: null }),
		listeners,
	});

describe('what a radio system does not remember', () => {
	test('is noted once for each song, with who listened then, and comes along with the state', async () => {
		const book = openBook();
		await noteState(book, place, says('one'), clock);
		await clock.advance(minuteMs);
		const again = await noteState(book, place, says('one', 9), clock);
		expect(again.now?.startedAt).toBe(clock.now() - minuteMs);
		await clock.advance(minuteMs);
		const next = await noteState(book, place, says('two'), clock);
		expect(next.history.map(({ song }) => song.title)).toEqual(['Title one']);
		expect(await book.between(place, 0, clock.now())).toMatchObject([
			{ song: { title: 'Title two' } },
			{ song: { title: 'Title one' }, listenersAtStart: 5 },
		]);
		const silent = await noteState(book, place, says(null), clock);
		expect(silent.history.map(({ song }) => song.title)).toEqual(['Title two', 'Title one']);
	});

	test('is one play over a restart, and another one after a long while', async () => {
		await noteState(openBook(), place, says('one'), clock);
		await clock.advance(5 * minuteMs);
		const book = openBook();
		const after = await noteState(book, place, says('one'), clock);
		expect(after.now?.startedAt).toBe(clock.now() - 5 * minuteMs);
		await clock.advance(7 * 60 * minuteMs);
		await noteState(book, place, says('one'), clock);
		expect(await book.between(place, 0, clock.now())).toHaveLength(2);
	});

	test('is a history with pages and days, each station for itself', async () => {
		const book = openBook();
		for (let count = 0; count < 30; count += 1) {
			await noteState(book, place, says(`song ${count}`), clock);
			await clock.advance(20 * minuteMs);
		}
		const history = keptHistory(book, place, (ms) => new Date(ms).toISOString().slice(0, 10), clock);
		const first = await history.page({ page: 1, perPage: 10 });
		expect(first).toMatchObject({ page: 1, pages: 3, total: 30 });
		expect(first.rows[0]?.song.title).toBe('Title song 29');
		expect((await history.page({ page: 9, perPage: 10 })).page).toBe(3);
		const day = await history.page({ day: '2026-11-22', page: 1, perPage: 100 });
		expect(day.total).toBeGreaterThan(0);
		expect(day.total).toBeLessThan(30);
		const all = [];
		for await (const entry of history.all({ day: '2026-11-22' })) all.push(entry);
		expect(all).toEqual(day.rows);
		expect(await book.between('elsewhere', 0, clock.now())).toEqual([]);
	});

	test('is known in memory while the store fails, and the failure is told', async () => {
		const book = openBook();
		await noteState(book, place, says('one'), clock);
		await store.close();
		await clock.advance(minuteMs);
		const next = await noteState(book, place, says('two'), clock);
		expect(next.history.map(({ song }) => song.title)).toEqual(['Title one']);
		expect(errors.splice(0)).toHaveLength(1);
		const other = await noteState(openBook(), place, says('three'), clock);
		expect(other.now?.song.title).toBe('Title three');
		expect(errors.splice(0)).not.toHaveLength(0);
	});
});
