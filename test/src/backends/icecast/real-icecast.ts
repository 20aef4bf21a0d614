import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Where Debian puts it. */
const program = '/usr/bin/icecast2';
const password = 'let-me-in';

/** Why there is no real Icecast to try; undefined if there is one. */
export function whyNoIcecast(): string | undefined {
	try {
		accessSync(program, constants.X_OK);
		return undefined;
	} catch {
		return `${program} is not installed`;
	}
}

export interface RealIcecast {
	readonly url: string;
	/** Connects a source that sends silence until it is disconnected. */
	source(mount: string, headers?: Record<string, string>): Promise<Source>;
	/** A listener, until it is destroyed. */
	listen(mount: string): Promise<Socket>;
	/** Tells the title of a mount as sources do; `song` is put into the address as it stands. */
	setTitle(mount: string, song: string, charset?: string): Promise<void>;
	close(): Promise<void>;
}

export interface Source {
	disconnect(): void;
}

/** Debian's Icecast on a free loopback port, with its own settings in a folder of its own. */
export async function startRealIcecast(): Promise<RealIcecast> {
	const folder = await mkdtemp(path.join(tmpdir(), 'airdeck-icecast-'));
	// It refuses to run as root, and has to be able to write its logs.
	await chmod(folder, 0o777);
	const port = await freePort();
	const file = path.join(folder, 'icecast.xml');
	await writeFile(file, settings(folder, port));
	const child = spawn(program, ['-c', file], { stdio: 'ignore', ...lowlyUser() });
	const ended = new Promise<string>((resolve) => {
		child.once('exit', (code) => resolve(`Icecast ended with ${code}`));
		child.once('error', (error) => resolve(`Icecast was not started: ${error.message}`));
	});
	await Promise.race([answers(port), ended.then((why) => Promise.reject(new Error(why)))]);
	const authorization = `Basic ${Buffer.from(`source:${password}`).toString('base64')}`;
	return {
		url: `http://127.0.0.1:${port}`,
		source: async (mount, headers = {}) => connectSource(port, mount, { authorization, ...headers }),
		listen: async (mount) => {
			const { socket } = await ask(port, `GET ${mount} HTTP/1.0\r\n\r\n`);
			socket.resume();
			return socket;
		},
		setTitle: async (mount, song, charset) => {
			const query = `mount=${mount}&mode=updinfo&song=${song}${charset === undefined ? '' : `&charset=${charset}`}`;
			const request = `GET /admin/metadata?${query} HTTP/1.0\r\nAuthorization: ${authorization}\r\n\r\n`;
			const { head, socket } = await ask(port, request);
			socket.destroy();
			if (!head.includes(' 200 '))
				throw new Error(`The title was refused: ${head.split('\r\n', 1).join('')}`);
		},
		close: async () => {
			await end(child);
			await rm(folder, { recursive: true, force: true });
		},
	};
}

async function connectSource(port: number, mount: string, headers: Record<string, string>): Promise<Source> {
	const lines = Object.entries({ 'content-type': 'audio/mpeg', ...headers });
	const request = `SOURCE ${mount} HTTP/1.0\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
	const { socket, head } = await ask(port, request);
	if (!head.includes(' 200 ')) throw new Error(`The source was refused: ${head.split('\r\n', 1).join('')}`);
	socket.resume();
	// Frames of silence: MPEG 1, layer 3, 128 kbit/s, 44.1 kHz.
	const frame = Buffer.alloc(417);
	frame.set([0xff, 0xfb, 0x90, 0x64]);
	const some = Buffer.concat(Array.from({ length: 40 }, () => frame));
	const timer = setInterval(() => socket.write(some), 20);
	return {
		disconnect: () => {
			clearInterval(timer);
			socket.destroy();
		},
	};
}

/** Sends a request and gives the head of the answer, with the connection as it goes on. */
function ask(port: number, request: string): Promise<{ head: string; socket: Socket }> {
	return new Promise((resolve, reject) => {
		const socket = connect(port, '127.0.0.1', () => socket.write(request, 'latin1'));
		let head = '';
		socket.on('error', reject);
		socket.once('close', () => reject(new Error('Icecast hung up')));
		socket.on('data', function read(chunk: Buffer) {
			head += chunk.toString('latin1');
			if (!head.includes('\r\n\r\n')) return;
			socket.off('data', read);
			resolve({ head, socket });
		});
	});
}

/** Resolves when it takes connections, and knows of itself: what it tells comes a third of a second late. */
async function answers(port: number): Promise<void> {
	for (let tried = 0; ; tried += 1) {
		if (tried > 400) throw new Error('Icecast does not answer');
		try {
			if ((await page(port, '/status-json.xsl')).includes('server_id')) return;
		} catch (error) {
			if (tried > 200) throw error;
		}
		await new Promise((resolve) => setTimeout(resolve, 25));
	}
}

function page(port: number, address: string): Promise<string> {
	return new Promise((resolve, reject) => {
		const socket = connect(port, '127.0.0.1', () => socket.write(`GET ${address} HTTP/1.0\r\n\r\n`));
		let text = '';
		socket.on('error', reject);
		socket.on('data', (chunk: Buffer) => {
			text += chunk.toString('latin1');
		});
		socket.on('end', () => resolve(text));
	});
}

async function end(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const gone = new Promise((resolve) => child.once('exit', resolve));
	child.kill('SIGTERM');
	const timer = setTimeout(() => child.kill('SIGKILL'), 5_000);
	await gone;
	clearTimeout(timer);
}

/** Its own user where the tests run as root. */
function lowlyUser(): { uid?: number; gid?: number } {
	if (process.getuid?.() !== 0) return {};
	const id = (which: string) => Number(execFileSync('id', [which, 'icecast2'], { encoding: 'utf8' }));
	return { uid: id('-u'), gid: id('-g') };
}

function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(0, '127.0.0.1', () => {
			const address = server.address();
			server.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0));
		});
	});
}

function settings(folder: string, port: number): string {
	return `<icecast>
	<location>Test</location>
	<admin>nobody@localhost</admin>
	<limits><clients>50</clients><sources>10</sources><source-timeout>10</source-timeout></limits>
	<authentication>
		<source-password>${password}</source-password>
		<relay-password>${password}</relay-password>
		<admin-user>admin</admin-user>
		<admin-password>${password}</admin-password>
	</authentication>
	<hostname>localhost</hostname>
	<listen-socket><port>${port}</port><bind-address>127.0.0.1</bind-address></listen-socket>
	<fileserve>1</fileserve>
	<paths>
		<basedir>/usr/share/icecast2</basedir>
		<logdir>${folder}</logdir>
		<webroot>/usr/share/icecast2/web</webroot>
		<adminroot>/usr/share/icecast2/admin</adminroot>
	</paths>
	<logging><accesslog>access.log</accesslog><errorlog>error.log</errorlog><loglevel>2</loglevel></logging>
	<security><chroot>0</chroot></security>
</icecast>
`;
}
