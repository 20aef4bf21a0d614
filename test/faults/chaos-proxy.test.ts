import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { startChaosProxy, type Toxic } from './chaos-proxy.ts';

/** What a client gets that asks an echo for ten letters through the proxy, and how the connection ended. */
async function through(...toxics: Toxic[]) {
	const server = createServer((socket) => socket.on('error', () => undefined).pipe(socket));
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const proxy = await startChaosProxy();
	proxy.aim(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
	for (const toxic of toxics) proxy.add(toxic);
	const socket = connect(Number(new URL(proxy.url).port), '127.0.0.1');
	onTestFinished(async () => {
		socket.destroy();
		await proxy.close();
		server.close();
	});
	const got = { text: '', end: 'open', firstMs: Number.NaN };
	const startedAt = performance.now();
	socket.on('data', (piece) => {
		if (got.text === '') got.firstMs = performance.now() - startedAt;
		got.text += piece.toString();
	});
	socket.on('end', () => {
		got.end = 'closed';
	});
	socket.on('error', (error) => {
		got.end = 'code' in error ? String(error.code) : error.message;
	});
	socket.write('0123456789');
	return { proxy, socket, got };
}

test.each<[string, Toxic | undefined, { text: string; end: string }]>([
	['nothing', undefined, { text: '0123456789', end: 'open' }],
	['a cut', { kind: 'cut', direction: 'down', bytes: 4 }, { text: '0123', end: 'closed' }],
	['a cut on the way there', { kind: 'cut', direction: 'up', bytes: 4 }, { text: '', end: 'closed' }],
	['a reset', { kind: 'reset', direction: 'down' }, { text: '', end: 'ECONNRESET' }],
	['a half-open line', { kind: 'half-open', direction: 'down', bytes: 6 }, { text: '012345', end: 'open' }],
	['a black hole', { kind: 'black-hole', direction: 'up' }, { text: '', end: 'open' }],
	[
		'what was not said',
		{ kind: 'reset', direction: 'down', after: /x/ },
		{ text: '0123456789', end: 'open' },
	],
	['what was said', { kind: 'reset', direction: 'down', after: /123/ }, { text: '', end: 'ECONNRESET' }],
])('%s is what it is called', async (_, toxic, expected) => {
	const { got } = await through(...(toxic === undefined ? [] : [toxic]));
	await pause(150);
	expect(got).toMatchObject(expected);
});

test('latency delays, and a drip comes byte by byte', async () => {
	const late = await through({ kind: 'latency', direction: 'down', ms: 120 });
	const drip = await through({ kind: 'drip', direction: 'down', ms: 40 });
	await pause(110);
	expect(drip.got.text.length).toBeGreaterThan(0);
	expect(drip.got.text.length).toBeLessThan(5);
	await expect.poll(() => late.got.text).toBe('0123456789');
	expect(late.got.firstMs).toBeGreaterThan(100);
	await expect.poll(() => drip.got.text).toBe('0123456789');
});

test('a server that is down refuses, and is there again at the same place', async () => {
	const { proxy, got } = await through();
	await expect.poll(() => got.text).toBe('0123456789');
	await proxy.down();
	await expect.poll(() => got.end).toBe('ECONNRESET');
	const { port } = new URL(proxy.url);
	const [error] = await once(connect(Number(port), '127.0.0.1'), 'error').catch((caught: unknown) => [
		caught,
	]);
	expect(error).toMatchObject({ code: 'ECONNREFUSED' });
	await proxy.up();
	const again = connect(Number(port), '127.0.0.1');
	again.end('back');
	expect(String((await once(again, 'data'))[0])).toBe('back');
});
