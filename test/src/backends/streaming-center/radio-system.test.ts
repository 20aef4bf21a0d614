import { describe, expect, it } from 'vitest';
import { Secret } from '#config/secret.ts';
import { type RadioSystem, StationsNotListed } from '#src/backends/radio-system.ts';
import { streamingCenter } from '#src/backends/streaming-center/module.ts';
import { type PanelOptions, problemOf, withPanel } from './panel.ts';

async function system(options: PanelOptions = {}) {
	const { panel, connections, clock, calls } = await withPanel(options);
	const made: RadioSystem = streamingCenter.system({ connections, clock });
	return { panel, calls, system: made };
}

describe('an address', () => {
	it.each([
		['panel.example.org:1030', 'https://panel.example.org:1030', undefined],
		['https://panel.example.org:1030/', 'https://panel.example.org:1030', undefined],
		['https://panel.example.org:1030/api/v2/', 'https://panel.example.org:1030', undefined],
		[
			'https://panel.example.org:1030/api/v2/history/?limit=1&offset=0&server=10',
			'https://panel.example.org:1030',
			'10',
		],
		['http://panel.example.org:2910/?server=3', 'http://panel.example.org:2910', '3'],
		['https://panel.example.org/radio/api/v2', 'https://panel.example.org/radio', undefined],
		['https://panel.example.org:1030/?server=x', 'https://panel.example.org:1030', undefined],
	])('%s is %s, station %s', async (typed, url, station) => {
		const { system: made } = await system();
		expect(made.readAddress(typed)).toBe(url);
		expect(made.stationIn?.(typed)).toBe(station);
	});

	it.each([
		'',
		' ',
		'two words',
		'ftp://panel.example.org',
		'https://user:pass@panel.example.org',
		'https://',
	])('%j is none', async (typed) => {
		const { system: made } = await system();
		expect(made.readAddress(typed)).toBeUndefined();
	});
});

describe('a key', () => {
	it('has two parts with a dot', async () => {
		const { system: made, panel } = await system();
		expect(made.isKey(panel.keys.station)).toBe(true);
		for (const text of ['', 'abc', '0123456789abcdef:0123456789abcdef', 'apk_123', 'a b.c d', 'Kq3vT9xZ.\nx'])
			expect(made.isKey(text)).toBe(false);
	});

	it('belongs to the panel if the panel knows it', async () => {
		const { system: made, panel } = await system();
		const owner = await made.owner(panel.url, 'station', new Secret(panel.keys.station));
		expect(owner).toEqual({ id: new URL(panel.url).host, name: 'API key', roles: [] });
		expect(await problemOf(made.owner(panel.url, 'station', new Secret(panel.keys.expired)))).toMatchObject({
			kind: 'key-rejected',
		});
	});

	it('that is bad is known where everybody may read the playlists, too', async () => {
		const { system: made, panel } = await system({ habits: { playlistsAreOpen: true } });
		await made.owner(panel.url, 'station', new Secret(panel.keys.station));
		expect(await problemOf(made.owner(panel.url, 'station', new Secret(panel.keys.expired)))).toMatchObject({
			kind: 'key-rejected',
		});
	});

	it('needs encryption', async () => {
		expect((await system()).system.details).toContain('experimental');
		expect((await system()).system.keysNeedHttps).toBe(true);
	});
});

describe('a panel', () => {
	it('is known by its history', async () => {
		const { system: made, panel, calls } = await system();
		expect(await made.identify(panel.url)).toEqual({
			url: panel.url,
			host: new URL(panel.url).host,
			version: null,
		});
		expect(calls()).toEqual(['GET /history/ (none)']);
	});

	it('is found from the address of one of its pages', async () => {
		const { system: made, panel } = await system();
		expect(await made.identify(`${panel.url}/broadcaster/playlists`)).toMatchObject({ url: panel.url });
	});

	it('has no station of a number that is not in its list', async () => {
		const { system: made, panel } = await system();
		expect((await made.stations(panel.url, {}, '7')).map(({ station }) => station)).toEqual(['1', '3']);
	});

	it.each([
		['another one’s page', { html: '<html></html>' }],
		['another one’s "not found"', { status: 404, body: '{"code":404}' }],
		['another one’s JSON', { body: '{"icestats":{}}' }],
		['the legacy interface', { body: '{"meta":{},"objects":[]}' }],
		['a login', { status: 403, body: '{"detail":"No"}' }],
	])('is not %s', async (_, fault) => {
		const { system: made, panel } = await system();
		panel.faults.add({ path: /history/, ...fault });
		expect(await problemOf(made.identify(panel.url))).toEqual({ kind: 'wrong-address' });
	});

	it('lists its stations, and tells which the address named', async () => {
		const { system: made, panel } = await system();
		const found = await made.stations(panel.url, { station: new Secret(panel.keys.station) }, '3');
		expect(found).toMatchObject([
			{ remoteId: '1', station: '1', name: 'Harbour Radio', isPublic: true, keys: ['station'] },
			{ remoteId: '3', station: '3', name: 'Quay Talk' },
		]);
	});

	it('that keeps its list to itself has the station that the address named, or somebody has to name one', async () => {
		const { system: made, panel } = await system({ habits: { closed: new Set(['servers'] as const) } });
		expect(await made.stations(panel.url, {}, '3')).toMatchObject([{ station: '3', name: '#3', keys: [] }]);
		await expect(made.stations(panel.url, {})).rejects.toThrow(StationsNotListed);
	});
});
