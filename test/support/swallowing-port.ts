import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** Listens, and takes nothing: once a few wait to be taken, the kernel drops whoever knocks, without a word. */
const listener = `
const { createServer } = require('node:net');
const server = createServer();
server.listen({ host: '127.0.0.1', port: 0, backlog: 1 }, () => {
	require('node:fs').writeSync(1, String(server.address().port));
	Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
});
`;
const enough = 8;

/** A port on which no connection ever comes about, nor is refused: as behind a firewall that drops. */
export async function openSwallowingPort(): Promise<{ port: number; close: () => void }> {
	const child = spawn(process.execPath, ['-e', listener], { stdio: ['ignore', 'pipe', 'ignore'] });
	const [said] = (await once(child.stdout, 'data')) as [Buffer];
	const port = Number(said.toString());
	const waiting: Socket[] = [];
	for (let count = 0; count < enough; count++) {
		const socket = connect(port, '127.0.0.1').on('error', () => undefined);
		waiting.push(socket);
		const connected = await Promise.race([
			once(socket, 'connect').then(() => true),
			new Promise<false>((resolve) => setTimeout(() => resolve(false), 200)),
		]);
		if (!connected)
			return {
				port,
				close: () => {
					for (const one of waiting) one.destroy();
					child.kill('SIGKILL');
				},
			};
	}
	child.kill('SIGKILL');
	throw new Error('The kernel takes connections that nobody takes');
}
