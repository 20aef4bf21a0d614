import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { request } from 'undici';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type LoopbackDiscord, startLoopbackDiscord } from '#demo/discord/loopback-discord.ts';
import { textOf } from '#demo/discord/read-message.ts';

const main = path.join(import.meta.dirname, '../../src/main.ts');

interface Started {
	child: ChildProcess;
	ended: Promise<{ code: number | null; stderr: string }>;
	stdout: () => string;
	port: number;
}

let folder: string;
let discord: LoopbackDiscord;
let children: ChildProcess[];

beforeEach(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'airdeck-one-'));
	discord = await startLoopbackDiscord();
	children = [];
});
afterEach(async () => {
	for (const child of children) child.kill('SIGKILL');
	await discord.close();
	await rm(folder, { recursive: true, force: true });
});

/** A process of the same bot with a data folder of its own, on the store that all share. */
async function start(name: string): Promise<Started> {
	const dataDir = path.join(folder, name);
	await mkdir(dataDir, { recursive: true });
	const port = await freePort();
	const child = spawn(process.execPath, [main], {
		cwd: dataDir,
		env: {
			DATA_DIR: dataDir,
			DATABASE_URL: `sqlite://${path.join(folder, 'shared.sqlite')}`,
			ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
			HTTP_PORT: String(port),
			DISCORD_TOKEN: discord.token,
			DISCORD_API_URL: discord.apiUrl,
		},
	});
	children.push(child);
	let [stdout, stderr] = ['', ''];
	child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
	child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
	const ended = new Promise<Awaited<Started['ended']>>((resolve) => {
		child.on('close', (code) => resolve({ code, stderr }));
	});
	return { child, ended, stdout: () => stdout, port };
}

async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	await new Promise((resolve) => server.close(resolve));
	if (address === null || typeof address === 'string') throw new Error('There is no free port');
	return address.port;
}

const says = ({ stdout }: Started, what: string, timeout = 10_000) =>
	expect.poll(stdout, { timeout }).toContain(what);
const registered = (started: Started, timeout?: number) =>
	says(started, 'The commands are registered', timeout);

async function pair(): Promise<[Started, Started]> {
	const first = await start('first');
	await registered(first);
	const second = await start('second');
	await says(second, 'Another process answers for this bot; waiting until it ends');
	return [first, second];
}

describe('a second process with the same token', () => {
	test('waits, says so, and takes over at once when the first one ends', { timeout: 60_000 }, async () => {
		const [first, second] = await pair();
		expect(discord.gateway.identifyCount).toBe(1);
		const ready = await request(`http://127.0.0.1:${second.port}/readyz`);
		expect(ready.statusCode).toBe(503);
		expect(await ready.body.text()).toContain('another process answers for this bot');
		const metrics = await (await request(`http://127.0.0.1:${second.port}/metrics`)).body.text();
		expect(metrics).toMatch(/^airdeck_waiting_for_other_process 1$/m);
		first.child.kill('SIGTERM');
		expect(await first.ended).toEqual({ code: 0, stderr: '' });
		await registered(second, 5_000);
		expect(discord.gateway.sessions).toBe(1);
	});

	test('takes over within half a minute when the first one is killed', { timeout: 60_000 }, async () => {
		const [first, second] = await pair();
		const killedAt = performance.now();
		first.child.kill('SIGKILL');
		await says(second, 'Connected to Discord', 30_000);
		expect(performance.now() - killedAt).toBeLessThan(30_000);
		const guild = discord.addGuild({ name: 'Home', channels: [{ name: 'general' }] });
		const member = discord.addMember(guild.id, { username: 'lina' });
		await registered(second);
		const by = { guildId: guild.id, channelId: guild.channelId('general'), userId: member.id };
		const answer = await discord.command(by, 'help').answer();
		expect(answer.kind === 'message' && textOf(answer.message)).not.toBe('');
	});

	test('takes over from one that was paused, which ends with 1 when it goes on', {
		timeout: 90_000,
	}, async () => {
		const [first, second] = await pair();
		first.child.kill('SIGSTOP');
		await registered(second, 40_000);
		first.child.kill('SIGCONT');
		expect(await first.ended).toMatchObject({ code: 1 });
		expect(second.child.exitCode).toBeNull();
		expect(
			discord.requests.filter(({ response }) => JSON.stringify(response ?? null).includes('40060')),
		).toEqual([]);
	});

	test('can be stopped while it waits', { timeout: 30_000 }, async () => {
		const [first, second] = await pair();
		second.child.kill('SIGTERM');
		expect(await second.ended).toEqual({ code: 0, stderr: '' });
		expect(first.child.exitCode).toBeNull();
	});
});
