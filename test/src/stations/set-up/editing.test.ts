import { describe, expect, test } from 'vitest';
import { Secret } from '#config/secret.ts';
import { ManualClock } from '#demo/manual-clock.ts';
import { type FoundStation, type RadioSystem, StationsNotListed } from '#src/backends/radio-system.ts';
import { checkStation } from '#src/checks/station-check.ts';
import { NotSaved, type SavedStations, type StationChange } from '#src/stations/saved-stations.ts';
import { Attempts } from '#src/stations/set-up/attempts.ts';
import { Editing } from '#src/stations/set-up/editing.ts';
import { RememberedTimes } from '../fake-memory.ts';
import { FakeOnAir, onAirState, station as stationOf, unreachable } from '../fake-station.ts';
import { found } from './found-station.ts';

const before = 'http://radio.example.org';
const over = 'https://radio.example.org';
const key = '0123456789abcdef:0123456789abcdef0123456789abcdef';
interface World {
	/** What everybody and the typed keys can see at the new address. */
	stations?: () => Promise<FoundStation[]>;
	/** What the station calls itself once the kept keys are used at the new address. */
	kept?: { shortName: string; name: string };
	/** What it was called when it was set up. */
	shortName?: string;
	fails?: Error;
}

/** A station that was set up at `http://radio.example.org`, with a station key. */
function world({ stations = async () => [], kept, shortName = 'test_radio', fails }: World = {}) {
	const station = stationOf('one', {
		url: before,
		remote: '1',
		source: 'stored',
		keys: new Map([['station', 'cdef']]),
	});
	const changes: StationChange[] = [];
	const preview = stationOf('one', { backend: { onAir: new FakeOnAir(onAirState({}, kept)) } });
	const saved: SavedStations = {
		add: () => Promise.reject(new Error('unused')),
		change: async (_guildId, _stationId, change) => {
			if (fails !== undefined) throw fails;
			changes.push(change);
			return station;
		},
		preview: async () => preview,
		remove: () => Promise.reject(new Error('unused')),
		shortNameOf: async () => shortName,
		draft: () => station,
		changeDetails: async () => station,
		settings: async () => ({ auditDays: 90 }),
		changeSettings: async () => ({ auditDays: 90 }),
	};
	const clock = new ManualClock();
	const system: RadioSystem = {
		kind: station.backend.kind,
		label: 'Test',
		keyNames: ['station', 'admin'],
		readAddress: (typed) => typed,
		isKey: () => true,
		identify: async (url) => ({ url, host: new URL(url).host, version: null }),
		owner: async () => ({ id: '1', name: 'ada', roles: [] }),
		stations,
	};
	const editing = new Editing({
		systems: [system],
		saved,
		attempts: new Attempts(new RememberedTimes(clock), clock),
		check: (one) => checkStation(one, { commands: new Map(), clock }),
		plainKeys: true,
	});
	return { editing, station, changes };
}

describe('another address of a station that only its kept keys can see', () => {
	test('is taken where the same station is there', async () => {
		const { editing, station, changes } = world({ kept: { shortName: 'test_radio', name: 'Renamed' } });
		expect(await editing.changeAddress(station, over, { station: '', admin: '' }, 'ada')).not.toHaveProperty(
			'problem',
		);
		// Encrypted now, and else the same place: the keys stay.
		expect(changes).toEqual([{ url: over, keys: {} }]);
	});

	test('is refused where another one has its number', async () => {
		const { editing, station, changes } = world({ kept: { shortName: 'other', name: 'Other Radio' } });
		expect(await editing.changeAddress(station, over, { station: '', admin: '' }, 'ada')).toEqual({
			problem: { kind: 'other-station', expected: station.name, found: 'Other Radio' },
		});
		expect(changes).toEqual([]);
	});

	test('is taken where nobody knows what it was called', async () => {
		const { editing, station, changes } = world({
			kept: { shortName: 'other', name: 'Other' },
			shortName: '',
		});
		await editing.changeAddress(station, over, { station: '', admin: '' }, 'ada');
		expect(changes).toHaveLength(1);
	});

	test.each([
		[over, true],
		[`${over}:8443`, false],
		[`${over}/radio`, false],
		['https://radio.example.com', false],
		[before, false],
	])('%s keeps the keys: %s', async (typed, keeps) => {
		const { editing, station, changes } = world({ stations: async () => [found()] });
		await editing.changeAddress(station, typed, { station: '', admin: '' }, 'ada');
		expect(changes).toEqual([{ url: typed, keys: keeps ? {} : { station: null, admin: null } }]);
	});
});

describe('what goes wrong while a station is changed', () => {
	const typed = { station: key, admin: '' };
	test.each([
		['a radio server that is away', unreachable(), { kind: 'server' }],
		['a station that is gone meanwhile', new NotSaved('gone'), { kind: 'not-saved', reason: 'gone' }],
		[
			'a server that lists no stations',
			new StationsNotListed(`${over}/?server=1`),
			{ kind: 'not-listed', example: `${over}/?server=1` },
		],
	])('%s is a problem that is told', async (_what, fails, problem) => {
		const { editing, station } = world({ fails, stations: async () => [found({ keys: ['station'] })] });
		expect(await editing.changeKeys(station, typed, 'ada')).toMatchObject({ problem });
		expect(await editing.change(station, { name: 'New' })).toMatchObject({ problem });
	});

	test('a mistake of ours is none of these', async () => {
		const { editing, station } = world({ fails: new TypeError('ours') });
		await expect(editing.change(station, { name: 'New' })).rejects.toThrow('ours');
	});

	test('a key of another station is refused, and the keys of the form that were typed are the ones saved', async () => {
		const other = world({
			stations: async () => [found(), found({ remoteId: '2', name: 'Other', keys: ['station'] })],
		});
		expect(await other.editing.changeKeys(other.station, typed, 'ada')).toEqual({
			problem: { kind: 'other-station', expected: other.station.name, found: 'Other' },
		});
		const right = world({ stations: async () => [found({ keys: ['station'] })] });
		await right.editing.changeKeys(right.station, typed, 'ada');
		expect(right.changes.map(({ keys }) => keys?.station?.reveal())).toEqual([key]);
		expect(right.changes[0]?.keys?.station).toBeInstanceOf(Secret);
	});
});
