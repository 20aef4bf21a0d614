import { describe, expect, it, onTestFinished } from 'vitest';
import { Secret } from '#config/secret.ts';
import { ManualClock } from '#demo/manual-clock.ts';
import type { KeyName } from '#src/backends/backend-error.ts';
import type { RadioSystem } from '#src/backends/radio-system.ts';
import { radioSystems } from '#src/backends/registry.ts';
import { ServerConnections } from '#src/backends/server-connections.ts';
import { simulate } from '../../../demo/azuracast/simulation.ts';
import { failure, replay, sendHtml, sendJson, startServer } from './loopback.ts';

function system(): RadioSystem {
	const clock = new ManualClock();
	const connections = new ServerConnections({ userAgent: 'Airdeck/0', clock });
	onTestFinished(() => connections.close());
	const [azuracast] = radioSystems({ connections, clock });
	return azuracast!;
}

const secrets = (keys: Partial<Record<KeyName, string>>) =>
	Object.fromEntries(Object.entries(keys).map(([name, key]) => [name, new Secret(key)]));

describe('readAddress', () => {
	it.each([
		['radio.example.org', 'https://radio.example.org'],
		['  https://radio.example.org/  ', 'https://radio.example.org'],
		['HTTPS://Radio.Example.org:443/public/test_radio', 'https://radio.example.org'],
		['http://radio.example.org:8000/dashboard', 'http://radio.example.org:8000'],
		['https://radio.example.org/login/', 'https://radio.example.org'],
		['radio.example.org/api/nowplaying', 'https://radio.example.org'],
		['https://radio.example.org/station/1/profile', 'https://radio.example.org'],
		['https://example.org/fm/public/test_radio/embed', 'https://example.org/fm'],
		['localhost:8080', 'https://localhost:8080'],
		['[2606:4700::1111]', 'https://[2606:4700::1111]'],
	])('takes %s', (typed, address) => {
		expect(system().readAddress(typed)).toBe(address);
	});

	it.each([
		'',
		'   ',
		'my radio',
		'https://',
		'https://user:word@radio.example.org',
		'user@radio.example.org',
		'https://radio.example.org/?a=b',
		'https://radio.example.org/#top',
		'ftp://radio.example.org',
		'file:///etc/passwd',
		'javascript:alert(1)',
		'mailto:dj@example.org',
	])('refuses "%s"', (typed) => {
		expect(system().readAddress(typed)).toBeUndefined();
	});
});

describe('isKey', () => {
	const key = '0123456789abcdef:0123456789abcdef0123456789abcdef';
	it('knows the form of a key', () => {
		expect([key, ` ${key}\n`, key.toUpperCase()].map((typed) => system().isKey(typed))).toEqual([
			true,
			true,
			true,
		]);
		const wrong = [key.slice(1), `${key}0`, key.replace(':', ''), key.replace('a', 'g'), '', 'ключ:ключ'];
		expect(wrong.map((typed) => system().isKey(typed))).toEqual(wrong.map(() => false));
	});
});

describe('identify', () => {
	it.each(['0.19.7', '0.21.0', '0.23.7'] as const)('knows AzuraCast %s', async (version) => {
		const azuracast = await simulate({ version });
		expect(await system().identify(azuracast.url)).toEqual({
			url: azuracast.url,
			host: new URL(azuracast.url).host,
			version,
		});
		expect(azuracast.requests.every(({ key }) => key === 'none')).toBe(true);
	});

	it('does without a version where the page is kept back', async () => {
		const azuracast = await simulate();
		azuracast.faults.add({ path: /openapi/, status: 403, body: '{}' });
		expect((await system().identify(azuracast.url)).version).toBeNull();
	});

	it('says where a redirect leads', async () => {
		const server = await startServer((_, response) => {
			response.writeHead(307, { location: 'https://radio.example.org/api/status' }).end();
		});
		expect((await failure(system().identify(server.url))).problem).toEqual({
			kind: 'wrong-address',
			leadsTo: 'https://radio.example.org',
		});
	});

	it.each<[string, Parameters<typeof startServer>[0]]>([
		['a page', (_, response) => sendHtml(response, 200)],
		['a page that is not found', (_, response) => sendHtml(response, 404)],
		['JSON of another kind', (_, response) => sendJson(response, { status: 'ok' })],
		['an empty object', (_, response) => sendJson(response, {})],
		['another API', (_, response) => sendJson(response, { error: 'no such route' }, 404)],
		[
			'something that copies the status',
			({ url }, response) => {
				if (url.endsWith('/status')) sendJson(response, { online: true, timestamp: 1 });
				else response.writeHead(200, { 'content-type': 'text/plain' }).end('openapi: 3.0.0');
			},
		],
	])('tells %s from an AzuraCast', async (_, answer) => {
		const server = await startServer(answer);
		expect((await failure(system().identify(server.url))).problem).toEqual({ kind: 'wrong-address' });
	});

	it('tells a server in trouble, and one that is not there', async () => {
		const server = await startServer((_, response) => sendHtml(response, 500));
		expect((await failure(system().identify(server.url))).problem.kind).toBe('server-trouble');
		const azuracast = await simulate();
		await azuracast.down();
		expect((await failure(system().identify(azuracast.url))).problem).toMatchObject({
			kind: 'unreachable',
			reason: 'connection-refused',
		});
	});
});

describe('owner', () => {
	it('says whose key it is', async () => {
		const { url, keys } = await simulate();
		const found = await system().owner(url, 'station', new Secret(keys.bot));
		expect(found).toMatchObject({ name: 'Bot', roles: ['Bot role (scoped)'] });
	});

	it('rejects a key of another server, and sends none that is not one', async () => {
		const azuracast = await simulate({ version: '0.21.0' });
		const foreign = new Secret('0123456789abcdef:0123456789abcdef0123456789abcdef');
		expect((await failure(system().owner(azuracast.url, 'admin', foreign))).problem).toEqual({
			kind: 'key-rejected',
			key: 'admin',
			tail: 'cdef',
		});
		const before = azuracast.requests.length;
		const wrong = new Secret('not a key\r\nx-evil: 1');
		expect((await failure(system().owner(azuracast.url, 'admin', wrong))).problem.kind).toBe('key-rejected');
		expect(azuracast.requests.length).toBe(before);
	});

	it('shows the mail address of a user without a name', async () => {
		const server = await startServer((_, response) =>
			sendJson(response, { id: 4, name: null, email: 'dj@example.org', roles: [] }),
		);
		const key = new Secret('0123456789abcdef:0123456789abcdef0123456789abcdef');
		expect(await system().owner(server.url, 'station', key)).toEqual({
			id: '4',
			name: 'dj@example.org',
			roles: [],
		});
	});
});

describe('stations', () => {
	const short = (found: { shortName: string }[]) => found.map(({ shortName }) => shortName).toSorted();

	it('shows the public ones without a key', async () => {
		const { url } = await simulate();
		const found = await system().stations(url, {});
		expect(short(found)).not.toContain('backroom');
		expect(found.find(({ remoteId }) => remoteId === '1')).toEqual({
			remoteId: '1',
			station: '1',
			shortName: 'lanternlight',
			name: 'Lanternlight FM',
			online: true,
			isPublic: true,
			keys: [],
		});
	});

	it('adds what a key may see, private ones too, and says which key does', async () => {
		const azuracast = await simulate();
		const back = azuracast.addKey({ user: 'back', stations: { 3: ['view station management'] } });
		const found = await system().stations(
			azuracast.url,
			secrets({ station: back, admin: azuracast.keys.bot }),
		);
		const keysOf = Object.fromEntries(found.map(({ shortName, keys }) => [shortName, keys]));
		expect(keysOf).toMatchObject({ lanternlight: ['admin'], tidewater: [], backroom: ['station'] });
	});

	it.each(['0.19.7', '0.23.7'] as const)(
		'shows all to an admin key, disabled ones too (%s)',
		async (version) => {
			const azuracast = await simulate({ version, withAnnex: true });
			azuracast.station('tidewater').isEnabled = false;
			const found = await system().stations(azuracast.url, secrets({ admin: azuracast.keys.admin }));
			expect(short(found)).toEqual(azuracast.stations.map(({ shortName }) => shortName).toSorted());
			expect(found.filter(({ remoteId }) => remoteId === '2')).toMatchObject([
				{ online: false, isPublic: true },
			]);
			expect(found.find(({ shortName: name }) => name === 'annex')).toMatchObject({ remoteId: '4' });
		},
	);

	it('rejects a key that the server does not know', async () => {
		const azuracast = await simulate({ version: '0.21.0' });
		const key = '0123456789abcdef:0123456789abcdef0123456789abcdef';
		for (const name of ['station', 'admin'] as const) {
			const error = await failure(system().stations(azuracast.url, secrets({ [name]: key })));
			expect(error.problem).toEqual({ kind: 'key-rejected', key: name, tail: 'cdef' });
		}
	});

	it('reads the recorded lists', async () => {
		const server = await startServer(({ url }, response) =>
			replay(
				response,
				url.includes('/dashboard/')
					? 'dashboard_stations_bot'
					: url.includes('/admin/')
						? 'admin_stations'
						: 'nowplaying_all',
			),
		);
		const key = '0123456789abcdef:0123456789abcdef0123456789abcdef';
		const found = await system().stations(server.url, secrets({ admin: key }));
		expect(found.map(({ remoteId, isPublic }) => [remoteId, isPublic])).toEqual([
			['2', false],
			['1', true],
		]);
	});
});
