import { createServer, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import { AddressGuard } from '#src/backends/address-guard.ts';
import { lookIntoStream } from '#src/backends/icecast/in-stream.ts';
import { ServerConnections } from '#src/backends/server-connections.ts';
import { failure } from '../azuracast/loopback.ts';

const connections = () => {
	const made = new ServerConnections({ userAgent: 'Airdeck/0.1.0', clock: new ManualClock() });
	onTestFinished(() => made.close());
	return made;
};

/** A server that does this with whoever connects, once a request has come. Gives its address, and what it was asked. */
async function serve(
	answer: (socket: Socket) => void,
): Promise<{ url: URL; asked: string[]; open: () => number }> {
	const asked: string[] = [];
	const sockets = new Set<Socket>();
	const server = createServer((socket) => {
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket));
		socket.on('error', () => undefined);
		socket.once('data', (chunk) => {
			asked.push(chunk.toString());
			answer(socket);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	onTestFinished(() => {
		for (const socket of sockets) socket.destroy();
		server.close();
	});
	const address = server.address();
	const port = address !== null && typeof address === 'object' ? address.port : 0;
	return { url: new URL(`http://127.0.0.1:${port}/live`), asked, open: () => sockets.size };
}

const head = (...more: string[]) => ['ICY 200 OK', 'content-type: audio/mpeg', ...more, '', ''].join('\r\n');
const block = (text: string) => {
	const bytes = Buffer.from(text);
	const padded = Buffer.alloc(1 + Math.ceil(bytes.length / 16) * 16);
	padded[0] = (padded.length - 1) / 16;
	bytes.copy(padded, 1);
	return padded;
};

describe('lookIntoStream', () => {
	it('asks for titles under its own name, as nothing but a listener', async () => {
		const { url, asked, open } = await serve((socket) => {
			socket.write(head('icy-metaint: 10'));
			socket.write(Buffer.concat([Buffer.alloc(10), block("StreamTitle='A - B';StreamUrl='x';")]));
		});
		const look = await lookIntoStream(url, { connections: connections() });
		expect(look).toMatchObject({ title: 'A - B', head: { metaint: 10, isIcy: true } });
		expect(asked).toEqual([
			[
				'GET /live HTTP/1.0',
				`Host: ${url.host}`,
				'User-Agent: Airdeck/0.1.0',
				'Icy-MetaData: 1',
				'Accept: */*',
				'Connection: close',
				'',
				'',
			].join('\r\n'),
		]);
		await expect.poll(open).toBe(0);
	});

	it('takes a title that comes in pieces, with quotes and signs in it', async () => {
		const { url } = await serve((socket) => {
			const all = Buffer.concat([
				Buffer.from(head('icy-metaint: 5')),
				Buffer.alloc(5),
				block("StreamTitle='Rock'n'Roll; it's 5';"),
			]);
			for (const byte of all) socket.write(Buffer.of(byte));
		});
		expect((await lookIntoStream(url, { connections: connections() })).title).toBe("Rock'n'Roll; it's 5");
	});

	it.each([
		['none in 400 KB', 'icy-metaint: 8000', () => Buffer.alloc(1_000_000)],
		['a distance that no server has', 'icy-metaint: 99999999', () => Buffer.alloc(1_000)],
		['a distance of nothing', 'icy-metaint: 0', () => Buffer.alloc(1_000)],
		['no word of titles', 'icy-br: 64', () => Buffer.alloc(1_000)],
		['blocks without a title', 'icy-metaint: 5', () => Buffer.concat([Buffer.alloc(5), block("Other='x';")])],
	])('has no title where there is %s', async (_, line, sound) => {
		const { url, open } = await serve((socket) => {
			socket.write(head(line));
			socket.end(sound());
		});
		const { title, head: told } = await lookIntoStream(url, { connections: connections() });
		expect([title, told.isStream]).toEqual(['', true]);
		await expect.poll(open).toBe(0);
	});

	it('says that it streams when the time is over before a title came', async () => {
		const { url, open } = await serve((socket) => socket.write(head('icy-metaint: 8000')));
		const look = await lookIntoStream(url, { connections: connections(), deadlineMs: 100 });
		expect(look).toMatchObject({ title: '', head: { isStream: true } });
		await expect.poll(open).toBe(0);
	});

	it('does not wait for ever for an answer', async () => {
		const { url, open } = await serve(() => undefined);
		const error = await failure(lookIntoStream(url, { connections: connections(), deadlineMs: 100 }));
		expect(error).toMatchObject({ problem: { kind: 'unreachable', reason: 'timeout' } });
		await expect.poll(open).toBe(0);
	});

	it.each([
		['hangs up', '', { kind: 'unreachable', reason: 'connection-lost' }],
		['speaks another tongue', 'SSH-2.0-OpenSSH_9.2\r\n', { kind: 'wrong-address' }],
		['talks without end', 'x'.repeat(100_000), { kind: 'wrong-address' }],
		[
			'sends a head without end',
			`HTTP/1.0 200 OK\r\n${'a: b\r\n'.repeat(10_000)}`,
			{ kind: 'wrong-address' },
		],
	])('says of what %s that it is no stream', async (_, words, problem) => {
		const { url } = await serve((socket) => socket.end(words));
		expect((await failure(lookIntoStream(url, { connections: connections() }))).problem).toMatchObject(
			problem,
		);
	});

	it('takes a page for no stream', async () => {
		const { url } = await serve((socket) =>
			socket.end('HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<h1>'),
		);
		expect((await lookIntoStream(url, { connections: connections() })).head.isStream).toBe(false);
	});

	it('is kept out of networks where it may not go', async () => {
		const { url, asked } = await serve((socket) => socket.end(head()));
		const guarded = connections().guardedBy(new AddressGuard({ all: false, cidrs: [] }));
		for (const address of [url, new URL(`http://localhost:${url.port}/live`)]) {
			const error = await failure(lookIntoStream(address, { connections: guarded }));
			expect(error.problem).toEqual({ kind: 'address-barred' });
		}
		expect(asked).toEqual([]);
	});
});
