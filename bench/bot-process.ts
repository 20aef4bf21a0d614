import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { cpuMsIn, residentMbIn } from './process-files.ts';
import type { Stage } from './stage.ts';

const bots = {
	airdeck: new URL('../src/main.ts', import.meta.url),
	'bare bot': new URL('./bare-bot.ts', import.meta.url),
} as const;
export type BotName = keyof typeof bots;

/** What both bots print once they are connected; the start ends there. */
const connectedMessage = 'Connected to Discord';

/** Longer than any start on a busy machine; what takes longer hangs. */
const startPatienceMs = 30_000;

/** A bot in a process of its own. */
export interface BotProcess {
	/** From the start of the process to its word that it is connected, in milliseconds. */
	readonly startMs: number;
	/** Memory that is resident now, in megabytes; undefined where the system does not tell (anything but Linux). */
	residentMb(): Promise<number | undefined>;
	/** Processor time used so far, in milliseconds; undefined as above. */
	cpuMs(): Promise<number | undefined>;
	/** Stops it as an operator would; rejects if it does not end well. */
	stop(): Promise<void>;
}

/** Starts a bot on this stage and waits until it is connected. Rejects with what it printed if it never is. */
export async function startBot(
	name: BotName,
	stage: Pick<Stage, 'discord' | 'environment' | 'folder'>,
	{ shards = 1, patienceMs = startPatienceMs }: { shards?: number; patienceMs?: number } = {},
): Promise<BotProcess> {
	const { apiUrl, token } = stage.discord;
	const given = name === 'bare bot' ? [apiUrl, token, String(shards)] : [];
	const startedAt = performance.now();
	// Nothing of this process's own environment: the bot's settings are exactly the stage's.
	const child = spawn(process.execPath, [fileURLToPath(bots[name]), ...given], {
		cwd: stage.folder,
		env: stage.environment,
		// In a group of its own: Ctrl-C is for this process, which stops the bot by itself.
		detached: true,
	});
	// A measurement that fails must not leave a bot behind that looks for its Discord for ever.
	const killed = () => child.kill('SIGKILL');
	process.once('exit', killed);
	child.once('exit', () => process.off('exit', killed));
	const printed = await connected(child, name, patienceMs);
	const startMs = performance.now() - startedAt;
	if (stage.discord.gateway.sessions !== shards)
		throw new Error(`${name} says that it is connected, and Discord sees no one:\n${printed()}`);
	const proc = `/proc/${child.pid ?? 0}`;
	return {
		startMs,
		residentMb: async () => {
			const status = await onLinux(`${proc}/status`);
			return status === undefined ? undefined : residentMbIn(status);
		},
		cpuMs: async () => {
			const stat = await onLinux(`${proc}/stat`);
			return stat === undefined ? undefined : cpuMsIn(stat);
		},
		stop: async () => {
			if (child.exitCode !== null) throw new Error(`${name} ended by itself:\n${printed()}`);
			const ended = new Promise<string | number | null>((resolve) =>
				child.once('exit', (code, signal) => resolve(signal ?? code)),
			);
			child.kill('SIGTERM');
			const how = await ended;
			// A bot that is told to stop while it is still starting dies of the signal itself.
			if (how !== 0 && how !== 'SIGTERM') throw new Error(`${name} ended by ${how}:\n${printed()}`);
		},
	};
}

/** Resolves with everything printed so far, as a function, as soon as the bot says that it is connected. */
function connected(child: ChildProcess, name: string, patienceMs: number): Promise<() => string> {
	let text = '';
	return new Promise((resolve, reject) => {
		const fail = (what: string) => reject(new Error(`${name} ${what}:\n${text}`));
		const timer = setTimeout(() => {
			child.kill('SIGKILL');
			fail('never connected');
		}, patienceMs);
		const hear = (chunk: Buffer) => {
			// A bot that talks too much must not fill this process; its last words are what matters.
			text = `${text}${chunk.toString()}`.slice(-20_000);
			if (!text.includes(connectedMessage)) return;
			clearTimeout(timer);
			resolve(() => text);
		};
		child.stdout?.on('data', hear);
		child.stderr?.on('data', hear);
		child.once('error', reject);
		child.once('exit', (code) => {
			clearTimeout(timer);
			fail(`ended with code ${code} before it was connected`);
		});
	});
}

async function onLinux(file: string): Promise<string | undefined> {
	return process.platform === 'linux' ? readFile(file, 'utf8') : undefined;
}
