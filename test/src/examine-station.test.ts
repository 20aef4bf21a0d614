import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import errors from '#locales/en-US/shared/errors.ts';
import type { KeyReport } from '#src/backends/roles/key-check.ts';
import type { StationBackend } from '#src/backends/roles.ts';
import { examineStation } from '#src/examine-station.ts';
import type { Station } from '#src/stations/station.ts';
import type { Translate } from '#src/words/translate.ts';
import { loadWords } from '#src/words/words.ts';
import { simulate } from '../demo/azuracast/simulation.ts';
import { commands, stationAt } from './checks/checked-station.ts';
import { FakeOnAir, problem, station as stationOf, unreachable } from './stations/fake-station.ts';

let words: Translate<typeof errors>;
beforeAll(async () => {
	words = (await loadWords(path.join(import.meta.dirname, '../../locales'))).in('en-US', errors);
});

type RightsIn = (guildId: string, channelId: string) => Promise<ReadonlySet<string> | undefined>;

async function examined(station: Station, rightsIn?: RightsIn): Promise<string[]> {
	const options = {
		commands,
		clock: new ManualClock(),
		words,
		...(rightsIn === undefined ? {} : { rightsIn }),
	};
	const found: string[] = [];
	for await (const { well, what } of examineStation(station, options))
		found.push(`${well ? 'ok' : 'FAIL'} ${what}`);
	return found;
}

const withBackend = (backend: Partial<StationBackend>, fields: Partial<Omit<Station, 'backend'>> = {}) =>
	stationOf('one', { name: 'Radio', ...fields, backend });

describe('what everybody may read', () => {
	test('is read, and told by what it is', async () => {
		const azuracast = await simulate();
		expect(await examined(stationAt(azuracast.url, {}))).toEqual([
			'ok Radio, what is on the air: answered',
			'ok Radio, schedule: answered',
			'ok Radio, songs to request: answered',
			'ok Radio, keys: none are set; public commands work',
		]);
	});

	test('is well where somebody switched it off, and in words where it fails', async () => {
		const off = () => Promise.reject(problem({ kind: 'feature-off', feature: 'requests' }));
		const found = await examined(
			withBackend({
				onAir: new FakeOnAir(() => Promise.reject(unreachable())),
				requests: { search: off, submit: off, list: off, find: off },
				schedule: { between: () => Promise.reject(new TypeError('ours')) },
			}),
		);
		expect(found.slice(0, 3)).toEqual([
			expect.stringMatching(/^FAIL Radio, what is on the air: .*radio\.example\.org/),
			'FAIL Radio, schedule: ours',
			'ok Radio, songs to request: switched off',
		]);
		expect(found.join()).not.toContain('**');
	});
});

describe('the keys', () => {
	test('are told with their rights, those that are missing with who needs them and where to give them', async () => {
		const azuracast = await simulate();
		const { limited } = azuracast.keys;
		const found = (await examined(stationAt(azuracast.url, { station: limited }))).slice(3);
		expect(found).toContainEqual(
			expect.stringMatching(
				/^FAIL Radio, station key ….{4}: lacks Manage Station Broadcasting, which .*\/dj skip.* need; add it to the role “Limited role”$/,
			),
		);
		expect(found).toContainEqual('ok Radio, admin key: not set; /server stats, /server logs need it');
	});

	test('that are rejected are told once, without rights', async () => {
		const azuracast = await simulate();
		const gone = azuracast.addKey({ user: 'gone', stations: { 1: ['administer all'] } });
		azuracast.revokeKey(gone);
		const found = (await examined(stationAt(azuracast.url, { station: gone }))).slice(3);
		expect(found[0]).toMatch(new RegExp(`^FAIL Radio, station key …${gone.slice(-4)}: `));
		expect(found.filter((line) => line.includes('lacks'))).toEqual([]);
	});

	const report = (fields: Partial<KeyReport>): KeyReport => ({
		key: 'station',
		tail: 'cdef',
		owner: { id: '1', name: 'ada', roles: [] },
		problem: null,
		rights: [],
		source: 'reads',
		...fields,
	});
	const checked = (check: () => Promise<KeyReport[]>) =>
		withBackend(
			{
				keyCheck: {
					rightsFor: () => [],
					check: async () => ({ version: null, answeredInMs: 1, reads: 1, keys: await check() }),
				},
			},
			{ keys: new Map([['station', 'cdef']]) },
		);

	test('of a user without a role are to be mended at the user', async () => {
		const azuracast = await simulate();
		const found = await examined(stationAt(azuracast.url, { station: azuracast.keys.noroles }));
		expect(found).toContainEqual(
			expect.stringMatching(
				/^FAIL .*: lacks Manage Station Broadcasting, .* need; add it to a role of the user \S/,
			),
		);
	});

	test('of a server that cannot be asked are said to be so', async () => {
		const found = await examined(checked(() => Promise.reject(unreachable())));
		expect(found.at(-1)).toMatch(/^FAIL Radio, keys: .*radio\.example\.org/);
	});

	test('of a user whom nobody named hold what they hold', async () => {
		const found = await examined(checked(async () => [report({ owner: null })]));
		expect(found).toContain('ok Radio, station key …cdef: belongs to  and holds every right in use');
	});

	test('are not needed where there is nothing to check', async () => {
		expect((await examined(withBackend({}))).at(-1)).toBe('ok Radio, keys: AzuraCast needs none');
	});
});

test('each channel is told with what the bot lacks there, and none where Discord cannot be asked', async () => {
	const station = withBackend({}, { channels: { alerts: '1', audit: '2', requests: '3' } });
	const all = [
		'ViewChannel',
		'SendMessages',
		'EmbedLinks',
		'AttachFiles',
		'ReadMessageHistory',
		'UseExternalEmojis',
	];
	const rights: Record<string, ReadonlySet<string> | undefined> = {
		'1': new Set(all),
		'2': undefined,
		'3': new Set(all.filter((right) => right !== 'SendMessages')),
	};
	const found = await examined(station, async (_guildId, id) => rights[id]);
	expect(found.filter((line) => line.includes('channel')).toSorted()).toEqual([
		'FAIL Radio, channel 2 (audit): it is not there, or hidden from the bot',
		expect.stringMatching(/^FAIL Radio, channel 3 \(requests\): the bot lacks .*SendMessages/),
		'ok Radio, channel 1 (alerts): the bot has what it needs',
	]);
	expect((await examined(station)).some((line) => line.includes('channel'))).toBe(false);
});
