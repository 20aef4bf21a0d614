import { expect, onTestFinished, test } from 'vitest';
import { Secret } from '#config/secret.ts';
import { startSimulatedAutoPod } from '#demo/autopod/simulated-autopod.ts';
import { AddressGuard } from '#src/backends/address-guard.ts';
import { createAutoPodSystem } from '#src/backends/autopod/radio-system.ts';
import type { BackendError } from '#src/backends/backend-error.ts';
import { ServerConnections } from '#src/backends/server-connections.ts';
import { systemClock } from '#src/clock.ts';

async function system() {
	const pod = await startSimulatedAutoPod();
	const connections = new ServerConnections({ userAgent: 'Airdeck test', clock: systemClock });
	onTestFinished(async () => {
		await connections.close();
		await pod.close();
	});
	return { pod, connections, system: createAutoPodSystem({ connections, clock: systemClock }) };
}

const failed = async (work: Promise<unknown>) => {
	const error: unknown = await work.catch((caught: unknown) => caught);
	return (error as BackendError).problem;
};

test('One address is meant by all that people type for it; another one has to be written out', async () => {
	const { system: autoPod } = await system();
	for (const typed of [
		'autopod',
		' AutoPod ',
		'api.autopod.xyz',
		'https://docs.autopod.xyz/api/overview',
		'autopod.xyz/login',
	])
		expect(autoPod.readAddress(typed)).toBe('https://api.autopod.xyz/v1');
	expect(autoPod.readAddress('http://127.0.0.1:4500/v1/')).toBe('http://127.0.0.1:4500/v1');
	for (const typed of [
		'',
		'radio.example.org',
		'https://radio.example.org',
		'autopod.xyz.evil.example',
		'ftp://api.example/v1',
	])
		expect(autoPod.readAddress(typed)).toBeUndefined();
});

test('Keys are known by how they begin', async () => {
	const { system: autoPod } = await system();
	expect(autoPod.isKey(' apk_0123456789abcdef ')).toBe(true);
	for (const typed of [
		'',
		'apk_',
		'0123456789abcdef:0123456789abcdef0123456789abcdef',
		'apk_with a space in it',
	])
		expect(autoPod.isKey(typed)).toBe(false);
});

test('It is known without a key by the words in which it misses one', async () => {
	const { pod, system: autoPod } = await system();
	expect(await autoPod.identify(pod.url)).toEqual({
		url: pod.url,
		host: new URL(pod.url).host,
		version: null,
	});
	expect(pod.requests.map(({ method, path, key }) => `${method} ${path} (${key})`)).toEqual([
		'GET /v1/station (none)',
	]);
	for (const answer of [
		{ html: '<h1>Parked</h1>' },
		{ body: '{"id":1,"name":"x"}' },
		{ status: 404, body: '{"message":"?"}' },
	]) {
		pod.faults.add({ path: /station/, times: 1, ...answer });
		expect(await failed(autoPod.identify(pod.url))).toMatchObject({ kind: 'wrong-address' });
	}
	await pod.down();
	expect(await failed(autoPod.identify(pod.url))).toMatchObject({ kind: 'unreachable' });
});

test('A key says which station it is for, unless it may not', async () => {
	const { pod, system: autoPod } = await system();
	const read = new Secret(pod.keys.read);
	const write = new Secret(pod.keys.write);
	expect(await autoPod.owner(pod.url, 'station', read)).toEqual({
		id: '42',
		name: 'Harbour Talk',
		roles: [],
	});
	expect(await autoPod.owner(pod.url, 'admin', write)).toEqual({ id: '', name: '', roles: [] });
	expect(await autoPod.stations(pod.url, {})).toEqual([]);
	expect(await failed(autoPod.owner(pod.url, 'station', new Secret('apk_nobody_knows_this')))).toMatchObject({
		kind: 'key-rejected',
	});
}, 15_000);

test('Two keys are of one station, although only one may say so', async () => {
	const { pod, system: autoPod } = await system();
	const keys = { station: new Secret(pod.keys.read), admin: new Secret(pod.keys.write) };
	expect(await autoPod.stations(pod.url, keys)).toEqual([
		{
			remoteId: '42',
			station: '42',
			name: 'Harbour Talk',
			online: null,
			isPublic: true,
			shortName: '42',
			keys: ['station', 'admin'],
		},
	]);
});

test('A key goes nowhere without encryption, unless the operator allows it', async () => {
	const { pod, connections } = await system();
	const key = new Secret(pod.keys.read);
	const guarded = (allowed: boolean) =>
		createAutoPodSystem({
			connections: connections.guardedBy(
				new AddressGuard({ all: false, cidrs: allowed ? ['127.0.0.0/8'] : [] }),
			),
			clock: systemClock,
		});
	expect(await failed(guarded(false).owner(pod.url, 'station', key))).toMatchObject({
		kind: 'key-needs-https',
	});
	expect(pod.requests).toEqual([]);
	expect((await guarded(true).owner(pod.url, 'station', key)).id).toBe('42');
});
