import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { accessSync, chmodSync, constants, globSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';

/** A database of its own on a free loopback port, with its files in a temporary folder. */
export interface RealDatabase {
	readonly url: string;
	/** Without warning, as in a power cut. */
	kill(): Promise<void>;
	/** Holds it without ending it: connections stay, nothing answers. */
	freeze(): void;
	thaw(): void;
	/** Again on the same port, with what it had written. */
	start(): Promise<void>;
	close(): Promise<void>;
}

export const password = 'p%40ss-word';
const patienceMs = 15_000;

const redisProgram = ['/usr/bin/redis-server', '/usr/bin/valkey-server'].find(isProgram);
const postgresFolder = globSync('/usr/lib/postgresql/*/bin').toSorted().at(-1);

/** Why there is no such database to try; undefined if there is one. */
export function whyNoDatabase(kind: 'redis' | 'postgresql'): string | undefined {
	if (kind === 'redis') return redisProgram === undefined ? 'redis-server is not installed' : undefined;
	if (postgresFolder === undefined) return 'PostgreSQL is not installed';
	// It refuses to run as root.
	return process.getuid?.() === 0 && lowlyUser() === undefined ? 'there is no user postgres' : undefined;
}

export async function startRealDatabase(kind: 'redis' | 'postgresql'): Promise<RealDatabase> {
	const folder = await mkdtemp(path.join(tmpdir(), `airdeck-${kind}-`));
	const port = await freePort();
	const { url, program, args } = kind === 'redis' ? redis(folder, port) : preparePostgres(folder, port);
	let child: ChildProcess | undefined;
	const start = async () => {
		const started = spawn(program, args, { stdio: 'ignore', cwd: folder, ...lowlyUser() });
		child = started;
		const ended = new Promise<never>((_, reject) => {
			started.once('exit', (code) => reject(new Error(`${program} ended with ${code}`)));
			started.once('error', reject);
		});
		ended.catch(() => undefined);
		await Promise.race([answers(port), ended]);
		if (kind === 'postgresql') await Promise.race([isReady(url), ended]);
	};
	const end = async (signal: NodeJS.Signals) => {
		if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
		const ended = new Promise((resolve) => child?.once('exit', resolve));
		child.kill('SIGCONT');
		child.kill(signal);
		await ended;
	};
	await start();
	return {
		url,
		start,
		// PostgreSQL's own word for at once is SIGQUIT; by SIGKILL its children would be left behind.
		kill: () => end(kind === 'redis' ? 'SIGKILL' : 'SIGQUIT'),
		freeze: () => child?.kill('SIGSTOP'),
		thaw: () => child?.kill('SIGCONT'),
		close: async () => {
			await end(kind === 'redis' ? 'SIGKILL' : 'SIGQUIT');
			await rm(folder, { recursive: true, force: true });
		},
	};
}

interface Prepared {
	url: string;
	program: string;
	args: string[];
}

function redis(folder: string, port: number): Prepared {
	if (process.getuid?.() === 0) giveAway(folder);
	const args =
		`--port ${port} --bind 127.0.0.1 --dir ${folder} --save  --appendonly yes --requirepass ${decodeURIComponent(password)}`.split(
			' ',
		);
	return { url: `redis://:${password}@127.0.0.1:${port}/0`, program: redisProgram ?? '', args };
}

function preparePostgres(folder: string, port: number): Prepared {
	const bin = postgresFolder ?? '';
	const data = path.join(folder, 'data');
	if (process.getuid?.() === 0) giveAway(folder);
	const options = { cwd: folder, ...lowlyUser() };
	const secret = path.join(folder, 'password');
	execFileSync('/bin/sh', ['-c', `printf %s '${decodeURIComponent(password)}' > ${secret}`], options);
	execFileSync(
		path.join(bin, 'initdb'),
		['-D', data, '-U', 'airdeck', '-A', 'scram-sha-256', `--pwfile=${secret}`, '--no-sync', '-E', 'UTF8'],
		{ ...options, stdio: 'ignore' },
	);
	const args = ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder];
	return {
		url: `postgresql://airdeck:${password}@127.0.0.1:${port}/postgres`,
		program: path.join(bin, 'postgres'),
		args,
	};
}

/** Both refuse root, or should not have it. */
function lowlyUser(): { uid: number; gid: number } | undefined {
	if (process.getuid?.() !== 0) return undefined;
	for (const user of ['postgres', 'nobody'])
		try {
			const id = (what: string) => Number(execFileSync('id', [what, user], { stdio: 'pipe' }).toString());
			return { uid: id('-u'), gid: id('-g') };
		} catch {
			// The next one, then.
		}
	return undefined;
}

function giveAway(folder: string): void {
	const user = lowlyUser();
	if (user === undefined) chmodSync(folder, 0o777);
	else execFileSync('chown', [`${user.uid}:${user.gid}`, folder]);
}

async function answers(port: number): Promise<void> {
	const until = Date.now() + patienceMs;
	for (;;) {
		if (await listens(port)) return;
		if (Date.now() > until) throw new Error(`Nothing listens on ${port}`);
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
}

/** PostgreSQL listens while it still starts up, and refuses everybody until then. */
async function isReady(url: string): Promise<void> {
	const until = Date.now() + patienceMs;
	for (;;) {
		const client = new pg.Client({ connectionString: url });
		try {
			await client.connect();
			return;
		} catch (error) {
			if (Date.now() > until) throw error;
			await new Promise((resolve) => setTimeout(resolve, 50));
		} finally {
			await client.end();
		}
	}
}

function listens(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = connect({ port, host: '127.0.0.1' });
		socket.once('connect', () => resolve(true));
		socket.once('error', () => resolve(false));
		socket.once('connect', () => socket.destroy());
	});
}

export async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	await new Promise((resolve) => server.close(resolve));
	if (address === null || typeof address === 'string') throw new Error('There is no free port');
	return address.port;
}

function isProgram(file: string): boolean {
	try {
		accessSync(file, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}
