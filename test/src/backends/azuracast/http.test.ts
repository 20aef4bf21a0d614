import type { ServerResponse } from 'node:http';
import { createServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Secret } from '#config/secret.ts';
import {
	bothKeys,
	createBackend,
	createClient,
	failure,
	replay,
	sendHtml,
	sendJson,
	startServer,
} from './loopback.ts';

const done = { success: true, message: 'Song skipped.', formatted_message: 'Song skipped.' };

/** A port on which nothing listens. */
async function closedPort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
	const { port } = server.address() as { port: number };
	await new Promise((resolve) => server.close(resolve));
	return port;
}

describe('what goes out', () => {
	it('is these headers and no others', async () => {
		const server = await startServer((_, response) => replay(response, 'queue_bot'));
		await createClient(server.url, { keys: bothKeys }).call('queue', {});
		const { host: _, connection: __, ...headers } = server.hits[0]!.headers;
		expect(headers).toEqual({
			accept: 'application/json',
			'accept-encoding': 'gzip',
			'accept-language': 'en',
			'user-agent': 'Airdeck/0.1.0',
			'x-api-key': bothKeys.station.reveal(),
			'x-requested-with': 'XMLHttpRequest',
		});
	});

	it.each(['', '/', '/radio', '/radio/', '/radio/api/'])(
		'fits an address that ends in "%s"',
		async (path) => {
			const server = await startServer((_, response) => replay(response, 'nowplaying_1'));
			await createClient(server.url + path).call('nowPlaying', {});
			expect(server.hits[0]!.url).toBe(`${path.startsWith('/radio') ? '/radio' : ''}/api/nowplaying/1`);
		},
	);

	it('encodes parameters and the query', async () => {
		const server = await startServer((_, response) => replay(response, 'requests_search_nohit'));
		const client = createClient(server.url, { station: 'müll & co' });
		await client.call('requestableSongs', {}, { query: { searchPhrase: 'a+b&c=東' } });
		expect(server.hits[0]!.url).toBe(
			'/api/station/m%C3%BCll%20%26%20co/requests?searchPhrase=a%2Bb%26c%3D%E6%9D%B1',
		);
	});

	it.each(['', '.', '..', 'a/b', '../../admin/users', 'a\\b', '1/toggle', 'a%2Fb', 'a\nb', 'x?y', 'x#y'])(
		'never asks for another endpoint through the id %j',
		async (id) => {
			const server = await startServer((_, response) => sendJson(response, done));
			const error = await failure(
				createClient(server.url, { keys: bothKeys }).call('requestSong', { song: id }),
			);
			expect(error.problem).toEqual({ kind: 'not-found', what: 'song' });
			expect(server.hits).toEqual([]);
		},
	);

	it('sends a body as JSON', async () => {
		const server = await startServer((_, response) => sendJson(response, done));
		const client = createClient(server.url, { keys: bothKeys });
		await client.call('editStation', { number: 1 }, { body: { is_enabled: false } });
		const [hit] = server.hits;
		expect(hit).toMatchObject({ method: 'PUT', url: '/api/admin/station/1', body: '{"is_enabled":false}' });
		expect(hit!.headers['content-type']).toBe('application/json');
	});

	it('never is a key that AzuraCast could not have made, and no error tells it', async () => {
		const server = await startServer((_, response) => replay(response, 'queue_bot'));
		const odd = fc
			.tuple(
				fc.string({ minLength: 4, maxLength: 20 }),
				fc.constantFrom('\r\n', '\n', '\0', 'é', '東', ' ', '\u2028', ',', '::'),
				fc.string({ minLength: 4, maxLength: 20 }),
			)
			.map((parts) => parts.join(''));
		await fc.assert(
			fc.asyncProperty(odd, async (key) => {
				const client = createClient(server.url, { keys: { station: new Secret(key) } });
				const error = await failure(client.call('queue', {}));
				expect(error.problem.kind).toBe('key-rejected');
				expect(`${error.stack} ${String(error.cause)}`).not.toContain(key);
			}),
			{ numRuns: 60 },
		);
		expect(server.hits).toEqual([]);
	});

	it.each(['', 'nocolon', ':half', 'half:'])('never is half a key: "%s"', async (key) => {
		const server = await startServer((_, response) => replay(response, 'queue_bot'));
		const client = createClient(server.url, { keys: { station: new Secret(key) } });
		expect((await failure(client.call('queue', {}))).problem.kind).toBe('key-rejected');
		expect(server.hits).toEqual([]);
	});
});

describe('what comes back', () => {
	it.each([301, 302, 307, 308])('is not followed when it is a redirect (%i)', async (status) => {
		const other = await startServer((_, response) => replay(response, 'queue_bot'));
		const server = await startServer((_, response) =>
			response.writeHead(status, { location: `${other.url}/api/elsewhere` }).end(),
		);
		const error = await failure(createClient(server.url, { keys: bothKeys }).call('queue', {}));
		expect(error.problem).toEqual({ kind: 'wrong-address', leadsTo: other.url });
		expect(other.hits).toEqual([]);
	});

	it('may be packed', async () => {
		const server = await startServer((_, response) =>
			response
				.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-encoding': 'gzip' })
				.end(gzipSync(JSON.stringify({ online: true, timestamp: 1_795_320_942 }))),
		);
		await expect(createClient(server.url).call('serverStatus', {})).resolves.toEqual({
			online: true,
			timestamp: 1_795_320_942_000,
		});
	});

	it.each([
		['a bomb', gzipSync(Buffer.alloc(64 * 1024 * 1024, ' ')), 'larger than 2097152 bytes'],
		['rubbish', Buffer.from('this is not gzip'), 'damaged while packed'],
	])('is refused when its packing holds %s', async (_, body, detail) => {
		const server = await startServer((__, response) =>
			response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(body),
		);
		const before = process.memoryUsage().rss;
		const error = await failure(createClient(server.url).call('serverStatus', {}));
		expect(error.problem).toEqual({ kind: 'unexpected-answer', detail });
		expect(process.memoryUsage().rss - before).toBeLessThan(48 * 1024 * 1024);
	});

	it('is refused when it never ends', async () => {
		const server = await startServer((_, response) => {
			response.writeHead(200, { 'content-type': 'application/json' });
			const chunk = Buffer.alloc(64 * 1024, ' ');
			const more = () => {
				while (!response.destroyed && response.write(chunk));
			};
			response.on('drain', more);
			more();
		});
		const error = await failure(createClient(server.url).call('serverStatus', {}));
		expect(error.problem).toEqual({ kind: 'unexpected-answer', detail: 'larger than 2097152 bytes' });
	});

	it('is refused in a packing that nobody asked for', async () => {
		const server = await startServer((_, response) =>
			response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'br' }).end('x'),
		);
		const error = await failure(createClient(server.url).call('serverStatus', {}));
		expect(error.problem.kind).toBe('unexpected-answer');
	});

	it.each(['before the headers', 'in the middle of the body'])('has one deadline: %s', async (where) => {
		const server = await startServer((_, response) => {
			if (where === 'before the headers') return;
			response.writeHead(200, { 'content-type': 'application/json' });
			const drip = setInterval(() => response.write(' '), 20);
			onTestFinished(() => clearInterval(drip));
		});
		const startedAt = performance.now();
		const error = await failure(createClient(server.url).call('serverStatus', {}, { deadlineMs: 200 }));
		expect(error.problem).toMatchObject({ kind: 'unreachable', reason: 'timeout' });
		expect(performance.now() - startedAt).toBeLessThan(1_000);
		expect(server.hits.length).toBe(1);
	});

	it('is not waited for when the caller gave up', async () => {
		const server = await startServer(() => undefined);
		const reason = new Error('no longer wanted');
		const giveUp = new AbortController();
		setTimeout(() => giveUp.abort(reason), 30);
		const call = createClient(server.url).call('serverStatus', {}, { signal: giveUp.signal });
		await expect(call).rejects.toBe(reason);
	});

	it('is a wrong address when it is not HTTP at all', async () => {
		const server = createServer((socket) => socket.end('SSH-2.0-OpenSSH_9.9\r\n')).listen(0, '127.0.0.1');
		await new Promise((resolve) => server.once('listening', resolve));
		onTestFinished(() => void server.close());
		const { port } = server.address() as { port: number };
		const plain = await failure(createClient(`http://127.0.0.1:${port}`).call('serverStatus', {}));
		expect(plain.problem).toEqual({ kind: 'wrong-address' });
		expect(`${plain.stack} ${String(plain.cause)}`).not.toContain('OpenSSH');
		const encrypted = await failure(createClient(`https://127.0.0.1:${port}`).call('serverStatus', {}));
		expect(encrypted.problem).toEqual({ kind: 'wrong-address' });
	});
});

describe('repeating', () => {
	it.each([
		['502', (response) => sendHtml(response, 502)],
		['503', (response) => sendHtml(response, 503)],
		['504', (response) => sendHtml(response, 504)],
		['a reset', (response) => response.destroy()],
		[
			'a cut body',
			(response) => {
				response.writeHead(200, { 'content-type': 'application/json', 'content-length': 500 });
				response.write('{"online":');
				setTimeout(() => response.destroy(), 10);
			},
		],
	] as [string, (response: ServerResponse) => void][])('a read succeeds after %s', async (_, fail) => {
		const server = await startServer((__, response, number) => {
			if (number < 3) fail(response);
			else replay(response, 'status');
		});
		await expect(createClient(server.url).call('serverStatus', {})).resolves.toMatchObject({
			online: true,
		});
		expect(server.hits.length).toBe(3);
	});

	it('ends after two more tries', async () => {
		const server = await startServer((_, response) => sendHtml(response, 502));
		const error = await failure(createClient(server.url).call('serverStatus', {}));
		expect(error.problem).toEqual({ kind: 'server-trouble', status: 502 });
		expect(server.hits.length).toBe(3);
	});

	it.each([
		'admin_updates',
		'queue_limited_403',
		'file_unknown_404',
		'requests_disabled_list',
		'history_bad_range',
	])('does not happen after the answer %s', async (name) => {
		const server = await startServer((_, response) => replay(response, name));
		await failure(createClient(server.url, { keys: bothKeys }).call('queue', {}));
		expect(server.hits.length).toBe(1);
	});

	it.each([
		['502', (response) => sendHtml(response, 502), 'server-trouble'],
		['a reset', (response) => response.destroy(), 'unreachable'],
		['no answer', () => undefined, 'unreachable'],
	] as [string, (response: ServerResponse) => void, string][])(
		'never happens to an action: %s',
		async (_, fail, kind) => {
			const server = await startServer((__, response) => fail(response));
			const client = createClient(server.url, { keys: bothKeys });
			const error = await failure(client.call('skipSong', {}, { deadlineMs: 200 }));
			expect(error).toMatchObject({ problem: { kind }, perhapsDone: true });
			await new Promise((resolve) => setTimeout(resolve, 50));
			expect(server.hits.length).toBe(1);
		},
	);

	it('an action that never left is known not to have been done', async () => {
		const backend = createBackend(`http://127.0.0.1:${await closedPort()}`, { keys: bothKeys });
		const error = await failure(backend.playout!.skip());
		expect(error).toMatchObject({
			problem: { kind: 'unreachable', reason: 'connection-refused' },
			perhapsDone: false,
		});
	});
});
