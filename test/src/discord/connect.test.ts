import { type Client, GatewayCloseCodes } from 'discord.js';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Secret } from '#config/secret.ts';
import { type LoopbackDiscord, startLoopbackDiscord } from '#demo/discord/loopback-discord.ts';
import { createDiscordClient } from '#src/discord/client.ts';
import { connectToDiscord, DiscordRefused } from '#src/discord/connect.ts';

let discord: LoopbackDiscord;
let client: Client;
let lines: string[];
let refusals: DiscordRefused[];

beforeEach(async () => {
	discord = await startLoopbackDiscord();
	client = createDiscordClient({ apiUrl: discord.apiUrl });
	lines = [];
	refusals = [];
});
afterEach(async () => {
	await client.destroy();
	await discord.close();
});

const connect = (token = discord.token) =>
	connectToDiscord(
		client,
		new Secret(token),
		pino({}, { write: (line: string) => void lines.push(line) }),
		(reason) => refusals.push(reason),
	);

describe('connecting', () => {
	test('is done when the bot is ready', async () => {
		await connect();
		expect(client.isReady()).toBe(true);
		expect(discord.gateway.identifyCount).toBe(1);
	});

	test('is refused with a token that Discord does not know, and never shows it', async () => {
		const wrong = 'MTAwMDAwMDAwMDAwMDAwMDAw.Gwrong.this-is-not-the-token-of-any-bot';
		const failure = await connect(wrong).catch((error: unknown) => error);
		expect(failure).toBeInstanceOf(DiscordRefused);
		expect(failure).toHaveProperty(
			'message',
			expect.stringMatching(/^DISCORD_TOKEN: .*does not accept this token/),
		);
		expect(lines.join('')).not.toContain(wrong);
	});

	test.each([
		[GatewayCloseCodes.AuthenticationFailed, /DISCORD_TOKEN/],
		[GatewayCloseCodes.DisallowedIntents, /intents/],
		[GatewayCloseCodes.InvalidIntents, /intents/],
		[GatewayCloseCodes.ShardingRequired, /shards/],
	])('is refused when the gateway closes with %i', async (code, sentence) => {
		discord.gateway.refuseIdentifyWith(code);
		const failure = await connect().catch((error: unknown) => error);
		expect(failure).toBeInstanceOf(DiscordRefused);
		expect(failure).toHaveProperty('message', expect.stringMatching(sentence));
	});

	test('fails, but is not refused, while Discord cannot be reached', async () => {
		await discord.close();
		const failure = await connect().catch((error: unknown) => error);
		discord = await startLoopbackDiscord();
		expect(failure).toBeInstanceOf(Error);
		expect(failure).not.toBeInstanceOf(DiscordRefused);
	});
});

describe('a connection', () => {
	test('that breaks comes back by itself, and the log says so', async () => {
		await connect();
		discord.gateway.drop(4000);
		await expect.poll(() => lines.join('')).toContain('Connecting to Discord anew');
		await expect
			.poll(() => lines.join(''), { timeout: 5_000 })
			.toContain('The connection to Discord is back');
		expect(discord.gateway.sessions).toBe(1);
		expect(refusals).toEqual([]);
	});

	test('that Discord ends for good is told', async () => {
		await connect();
		discord.gateway.drop(GatewayCloseCodes.AuthenticationFailed);
		await expect
			.poll(() => refusals.map(({ message }) => message))
			.toEqual([expect.stringContaining('DISCORD_TOKEN')]);
	});
});
