import { describe, expect, it } from 'vitest';
import { problemOf, withPanel } from './panel.ts';

const valid = [
	{ right: { id: 'api-key' }, state: 'granted' },
	{ right: { id: 'scheduler' }, state: 'unproven', unproven: 'no-test' },
];

describe('the self-check', () => {
	it('proves a good key by a list that is refused without it', async () => {
		const { backend, calls, panel } = await withPanel();
		const check = await backend.keyCheck!.check();
		expect(check).toMatchObject({
			reads: 3,
			keys: [
				{
					key: 'station',
					tail: panel.keys.station.slice(-4),
					problem: null,
					owner: null,
					hasFullPower: true,
				},
			],
		});
		expect(check.keys[0]?.rights).toMatchObject(valid);
		expect(calls().toSorted()).toEqual([
			'GET /history/ (none)',
			'GET /playlists/ (none)',
			'GET /playlists/ (station)',
		]);
	});

	it.each([401, 403] as const)('knows a bad key where refusals are a %i', async (refusal) => {
		const { backend, panel } = await withPanel({ key: 'expired', habits: { refusal } });
		const { keys } = await backend.keyCheck!.check();
		expect(keys).toMatchObject([
			{ problem: { kind: 'key-rejected', key: 'station', tail: panel.keys.expired.slice(-4) }, rights: [] },
		]);
	});

	it.each([
		['station', null],
		['expired', 'key-rejected'],
	] as const)('asks the channels where everybody may read playlists: %s', async (key, problem) => {
		const { backend, calls } = await withPanel({ key, habits: { playlistsAreOpen: true } });
		const { keys, reads } = await backend.keyCheck!.check();
		expect(keys[0]?.problem?.kind ?? null).toBe(problem);
		expect(reads).toBe(4);
		expect(calls()).toContain(`GET /channels/ (${key})`);
	});

	it('keeps nothing of what the keyed channels hold', async () => {
		const { backend } = await withPanel({ habits: { playlistsAreOpen: true } });
		expect(JSON.stringify(await backend.keyCheck!.check())).not.toContain('secret');
	});

	it('says that it cannot tell, where a panel shows no sign', async () => {
		const { backend, panel } = await withPanel({ habits: { playlistsAreOpen: true } });
		panel.faults.add({ path: /channels/, body: '[]' });
		const { keys } = await backend.keyCheck!.check();
		expect(keys[0]?.rights[0]).toMatchObject({ state: 'unproven', unproven: 'no-answer' });
		panel.faults.clear();
		panel.faults.add({ path: /channels/, status: 403, body: '{"detail":"No"}' });
		expect((await backend.keyCheck!.check()).keys[0]).toMatchObject({ problem: null });
	});

	it('tells the last day that somebody set', async () => {
		const { backend } = await withPanel({ details: { keyExpires: { station: '2027-01-31' } } });
		expect((await backend.keyCheck!.check()).keys).toMatchObject([{ lastDay: '2027-01-31' }]);
	});

	it('checks the address alone where there is no key', async () => {
		const { backend, calls } = await withPanel({ key: null });
		expect(await backend.keyCheck!.check()).toMatchObject({ keys: [], reads: 1 });
		expect(calls()).toEqual(['GET /history/ (none)']);
	});

	it('fails as a whole where no panel answers', async () => {
		const { backend, panel } = await withPanel();
		panel.faults.add({ path: /history/, html: '<html>hello</html>' });
		expect(await problemOf(backend.keyCheck!.check())).toEqual({ kind: 'wrong-address' });
	});

	it('knows what needs the key', async () => {
		const { backend } = await withPanel();
		const keysFor = (use: Parameters<NonNullable<typeof backend.keyCheck>['rightsFor']>[0]) =>
			backend.keyCheck!.rightsFor(use).map(({ right }) => right.label);
		expect(keysFor('playlists.start')).toEqual(['API key']);
		expect(keysFor('library.upload')).toEqual(['API key']);
		expect(keysFor('onAir.read')).toEqual([]);
		expect(keysFor('requests.submit')).toEqual([]);
	});
});

describe('a refusal', () => {
	it('in one area does not make the key a bad one', async () => {
		const { backend } = await withPanel({ habits: { refusesKeys: new Set(['music'] as const) } });
		expect(await problemOf(backend.library!.tag('1001', { title: 'x' }))).toMatchObject({
			kind: 'right-missing',
			key: 'station',
			permission: 'API key (music library)',
		});
	});

	it('does where the playlists refuse it as well', async () => {
		const { backend, calls } = await withPanel({ key: 'expired' });
		expect(await problemOf(backend.library!.tag('1001', { title: 'x' }))).toMatchObject({
			kind: 'key-rejected',
		});
		expect(calls()).toEqual(['POST /music/batch_update/ (expired)', 'GET /playlists/ (expired)']);
	});
});
