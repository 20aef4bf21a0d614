import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Secret } from '#config/secret.ts';
import { AddressGuard } from '#src/backends/address-guard.ts';
import { createStreamingCenterBackend } from '#src/backends/streaming-center/backend.ts';
import { errorOf, problemOf, withPanel } from './panel.ts';

const json = (body: unknown) => JSON.stringify(body);

describe('what goes wrong', () => {
	it.each([
		['a panel that answers HTML', { html: '<html></html>' }, { kind: 'wrong-address' }],
		['HTML with "not found"', { html: '<html></html>', status: 404 }, { kind: 'wrong-address' }],
		[
			'no such thing',
			{ status: 404, body: json({ detail: 'Not found.' }) },
			{ kind: 'not-found', what: 'playlist' },
		],
		[
			'a key that is not taken',
			{ status: 403, body: json({ detail: 'Invalid API key' }) },
			{ kind: 'key-rejected' },
		],
		['the other status of that', { status: 401, body: json({ message: 'No' }) }, { kind: 'key-rejected' }],
		[
			'a redirect',
			{ redirectTo: 'https://elsewhere.example/login' },
			{ kind: 'wrong-address', leadsTo: 'https://elsewhere.example' },
		],
		['a redirect to the panel itself', { status: 301, redirectTo: '/login/' }, { kind: 'wrong-address' }],
		['too many questions', { status: 429, body: json({ detail: 'Throttled' }) }, { kind: 'rate-limited' }],
		['trouble', { status: 500, body: json({}) }, { kind: 'server-trouble', status: 500 }],
		['trouble with a page', { status: 503, html: '<html></html>' }, { kind: 'server-trouble', status: 503 }],
		[
			'a taken time',
			{ status: 400, body: json({ non_field_errors: ['time_slot_busy'] }) },
			{ kind: 'refused', reason: 'invalid', words: 'non_field_errors: time_slot_busy' },
		],
		[
			'fields that are wrong',
			{ status: 400, body: json({ name: ['required', 'too_long'], server: 'x' }) },
			{ kind: 'refused', reason: 'invalid', words: 'name: required, too_long; server: x' },
		],
		['half an answer', { body: '{"id": 1, "na' }, { kind: 'unexpected-answer' }],
		['an answer of another kind', { body: json({ id: 'x' }) }, { kind: 'unexpected-answer' }],
		['a bomb', { gzipBomb: true }, { kind: 'unexpected-answer' }],
		['a cut connection', { closeSocket: true }, { kind: 'unreachable', reason: 'connection-lost' }],
	])('%s is told as it is', async (_, fault, problem) => {
		const { backend, panel } = await withPanel();
		panel.faults.add({ path: /playlists\/101/, ...fault });
		expect(await problemOf(backend.playlists!.one('101'))).toMatchObject(problem);
	});

	it('where not even a history is, something else answers', async () => {
		const { backend, panel } = await withPanel();
		panel.faults.add({ path: /history/, status: 404, body: json({ detail: 'Not found.' }) });
		expect(await problemOf(backend.onAir.read())).toEqual({ kind: 'wrong-address' });
	});

	it('a panel that is down is unreachable', async () => {
		const { backend, panel } = await withPanel();
		await panel.down();
		expect(await problemOf(backend.onAir.read())).toMatchObject({
			kind: 'unreachable',
			reason: 'connection-refused',
		});
	});

	it('reads are repeated, orders never', async () => {
		const { backend, panel, calls } = await withPanel();
		panel.faults.add({ path: /playlists\/101/, status: 502, body: '{}', times: 2 });
		await backend.playlists!.one('101');
		expect(calls()).toHaveLength(3);
		panel.faults.add({ path: /start_broadcasting/, status: 502, body: '{}' });
		const error = await errorOf(backend.playlists!.start('101'));
		expect(error).toMatchObject({ problem: { kind: 'server-trouble', status: 502 }, perhapsDone: true });
		expect(calls()).toHaveLength(1);
	});

	it('a text that cannot be a key is sent nowhere', async () => {
		const { backend, calls } = await withPanel({ key: 'line\nbreak' });
		expect(await problemOf(backend.playlists!.list())).toMatchObject({ kind: 'key-rejected' });
		expect(calls()).toEqual([]);
	});

	it('no error holds the key or what the panel said', async () => {
		const { backend, panel } = await withPanel({ key: 'expired' });
		const error = await errorOf(backend.playlists!.list());
		expect(inspect(error, { depth: null })).not.toContain(panel.keys.expired);
		panel.faults.add({ path: /playlists/, body: json({ detail: 'secret words' }) });
		const other = await errorOf(backend.playlists!.list());
		expect(inspect(other, { depth: null })).not.toContain('secret words');
	});

	it('every path keeps its slash, however the address was typed', async () => {
		const { panel, connections, clock } = await withPanel();
		for (const typed of [panel.url, `${panel.url}/`, `${panel.url}/api/v2`, `${panel.url}/api/v2/`]) {
			const backend = createStreamingCenterBackend({
				url: typed,
				station: '1',
				keys: {},
				connections,
				clock,
			});
			expect((await backend.onAir.read()).now).not.toBeNull();
			expect(backend.server).toBe(panel.url);
		}
		for (const { path, status } of panel.requests) {
			expect(path).toMatch(/^\/api\/v2\/[a-z_]+\/\?/);
			expect(status).toBe(200);
		}
	});
});

describe('a key without encryption', () => {
	async function guarded(networks: { all: boolean; cidrs: string[] }, host = '127.0.0.1') {
		const { panel, connections, clock, calls } = await withPanel();
		const names = new AddressGuard(networks, (_, __, callback) =>
			callback(null, [{ address: '127.0.0.1', family: 4 }]),
		);
		const backend = createStreamingCenterBackend({
			url: panel.url.replace('127.0.0.1', host),
			station: '1',
			keys: { station: new Secret(panel.keys.station) },
			connections: connections.guardedBy(names),
			clock,
		});
		return { backend, calls };
	}

	it.each([
		{ all: true, cidrs: [] },
		{ all: false, cidrs: ['127.0.0.0/8'] },
	])('goes into networks that the operator opened: %j', async (networks) => {
		for (const host of ['127.0.0.1', 'panel.example.org']) {
			const { backend, calls } = await guarded(networks, host);
			expect(await backend.playlists!.list()).toHaveLength(3);
			expect(calls()).toEqual(['GET /playlists/ (station)']);
		}
	});

	it('goes nowhere else, while what is open is asked all the same', async () => {
		// A public address, as far as the guard of everything else is concerned.
		const { panel, connections, clock, calls } = await withPanel();
		class Lenient extends AddressGuard {
			override allows(): boolean {
				return true;
			}
		}
		const backend = createStreamingCenterBackend({
			url: panel.url,
			station: '1',
			keys: { station: new Secret(panel.keys.station) },
			connections: connections.guardedBy(new Lenient({ all: false, cidrs: ['10.0.0.0/8'] })),
			clock,
		});
		expect(await problemOf(backend.playlists!.list())).toEqual({ kind: 'key-needs-https', key: 'station' });
		expect(calls()).toEqual([]);
		expect((await backend.onAir.read()).now).not.toBeNull();
	});
});

it('nothing that deletes files or clears the schedule is ever asked for', async () => {
	const { endpointsByName: endpoints } = await import('#src/backends/streaming-center/endpoints.ts');
	for (const { method, path } of Object.values(endpoints)) {
		expect(method).not.toBe('DELETE');
		expect(path).not.toMatch(/clear|remove|bulk_delete|move_files|reset/);
		expect(path.endsWith('/')).toBe(true);
	}
});
