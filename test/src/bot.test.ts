import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { request } from 'undici8';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Secret } from '#config/secret.ts';
import { loadSettings } from '#config/settings.ts';
import { SettingsError } from '#config/settings-error.ts';
import { type LoopbackDiscord, startLoopbackDiscord } from '#demo/discord/loopback-discord.ts';
import { ManualClock } from '#demo/manual-clock.ts';
import { declarations } from '#src/backends/registry.ts';
import { startBot } from '#src/bot.ts';
import { DiscordRefused } from '#src/discord/connect.ts';
import { startTestApp, type TestApp } from '#test/support/app.ts';

describe('a running bot', () => {
	let app: TestApp;
	beforeAll(async () => {
		app = await startTestApp();
	});
	afterAll(() => app.close());

	const get = async (page: string) => {
		const { statusCode, body } = await request(`${app.webUrl}${page}`);
		return { status: statusCode, text: await body.text() };
	};

	test('is healthy and ready', async () => {
		expect((await get('/healthz')).status).toBe(200);
		expect((await get('/readyz')).status).toBe(200);
	});

	test('counts what people did and what was asked of radio servers, by which key', async () => {
		await app.run('listener', 'queue');
		await app.run('listener', 'dj skip');
		app.radio.revokeKey(app.radio.keys.station);
		await app.run('listener', 'queue');
		const { text } = await get('/metrics');
		const samples = text.split('\n').filter((line) => !line.startsWith('#'));
		const value = (...parts: string[]) =>
			samples
				.find((line) => parts.every((part) => line.includes(part)))
				?.split(' ')
				.at(-1);
		expect(value('command="queue"', 'outcome="done"')).toBe('1');
		expect(value('command="queue"', 'outcome="failed"')).toBe('1');
		expect(value('command="dj skip"', 'outcome="refused"')).toBe('1');
		expect(value('endpoint="queue"', 'key="station"', 'outcome="ok"')).toBeDefined();
		expect(value('endpoint="queue"', 'key="station"', 'outcome="key-rejected"')).toBeDefined();
		expect(value('endpoint="nowPlaying"', 'key="none"', 'outcome="ok"')).toBeDefined();
		for (const key of Object.values(app.radio.keys)) expect(text).not.toContain(key);
	});

	test('finishes what is under way before it stops, and takes nothing new', async () => {
		await app.clock.advance(20_000);
		app.radio.faults.add({ path: /nowplaying/, delayMs: 5_000 });
		app.calls();
		const act = app.discord.command(app.as('listener'), 'nowplaying');
		await act.acknowledged();
		await expect.poll(() => app.calls()).toHaveLength(1);
		const stopped = app.stopBot();
		const late = app.discord.command(app.as('listener'), 'help');
		await app.clock.advance(5_000);
		expect((await app.see(act)).text).toContain('On air · Lanternlight FM');
		await stopped;
		expect(app.discord.gateway.sessions).toBe(0);
		await expect(late.acknowledged()).rejects.toThrow('did not respond in time');
		app.radio.faults.clear();
		await app.restart();
		expect((await app.run('listener', 'help')).text).toContain('## Help');
	});

	test('tells when Discord will not have it any longer, and is no longer healthy', async () => {
		app.discord.gateway.drop(4004);
		await expect.poll(() => app.refusals.length).toBe(1);
		const { status, text } = await get('/healthz');
		expect(status).toBe(503);
		expect(text).toContain('shard 0');
	});
});

describe('starting a bot', () => {
	let discord: LoopbackDiscord;
	let folder: string;
	const closing: (() => Promise<unknown>)[] = [];
	let lines: string[];
	let clock: ManualClock;

	beforeEach(async () => {
		discord = await startLoopbackDiscord();
		folder = await mkdtemp(path.join(tmpdir(), 'airdeck-bot-'));
		lines = [];
		clock = new ManualClock();
	});
	afterEach(async () => {
		for (const close of closing.splice(0).toReversed()) await close();
		await discord.close();
		await rm(folder, { recursive: true, force: true });
	});

	async function start(
		more: { token?: string; http?: { host: string; port: number }; webOptional?: boolean } = {},
	) {
		const { token = discord.token, http, ...rest } = more;
		const settings = loadSettings(
			{ DISCORD_TOKEN: token, DISCORD_API_URL: discord.apiUrl, DATA_DIR: folder, HTTP_PORT: '0' },
			folder,
			declarations,
		);
		const bot = await startBot({
			settings: { ...settings, http },
			token: new Secret(token),
			version: '0.1.0',
			clock,
			log: pino({}, { write: (line: string) => void lines.push(line) }),
			onRefused: () => undefined,
			onOver: (reason) => {
				throw reason;
			},
			...rest,
		});
		closing.push(() => bot.close());
		return bot;
	}

	async function takePort(): Promise<{ host: string; port: number }> {
		const other = createServer();
		await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
		closing.push(() => new Promise((resolve) => other.close(resolve)));
		return { host: '127.0.0.1', port: (other.address() as AddressInfo).port };
	}

	test('works with no station and no web server at all', async () => {
		const bot = await start();
		expect(bot.webUrl).toBeUndefined();
		expect(discord.commands().length).toBeGreaterThan(5);
	});

	test('is refused with a token that Discord does not know', async () => {
		await expect(start({ token: 'not.the.token' })).rejects.toThrow(DiscordRefused);
	});

	test('is a wrong setting where the port for health and metrics is taken', async () => {
		const http = await takePort();
		const failure = await start({ http }).catch((error: unknown) => error);
		expect(failure).toBeInstanceOf(SettingsError);
		expect(failure instanceof SettingsError && failure.format()).toMatch(
			new RegExp(`^HTTP_PORT: ${http.port} on 127\\.0\\.0\\.1 cannot be listened on \\(EADDRINUSE\\)`),
		);
	});

	test('goes on without health and metrics where they are optional', async () => {
		const bot = await start({ http: await takePort(), webOptional: true });
		expect(bot.webUrl).toBeUndefined();
		expect(lines.join('')).toContain('Health and metrics are not served');
	});

	test('does not wait for commands that Discord will not take, and tries again every minute', async () => {
		discord.faults.add({
			method: 'PUT',
			path: /\/commands$/,
			status: 400,
			body: { message: 'Invalid Form Body', code: 50035 },
		});
		const bot = await start({ http: { host: '127.0.0.1', port: 0 } });
		expect(discord.commands()).toEqual([]);
		expect(lines.join('')).toContain('The commands could not be registered; trying again in a minute');
		expect((await request(`${bot.webUrl}/readyz`)).statusCode).toBe(503);
		await clock.advance(60_000);
		await expect.poll(() => discord.commands().length).toBeGreaterThan(5);
		await expect.poll(async () => (await request(`${bot.webUrl}/readyz`)).statusCode).toBe(200);
		const writes = () => discord.requests.filter(({ method }) => method === 'PUT').length;
		expect(writes()).toBe(2);
		await clock.advance(600_000);
		expect(writes()).toBe(2);
	});
});
