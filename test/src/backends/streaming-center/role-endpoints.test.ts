import { expect, test } from 'vitest';
import { offers } from '#src/backends/offers.ts';
import type { RoleUse } from '#src/backends/roles.ts';
import { endpointsByName } from '#src/backends/streaming-center/endpoints.ts';
import { roleEndpoints } from '#src/backends/streaming-center/role-endpoints.ts';
import { mp3 } from '#test/support/audio.ts';
import { type WithPanel, withPanel } from './panel.ts';

const dayMs = 86_400_000;

async function* whole(bytes: Buffer) {
	yield bytes;
}

/** Each method with arguments that let it do its work. */
const methods: Partial<Record<RoleUse, (world: WithPanel) => Promise<unknown>>> = {
	'onAir.read': ({ backend }) => backend.onAir.read(),
	'history.page': ({ backend }) => backend.history!.page({ page: 1, perPage: 5 }),
	'requests.search': ({ backend }) => backend.requests!.search('', 1, 5),
	'requests.list': ({ backend }) => backend.requests!.list(1, 5),
	'requests.find': ({ backend }) => backend.requests!.find('1001'),
	'requests.submit': ({ backend, panel }) => {
		const recent = new Set(panel.station(1).history.map(({ track }) => track));
		const quiet = panel
			.station(1)
			.addTrack({ ...[...recent].find((track) => track !== null)!, requestable: true });
		return backend.requests!.submit(String(quiet.id));
	},
	'schedule.between': ({ backend, clock }) => backend.schedule!.between(clock.now(), clock.now() + dayMs),
	'library.search': ({ backend }) => backend.library!.search('a', 1, 5),
	'library.list': ({ backend }) => backend.library!.list('path', 1, 5),
	'library.upload': ({ backend }) => {
		const bytes = mp3({ title: 'One', artist: 'Two' });
		return backend.library!.upload({ folder: '', name: 'a.mp3', size: bytes.length, content: whole(bytes) });
	},
	'library.tag': ({ backend }) => backend.library!.tag('1001', { album: 'x' }),
	'library.assign': async ({ backend }) => {
		const { rows } = await backend.library!.search('', 1, 1);
		return backend.library!.assign(rows[0]!, ['101']);
	},
	'playlists.list': ({ backend }) => backend.playlists!.list(),
	'playlists.one': ({ backend }) => backend.playlists!.one('101'),
	'playlists.songs': ({ backend }) => backend.playlists!.songs('101', 1, 5),
	'playlists.start': ({ backend }) => backend.playlists!.start('101'),
	'playlists.create': ({ backend }) => backend.playlists!.create('New', 'random'),
	'requestDesk.pending': ({ backend }) => backend.requestDesk!.pending(),
	'presenters.list': ({ backend }) => backend.presenters!.list(),
	'presenters.slots': ({ backend, clock }) => backend.presenters!.slots(clock.now(), clock.now() + dayMs),
};

const rowOf = (call: string) => call.replace(/\/\d+\//g, '/{}/');
const rowsOf = (use: RoleUse) =>
	(roleEndpoints[use] ?? []).map((name) => {
		const { method, path, key } = endpointsByName[name];
		return `${method} ${path.replace(/\{\w+\}/g, '{}')} (${key})`;
	});

test.each(Object.keys(methods) as RoleUse[])(
	'%s asks the rows that the table says, with their key',
	async (use) => {
		const world = await withPanel({ details: { experimental: true } });
		await methods[use]?.(world);
		const asked = new Set(world.calls().map(rowOf));
		// Which song it is about was looked for first.
		if (use === 'library.assign') asked.delete('GET /music/ (none)');
		expect([...asked].toSorted()).toEqual(rowsOf(use).toSorted());
	},
);

test('a song is found without the key but for the names of its playlists', async () => {
	const { backend, calls } = await withPanel();
	await backend.library!.find('1001');
	expect(calls()).toEqual([
		'GET /music/1001/ (none)',
		'GET /music/1001/playlists/ (none)',
		'GET /playlists/ (station)',
	]);
});

test('every method that is offered is in the table', async () => {
	const { backend } = await withPanel({ details: { experimental: true } });
	const uses = Object.entries(backend).flatMap(([role, methodsOf]: [string, unknown]) =>
		typeof methodsOf === 'object' && methodsOf !== null && !['keyCheck', 'limits'].includes(role)
			? Object.keys(methodsOf).map((method) => `${role}.${method}` as RoleUse)
			: [],
	);
	const offered = uses.filter((use) => offers(backend, use));
	expect(offered.filter((use) => !(use in roleEndpoints))).toEqual([]);
	expect(Object.keys(roleEndpoints).filter((use) => !offers(backend, use as RoleUse))).toEqual([]);
});
