import { expect, test } from 'vitest';
import type { EndpointName } from '#src/backends/azuracast/endpoints.ts';
import { endpoints } from '#src/backends/azuracast/endpoints.ts';
import { roleEndpoints } from '#src/backends/azuracast/role-endpoints.ts';
import { offers } from '#src/backends/offers.ts';
import type { RoleName, RoleUse, StationBackend } from '#src/backends/roles.ts';
import { collect } from './loopback.ts';
import { type Simulated, simulated, versions } from './simulated.ts';

const day = 86_400_000;
const november = { from: '2026-11-21', to: '2026-11-22' };

/** Each method with arguments that let it do its work; nothing that would stop what the others need. */
const methods: Partial<Record<RoleUse, (simulation: Simulated) => Promise<unknown>>> = {
	'onAir.read': ({ backend }) => backend.onAir.read(),
	'history.page': ({ backend }) => backend.history!.page({ page: 1, perPage: 5 }),
	'history.all': ({ backend }) => collect(backend.history!.all({})),
	'queue.list': ({ backend }) => backend.queue!.list(),
	'queue.remove': ({ backend, station }) => backend.queue!.remove(String(station.queue.at(-1)!.id)),
	'queue.clear': ({ backend }) => backend.queue!.clear(),
	'requests.search': ({ backend }) => backend.requests!.search('', 1, 5),
	'requests.submit': ({ backend, station }) =>
		backend.requests!.submit(station.addSong({ title: 'Fresh', artist: 'Somebody' }).uniqueId),
	'playout.skip': ({ backend }) => backend.playout!.skip(),
	'playout.disconnect': ({ backend }) => backend.playout!.disconnect(),
	'schedule.between': ({ backend, clock }) => backend.schedule!.between(clock.now(), clock.now() + day),
	'library.search': ({ backend }) => backend.library!.search('track', 1, 5),
	'library.find': ({ backend, station }) => backend.library!.find(station.songs[0]!.uniqueId),
	'library.findByPath': ({ backend }) => backend.library!.findByPath('Music/track_001.mp3'),
	'library.playNext': async ({ backend, station }) =>
		backend.library!.playNext({ ...(await songOf(backend, station.songs[0]!.uniqueId)) }),
	'library.pathOf': async ({ backend }) => backend.library!.pathOf({ folder: '', name: 'a.mp3' }),
	'library.upload': ({ backend }) =>
		backend.library!.upload({
			folder: '',
			name: 'a.mp3',
			size: 4,
			content: pieces(Buffer.from('ID3\u0003')),
		}),
	'library.tag': ({ backend, station }) =>
		backend.library!.tag(station.songs[0]!.uniqueId, { album: 'Another' }),
	'library.assign': async ({ backend, station }) =>
		backend.library!.assign(await songOf(backend, station.songs[0]!.uniqueId), ['1']),
	'library.usage': ({ backend }) => backend.library!.usage(),
	'playlists.list': ({ backend }) => backend.playlists!.list(),
	'playlists.one': ({ backend }) => backend.playlists!.one('1'),
	'playlists.songs': ({ backend }) => backend.playlists!.songs('1', 1, 5),
	'playlists.setEnabled': ({ backend }) => backend.playlists!.setEnabled('1', true),
	'playlists.create': ({ backend }) => backend.playlists!.create('New', 'random'),
	'playlists.export': ({ backend }) => backend.playlists!.export('1', 'pls'),
	'requestDesk.pending': ({ backend }) => backend.requestDesk!.pending(),
	'requestDesk.remove': ({ backend }) => backend.requestDesk!.remove('1'),
	'requestDesk.clear': ({ backend }) => backend.requestDesk!.clear(),
	'presenters.list': ({ backend }) => backend.presenters!.list(),
	'presenters.slots': ({ backend, clock }) => backend.presenters!.slots(clock.now(), clock.now() + day),
	'operations.status': ({ backend }) => backend.operations!.status(),
	'operations.settings': ({ backend }) => backend.operations!.settings(),
	'operations.start': ({ backend }) => backend.operations!.start(),
	'operations.setRequests': ({ backend }) => backend.operations!.setRequests(true),
	'operations.stop': ({ backend }) => backend.operations!.stop(),
	'logs.list': ({ backend }) => backend.logs!.list(),
	'logs.read': ({ backend }) => backend.logs!.read('liquidsoap_log'),
	'reports.listeners': ({ backend }) => backend.reports!.listeners(november),
	'reports.mostPlayed': ({ backend }) => backend.reports!.mostPlayed(november),
	'reports.players': ({ backend }) => backend.reports!.players(november),
	'reports.plays': ({ backend }) => collect(backend.reports!.plays(november)),
	'administration.stats': ({ backend }) => backend.administration!.stats(),
	'administration.services': ({ backend }) => backend.administration!.services(),
	'administration.updates': ({ backend }) => backend.administration!.updates(),
	'administration.version': ({ backend }) => backend.administration!.version(),
	'administration.answers': ({ backend }) => backend.administration!.answers(),
	'administration.logs': ({ backend }) => backend.administration!.logs(),
	'administration.log': ({ backend }) => backend.administration!.log('azuracast_log'),
};

/** What every method may ask on the side: which number the station has. */
const aside: EndpointName[] = ['nowPlaying'];

async function* pieces(bytes: Buffer) {
	yield bytes;
}

async function songOf(backend: StationBackend, id: string) {
	return (await backend.library!.find(id))!;
}

test.each(versions)(
	'%s: each method asks the rows that the table says, and no others',
	{ timeout: 60_000 },
	async (version) => {
		const simulation = await simulated(version);
		for (const [use, run] of Object.entries(methods)) {
			await run(simulation);
			const isHelped = use === 'library.playNext' || use === 'library.assign';
			const asked = simulation.rows.splice(0).map(({ endpoint }) => endpoint);
			const rows = roleEndpoints[use as RoleUse] ?? [];
			const allowed: string[] = [...rows, ...aside, ...(isHelped ? ['file'] : [])];
			expect([use, asked.filter((row) => !allowed.includes(row))]).toEqual([use, []]);
			expect([use, asked.some((row) => rows.some((name) => name === row))]).toEqual([use, rows.length > 0]);
		}
	},
);

test('every method of every role is in the table', async () => {
	const { backend } = await simulated();
	const uses = Object.entries(backend).flatMap(([role, methodsOf]) =>
		typeof methodsOf === 'object' && !['keyCheck', 'live', 'onAir'].includes(role)
			? Object.keys(methodsOf as object).map((method) => `${role as RoleName}.${method}`)
			: [],
	);
	expect(uses.length).toBeGreaterThan(40);
	const missing = uses.filter((use) => !(use in roleEndpoints));
	expect(missing.filter((use) => offers(backend, use as RoleUse))).toEqual([]);
	const named = new Set(Object.values(roleEndpoints).flat());
	expect([...named].filter((name) => !(name in endpoints))).toEqual([]);
});
