import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Secret } from '#config/secret.ts';
import { type LoopbackDiscord, startLoopbackDiscord } from '#demo/discord/loopback-discord.ts';
import { assembleGateway } from '#src/assemble-gateway.ts';
import { systemClock } from '#src/clock.ts';
import { openStore } from '#src/store/open-store.ts';
import { DiscordMetrics } from '#src/web/discord-metrics.ts';

let folder: string;
let discord: LoopbackDiscord;
const closing: (() => Promise<void>)[] = [];

beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'airdeck-pace-'));
	discord = await startLoopbackDiscord();
});
afterAll(async () => {
	for (const close of closing) await close();
	await discord.close();
	await rm(folder, { recursive: true, force: true });
});

test('processes that start at once introduce their shards one after the other, as Discord wants it', async () => {
	discord.gateway.rules.identifyApartMs = 5_000;
	const gateways = await Promise.all(
		[0, 1, 2].map(async (shard) => {
			const store = await openStore(new Secret(`sqlite://${path.join(folder, 'shared.sqlite')}`));
			const gateway = assembleGateway({
				apiUrl: discord.apiUrl,
				shards: { count: 3, own: [shard] },
				token: new Secret(discord.token),
				bot: 'bot',
				store,
				metrics: new DiscordMetrics(new Registry()),
				clock: systemClock,
				log: pino({ level: 'silent' }),
				onRefused: () => undefined,
				onSilence: () => undefined,
			});
			closing.push(async () => {
				await gateway.close();
				await store.close();
			});
			return gateway;
		}),
	);
	await Promise.all(gateways.map((gateway) => gateway.connect()));
	expect(discord.gateway.sessions).toBe(3);
	expect(discord.gateway.hastyCount).toBe(0);
	expect(discord.gateway.identifyCount).toBe(3);
}, 60_000);
