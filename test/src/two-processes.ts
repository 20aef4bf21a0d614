import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect } from 'vitest';
import {
	type Act,
	type Actor,
	type LoopbackDiscord,
	startLoopbackDiscord,
} from '#demo/discord/loopback-discord.ts';
import { freePort, type RealDatabase, startRealDatabase } from '#test/support/real-databases.ts';

const main = path.join(import.meta.dirname, '../../src/main.ts');

export interface Started {
	child: ChildProcess;
	ended: Promise<{ code: number | null; stderr: string }>;
	stdout: () => string;
	port: number;
}

/** Processes of the same bot over a store of this kind; the Discord that they answer for is there in each test. */
export function twoProcesses(kind: 'sqlite' | 'redis' | 'postgresql' = 'sqlite') {
	let folder: string;
	let discord: LoopbackDiscord;
	let database: RealDatabase | undefined;
	let children: ChildProcess[];

	beforeEach(async () => {
		folder = await mkdtemp(path.join(tmpdir(), 'airdeck-one-'));
		discord = await startLoopbackDiscord();
		if (kind !== 'sqlite') database = await startRealDatabase(kind);
		children = [];
	}, 60_000);
	afterEach(async () => {
		for (const child of children) child.kill('SIGKILL');
		await discord.close();
		await database?.close();
		await rm(folder, { recursive: true, force: true });
	});

	/** A process of the same bot with a data folder of its own, on the store that all share. */
	const start = async (name: string): Promise<Started> => {
		const dataDir = path.join(folder, name);
		await mkdir(dataDir, { recursive: true });
		const port = await freePort();
		const child = spawn(process.execPath, [main], {
			cwd: dataDir,
			env: {
				DATA_DIR: dataDir,
				DATABASE_URL: database?.url ?? `sqlite://${path.join(folder, 'shared.sqlite')}`,
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
	};

	return {
		discord: () => discord,
		start,
		/** One that answers, and one that waits for it to end. */
		pair: async (): Promise<[Started, Started]> => {
			const first = await start('first');
			await registered(first);
			const second = await start('second');
			await says(second, 'Another process answers for this bot; waiting until it ends');
			return [first, second];
		},
	};
}

/** Somebody who asks for help again and again, in a Discord server of this bot. */
export function asking(discord: LoopbackDiscord): {
	home: () => void;
	ask: () => Act;
	doubled: () => string[];
} {
	let by: Actor | undefined;
	return {
		/** The server is there, and known to the process that answers now. */
		home: () => {
			const guild = discord.addGuild({ name: 'Home', channels: [{ name: 'general' }] });
			const member = discord.addMember(guild.id, { username: 'lina' });
			by = { guildId: guild.id, channelId: guild.channelId('general'), userId: member.id };
		},
		ask: () => {
			if (by === undefined) throw new Error('There is no Discord server yet');
			return discord.command(by, 'help');
		},
		/** Interactions that two calls wanted to answer first. */
		doubled: () => {
			const first = discord.requests
				.filter(({ method, path: at }) => method === 'POST' && at.endsWith('/callback'))
				.map(({ path: at }) => at);
			return first.filter((at, place) => first.indexOf(at) !== place);
		},
	};
}

export const says = ({ stdout }: Started, what: string, timeout = 10_000) =>
	expect.poll(stdout, { timeout }).toContain(what);
export const registered = (started: Started, timeout?: number) =>
	says(started, 'The commands are registered', timeout);
