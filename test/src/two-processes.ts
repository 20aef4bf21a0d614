import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect } from 'vitest';
import { type LoopbackDiscord, startLoopbackDiscord } from '#demo/discord/loopback-discord.ts';
import { freePort } from '#test/support/real-databases.ts';

const main = path.join(import.meta.dirname, '../../src/main.ts');

export interface Started {
	child: ChildProcess;
	ended: Promise<{ code: number | null; stderr: string }>;
	stdout: () => string;
	port: number;
}

/** Two processes of the same bot; the Discord that they answer for is there in each test. */
export function twoProcesses() {
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
	const start = async (name: string): Promise<Started> => {
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
	};

	return {
		discord: () => discord,
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

export const says = ({ stdout }: Started, what: string, timeout = 10_000) =>
	expect.poll(stdout, { timeout }).toContain(what);
export const registered = (started: Started, timeout?: number) =>
	says(started, 'The commands are registered', timeout);
