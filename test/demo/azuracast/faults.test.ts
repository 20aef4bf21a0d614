import { expect, test } from 'vitest';
import { simulate } from './simulation.ts';

test('a fault spoils the calls it names, as often as told', async () => {
	const { call, faults, requests } = await simulate();
	faults.add({ path: /nowplaying/u, method: 'GET', times: 2, status: 502, html: '<h1>Bad Gateway</h1>' });
	expect((await call('/api/status')).status).toBe(200);
	for (let time = 0; time < 2; time++) {
		expect(await call('/api/nowplaying/1')).toMatchObject({
			status: 502,
			contentType: 'text/html; charset=utf-8',
			text: '<h1>Bad Gateway</h1>',
		});
	}
	expect((await call('/api/nowplaying/1')).status).toBe(200);
	expect(requests.map(({ status }) => status)).toEqual([200, 502, 502, 200]);
});

test('one call in so many is spoiled, and each fault counts for itself', async () => {
	const { call, faults, requests } = await simulate();
	faults.add({ path: /status/u, every: 3, status: 503, html: '<h1>Busy</h1>' });
	faults.add({ path: /status/u, every: 4, status: 500, body: '{}' });
	for (let time = 0; time < 8; time++) await call('/api/status');
	expect(requests.map(({ status }) => status)).toEqual([200, 200, 503, 200, 500, 503, 200, 200]);
});

test('clearing ends them all', async () => {
	const { call, faults } = await simulate();
	faults.add({ path: /./u, body: '{"not": "what you think"}' });
	expect((await call('/api/status')).body).toEqual({ not: 'what you think' });
	faults.clear();
	expect((await call('/api/status')).body).toMatchObject({ online: true });
});

test('a redirect leads elsewhere', async () => {
	const { call, faults } = await simulate();
	faults.add({ path: /status/u, redirectTo: 'https://elsewhere.test/', status: 307 });
	const reply = await call('/api/status');
	expect(reply.status).toBe(307);
	expect(reply.headers.get('location')).toBe('https://elsewhere.test/');
});

test('a delay lasts as long as the clock says, and then the usual answer comes', async () => {
	const { call, clock, faults, keys, requests } = await simulate();
	faults.add({ path: /status/u, delayMs: 5000 });
	let answered = false;
	const reply = call('/api/status', { key: keys.bot }).then((answer) => {
		answered = true;
		return answer;
	});
	while (clock.waiting === 0) await new Promise((resolve) => setImmediate(resolve));
	await clock.advance(4999);
	expect(answered).toBe(false);
	await clock.advance(1);
	expect((await reply).status).toBe(200);
	expect(requests).toMatchObject([{ key: 'bot', status: 200 }]);
});

test('a hanging call is logged and never answered', async () => {
	const { url, faults, requests } = await simulate();
	faults.add({ path: /status/u, hang: true });
	await expect(fetch(`${url}/api/status`, { signal: AbortSignal.timeout(200) })).rejects.toThrow(/timeout/u);
	expect(requests).toMatchObject([{ path: '/api/status', status: 0 }]);
});

test('a drip sends a byte a second', async () => {
	const { url, clock, faults } = await simulate();
	faults.add({ path: /status/u, drip: true, body: 'abc' });
	const response = await fetch(`${url}/api/status`);
	const text = response.text();
	await clock.advance(10_000);
	expect(await text).toBe('abc');
});

test('a closed socket breaks the call off, before or in the answer', async () => {
	const { url, faults } = await simulate();
	faults.add({ path: /status/u, closeSocket: true, times: 1 });
	await expect(fetch(`${url}/api/status`)).rejects.toThrow('fetch failed');
	faults.add({ path: /status/u, closeSocket: true, body: '{"half": ' });
	const broken = fetch(`${url}/api/status`).then(async (response) => response.text());
	await expect(broken).rejects.toThrow();
});

test('a gzip bomb unpacks to a thousand times its size', async () => {
	const { url, faults } = await simulate();
	faults.add({ path: /status/u, gzipBomb: true });
	const response = await fetch(`${url}/api/status`);
	let unpacked = 0;
	for await (const chunk of response.body ?? []) {
		unpacked += chunk.length;
		if (unpacked > 64 * 1024 * 1024) break;
	}
	expect(unpacked).toBeGreaterThan(64 * 1024 * 1024);
});
