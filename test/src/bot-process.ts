import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect } from 'vitest';
import { type SimulatedAzuraCast, startSimulatedAzuraCast } from '#demo/azuracast/simulated-azuracast.ts';
import { type LoopbackDiscord, startLoopbackDiscord } from '#demo/discord/loopback-discord.ts';

const main = path.join(import.meta.dirname, '../../src/main.ts');

/** A bot in a process of its own, in an empty folder and with nothing but these variables. */
export interface Started {
	child: ChildProcess;
	/** Resolves when the process is gone. */
	ended: Promise<{ code: number | null; signal: NodeJS.Signals | null; stderr: string }>;
	stdout: () => string;
}

/** What a process of the bot needs, made anew for each test of the file that calls this. */
export interface Surroundings {
	/** The process's own, empty before it starts. */
	folder: string;
	discord: LoopbackDiscord;
	radio: SimulatedAzuraCast;
	start: (variables: Record<string, string>) => Started;
	/** One that knows its Discord. */
	bot: (more?: Record<string, string>) => Started;
	declare: (stations: readonly Record<string, unknown>[]) => Promise<void>;
}

export function botProcess(): Surroundings {
	let children: ChildProcess[] = [];
	const around = { folder: '' } as Surroundings;
	beforeEach(async () => {
		around.folder = await mkdtemp(path.join(tmpdir(), 'airdeck-main-'));
		around.discord = await startLoopbackDiscord();
		around.radio = await startSimulatedAzuraCast();
		children = [];
	});
	afterEach(async () => {
		for (const child of children) child.kill('SIGKILL');
		await around.radio.close();
		await around.discord.close();
		await rm(around.folder, { recursive: true, force: true });
	});
	around.start = (variables) => {
		const { folder } = around;
		const child = spawn(process.execPath, [main], {
			cwd: folder,
			env: { DATA_DIR: folder, HTTP_PORT: '0', ...variables },
		});
		children.push(child);
		let [stdout, stderr] = ['', ''];
		child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
		child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
		const ended = new Promise<Awaited<Started['ended']>>((resolve) => {
			child.on('close', (code, signal) => resolve({ code, signal, stderr }));
		});
		return { child, ended, stdout: () => stdout };
	};
	around.bot = (more = {}) => {
		const { token, apiUrl } = around.discord;
		return around.start({ DISCORD_TOKEN: token, DISCORD_API_URL: apiUrl, ...more });
	};
	around.declare = (stations) =>
		writeFile(path.join(around.folder, 'stations.json'), JSON.stringify({ stations }));
	return around;
}

export const registered = ({ stdout }: Started) =>
	expect.poll(stdout, { timeout: 10_000 }).toContain('The commands are registered');
