import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Secret } from '#config/secret.ts';
import { type LoopbackDiscord, startLoopbackDiscord } from '#demo/discord/loopback-discord.ts';
import { ManualClock } from '#demo/manual-clock.ts';
import { assembleGateway } from '#src/assemble-gateway.ts';
import type { DiscordRefused } from '#src/discord/connect.ts';
import { openStore, type Store } from '#src/store/open-store.ts';
import { DiscordMetrics } from '#src/web/discord-metrics.ts';

let folder: string;
let clock: ManualClock;
let discord: LoopbackDiscord;
let store: Store;
let registry: Registry;
let gateway: ReturnType<typeof assembleGateway>;
let lines: string[];
let refusals: DiscordRefused[];
let silences: number;

beforeEach(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'airdeck-gateway-'));
	clock = new ManualClock();
	discord = await startLoopbackDiscord({ heartbeatMs: 50 });
	lines = [];
	refusals = [];
	silences = 0;
	await build();
});
afterEach(async () => {
	await gateway.close();
	await store.close();
	await discord.close();
	await rm(folder, { recursive: true, force: true });
});

async function build() {
	store = await openStore(new Secret(`sqlite://${path.join(folder, 'airdeck.sqlite')}`));
	registry = new Registry();
	gateway = assembleGateway({
		apiUrl: discord.apiUrl,
		token: new Secret(discord.token),
		bot: 'bot',
		store,
		metrics: new DiscordMetrics(registry),
		clock,
		log: pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) }),
		onRefused: (reason) => refusals.push(reason),
		onSilence: () => {
			silences += 1;
		},
	});
}

const status = () => gateway.shards()[0]?.status();
const log = () => lines.join('');
const metric = async (name: string) =>
	(await registry.metrics()).match(new RegExp(`^${name}.* (\\d+)$`, 'm'))?.[1];

describe('a connection', () => {
	test('whose resume is never answered is made anew by a new session', async () => {
		await gateway.connect();
		discord.gateway.faults.ignoreResumes = true;
		discord.gateway.drop(4000);
		await expect.poll(status).toBe(8);
		expect(gateway.client.isReady()).toBe(true);
		await clock.advance(185_000);
		await expect.poll(() => discord.gateway.identifyCount, { timeout: 10_000 }).toBe(2);
		await expect.poll(status).toBe(0);
		expect(log()).toContain('Nothing came from Discord for three minutes; connecting anew');
		expect(await metric('airdeck_discord_rescues_total{step="reconnected"}')).toBe('1');
		expect(silences).toBe(0);
		expect(discord.gateway.sessions).toBe(1);
		// What comes, comes once.
		let heard = 0;
		gateway.client.on('guildCreate', () => {
			heard += 1;
		});
		discord.addGuild({ name: 'Later', channels: [{ name: 'general' }] });
		await expect.poll(() => heard).toBe(1);
	});

	test('that is not alive after that either ends the process', async () => {
		await gateway.connect();
		discord.gateway.faults.ignoreResumes = true;
		discord.gateway.faults.withholdReady = true;
		discord.gateway.drop(4000);
		await expect.poll(status).toBe(8);
		await clock.advance(185_000);
		await expect.poll(log).toContain('connecting anew');
		await clock.advance(180_000);
		expect(silences).toBe(1);
		expect(log()).toContain('ending, to be started again');
	});

	test('that never was ready ends the process as well', async () => {
		discord.gateway.faults.withholdReady = true;
		const connecting = gateway.connect();
		connecting.catch(() => undefined);
		await expect.poll(() => discord.gateway.identifyCount).toBe(1);
		await clock.advance(365_000);
		expect(silences).toBe(1);
	});

	test('whose resumes are closed at once is not resumed for ever', { timeout: 20_000 }, async () => {
		await gateway.connect();
		discord.gateway.faults.closeResumesWith = 4000;
		discord.gateway.drop(4000);
		await expect.poll(() => discord.gateway.identifyCount, { timeout: 15_000 }).toBe(2);
		expect(discord.gateway.resumeCount).toBeLessThanOrEqual(6);
		await expect.poll(status).toBe(0);
		expect(log()).toContain('beginning a new session');
	});

	test('whose sessions are all invalid introduces itself ever more rarely', { timeout: 20_000 }, async () => {
		await gateway.connect();
		discord.gateway.faults.invalidateIdentifies = true;
		discord.gateway.invalidate(false);
		await expect.poll(() => discord.gateway.identifyCount, { timeout: 10_000 }).toBe(2);
		// The next one waits for five seconds that do not pass.
		await new Promise((resolve) => setTimeout(resolve, 1_500));
		expect(discord.gateway.identifyCount).toBe(2);
		expect(await metric('airdeck_discord_identifies_total')).toBe('2');
	});
});

describe('connections of today', () => {
	test('are waited for while hardly any are left, and that is said', async () => {
		discord.gateway.faults.sessionLimit = { remaining: 49, reset_after: 1_800_000 };
		const connecting = gateway.connect();
		await expect.poll(log).toContain('Hardly any connections to Discord are left for today');
		await clock.advance(1_799_000);
		expect(discord.gateway.identifyCount).toBe(0);
		discord.gateway.faults.sessionLimit = undefined;
		await clock.advance(1_000);
		await connecting;
		expect(discord.gateway.identifyCount).toBe(1);
	});

	test('are counted over restarts', async () => {
		await gateway.connect();
		await gateway.close();
		await store.close();
		await build();
		await gateway.connect();
		const database = new DatabaseSync(path.join(folder, 'airdeck.sqlite'));
		const [row] = database.prepare("select value from entries where key like 'identifies:%'").all();
		database.close();
		expect(JSON.stringify(row).match(/\d{13}/g)).toHaveLength(2);
	});
});

describe('a token', () => {
	const unauthorized = {
		path: /^\/users\/@me$/,
		status: 401,
		body: { message: '401: Unauthorized', code: 0 },
	};
	const call = () => gateway.client.rest.get('/users/@me').catch((error: unknown) => error);

	test('that is not taken once, and then again, is no reason to end, and is not forgotten', async () => {
		await gateway.connect();
		discord.faults.add(unauthorized);
		expect(await call()).toMatchObject({ status: 401 });
		await clock.advance(3_000);
		await expect.poll(log).toContain('did not take the token for a moment');
		expect(await call()).toMatchObject({ id: discord.applicationId });
		expect(refusals).toEqual([]);
	});

	test('that is not taken twice was reset', async () => {
		await gateway.connect();
		discord.faults.add(unauthorized);
		discord.faults.add({ ...unauthorized, path: /gateway/ });
		await call();
		await clock.advance(3_000);
		await expect.poll(() => refusals.length).toBe(1);
		expect(refusals[0]?.message).toContain('DISCORD_TOKEN');
	});
});

test('without SHARDS one process runs as many as Discord recommends, and serves the servers of all of them', async () => {
	Object.assign(discord.gateway.rules, { shards: 3, maxConcurrency: 16, identifyApartMs: 5_000 });
	const guildIds = [0n, 1n, 2n].map((shard) => String((3_000n + shard) << 22n));
	for (const id of guildIds) discord.addGuild({ id, name: `Home ${id}`, channels: [{ name: 'general' }] });
	await gateway.connect();
	expect(discord.gateway.sessions).toBe(3);
	expect(discord.gateway.hastyCount).toBe(0);
	expect(gateway.shards().map((shard) => shard.status())).toEqual([0, 0, 0]);
	const { cache } = gateway.client.guilds;
	expect(guildIds.map((id) => cache.get(id)?.shardId)).toEqual(
		guildIds.map((id) => Number((BigInt(id) >> 22n) % 3n)),
	);
	discord.gateway.drop(4000);
	await expect.poll(() => discord.gateway.resumeCount).toBe(3);
	expect(discord.gateway.identifyCount).toBe(3);
});
