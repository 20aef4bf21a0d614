import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { Secret } from '#config/secret.ts';
import { GuildDocuments } from '#src/store/guild-documents.ts';
import { openStore, type Store } from '#src/store/open-store.ts';
import { startRealDatabase, whyNoDatabase } from '#test/support/real-databases.ts';
import { type Finding, milliseconds } from './report.ts';
import { median, percentile } from './statistics.ts';

const kinds = ['sqlite', 'redis', 'postgresql'] as const;
type Kind = (typeof kinds)[number];
const names: Readonly<Record<Kind, string>> = { sqlite: 'SQLite', redis: 'Redis', postgresql: 'PostgreSQL' };

const warmUp = 300;
const oneByOne = 2_000;
/** As many at once as a busy process has. */
const abreast = 16;
const manyAtOnce = 8_000;
const keys = 500;
/** About as much as a card's note or a station is. */
const value = 'x'.repeat(1_000);

/** What a read, a write and a change of settings cost in each of the stores. */
export async function measureStore(): Promise<Finding[]> {
	const findings: Finding[] = [];
	for (const kind of kinds) findings.push(...(await measureOne(kind)));
	return findings;
}

async function measureOne(kind: Kind): Promise<Finding[]> {
	const missing = kind === 'sqlite' ? undefined : whyNoDatabase(kind);
	if (missing !== undefined)
		return [{ what: `Store in ${names[kind]}`, figure: 'skipped', how: `Not measured: ${missing}.` }];
	const database = kind === 'sqlite' ? await openFile() : await startRealDatabase(kind);
	try {
		const store = await openStore(new Secret(database.url));
		try {
			return await measureDeeds(kind, store);
		} finally {
			await store.close();
		}
	} finally {
		await database.close();
	}
}

async function openFile() {
	const folder = await mkdtemp(path.join(tmpdir(), 'airdeck-bench-'));
	return {
		url: `sqlite://${path.join(folder, 'bench.sqlite')}`,
		close: () => rm(folder, { recursive: true, force: true }),
	};
}

async function measureDeeds(kind: Kind, store: Store): Promise<Finding[]> {
	const values = store.namespace('bench', z.string());
	const documents = new GuildDocuments(store);
	const key = (turn: number) => String(1_000_000 + (turn % keys));
	for (let turn = 0; turn < keys; turn++) await values.set(key(turn), value);
	const deeds: readonly [string, (turn: number) => Promise<unknown>][] = [
		['a read', (turn) => values.get(key(turn))],
		['a write', (turn) => values.set(key(turn), `${turn}${value}`)],
		[
			'a change of settings',
			(turn) =>
				documents.update(key(turn), (document) => ({
					...document,
					settings: { ...document.settings, auditDays: 1 + (turn % 90) },
				})),
		],
	];
	const findings: Finding[] = [];
	for (const [what, deed] of deeds) findings.push(await measureDeed(`${names[kind]}: ${what}`, deed));
	return findings;
}

async function measureDeed(what: string, deed: (turn: number) => Promise<unknown>): Promise<Finding> {
	for (let turn = 0; turn < warmUp; turn++) await deed(turn);
	const times: number[] = [];
	for (let turn = 0; turn < oneByOne; turn++) {
		const startedAt = performance.now();
		await deed(turn);
		times.push(performance.now() - startedAt);
	}
	const startedAt = performance.now();
	let next = 0;
	const work = async () => {
		while (next < manyAtOnce) await deed(next++);
	};
	await Promise.all(Array.from({ length: abreast }, work));
	const perSecond = manyAtOnce / ((performance.now() - startedAt) / 1_000);
	return {
		what,
		figure: `${Math.round(perSecond).toLocaleString('en')} a second; one ${milliseconds(median(times))}, p99 ${milliseconds(percentile(times, 0.99))}`,
		how: `${manyAtOnce} with ${abreast} at once, and ${oneByOne} one after the other, over ${keys} keys with values of 1 kB (settings: the document of a Discord server, read and put in its place); all on this machine.`,
	};
}
