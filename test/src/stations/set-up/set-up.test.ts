import { describe, expect, test } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import { type RadioSystem, StationsNotListed } from '#src/backends/radio-system.ts';
import { NotSaved, type SavedStations } from '#src/stations/saved-stations.ts';
import { Attempts } from '#src/stations/set-up/attempts.ts';
import { Drafts } from '#src/stations/set-up/draft.ts';
import { SetUp } from '#src/stations/set-up/set-up.ts';
import { StationDirectory } from '#src/stations/station-directory.ts';
import { RememberedTimes } from '../fake-memory.ts';
import { problem, unreachable } from '../fake-station.ts';
import { found } from './found-station.ts';

const url = 'https://radio.example.org';
function system(kind: RadioSystem['kind'], parts: Partial<RadioSystem> = {}): RadioSystem {
	return {
		kind,
		label: kind,
		keyNames: ['station'],
		readAddress: (typed) => typed,
		isKey: () => true,
		identify: async () => ({ url, host: 'radio.example.org', version: null }),
		owner: async () => ({ id: '1', name: 'ada', roles: [] }),
		stations: async () => [found()],
		...parts,
	};
}

function setUpOf(systems: RadioSystem[], add: SavedStations['add'] = async () => []) {
	const clock = new ManualClock();
	const unused = () => {
		throw new Error('unused');
	};
	const saved: SavedStations = {
		add,
		change: unused,
		preview: unused,
		remove: unused,
		shortNameOf: unused,
		draft: unused,
		changeDetails: unused,
		settings: unused,
		changeSettings: unused,
	};
	const setUp = new SetUp({
		systems,
		saved,
		stations: new StationDirectory([]),
		attempts: new Attempts(new RememberedTimes(clock), clock),
		drafts: new Drafts(clock),
		check: unused,
		plainKeys: false,
	});
	return { setUp, draft: setUp.begin('guild', 'ada') };
}

describe('an address', () => {
	test('of none of the radio systems is said to be so, with what was looked for', async () => {
		const no = () => Promise.reject(problem({ kind: 'wrong-address' }));
		const { setUp, draft } = setUpOf([
			system('azuracast', { identify: no }),
			system('icecast', { identify: no }),
		]);
		expect(await setUp.enterAddress(draft, url)).toEqual({
			kind: 'no-system',
			host: 'radio.example.org',
			tried: ['azuracast', 'icecast'],
		});
		expect(draft.server).toBeUndefined();
	});

	test('where nobody answers is asked by one system alone', async () => {
		const asked: string[] = [];
		const away = (name: string) => () => {
			asked.push(name);
			return Promise.reject(unreachable());
		};
		const { setUp, draft } = setUpOf([
			system('azuracast', { identify: away('azuracast') }),
			system('icecast', { identify: away('icecast') }),
		]);
		expect(await setUp.enterAddress(draft, url)).toMatchObject({ kind: 'server' });
		expect(asked).toEqual(['azuracast']);
	});

	test('whose server lists no stations gets the example', async () => {
		const { setUp, draft } = setUpOf([
			system('azuracast', { stations: () => Promise.reject(new StationsNotListed(`${url}/?server=1`)) }),
		]);
		expect(await setUp.enterAddress(draft, url)).toEqual({ kind: 'not-listed', example: `${url}/?server=1` });
	});

	test.each(['identify', 'stations'] as const)(
		'a mistake of ours in %s is none of its problems',
		async (step) => {
			const { setUp, draft } = setUpOf([
				system('azuracast', { [step]: () => Promise.reject(new TypeError('ours')) }),
			]);
			await expect(setUp.enterAddress(draft, url)).rejects.toThrow('ours');
			expect(draft.server).toBeUndefined();
		},
	);
});

describe('saving', () => {
	test('stores nothing of what the store refuses, and keeps the draft for another try', async () => {
		let refusals = 1;
		const { setUp, draft } = setUpOf([system('azuracast')], async () => {
			if (refusals-- > 0) throw new NotSaved('too-many');
			return [];
		});
		expect(await setUp.save(draft)).toEqual({ kind: 'not-an-address' });
		await setUp.enterAddress(draft, url);
		expect(await setUp.save(draft)).toEqual({ kind: 'not-saved', reason: 'too-many' });
		expect(setUp.draft(draft.id, 'guild', 'ada')).toBe(draft);
		expect(await setUp.save(draft)).toEqual([]);
		expect(setUp.draft(draft.id, 'guild', 'ada')).toBeUndefined();
	});

	test('needs a choice', async () => {
		const { setUp, draft } = setUpOf([system('azuracast')]);
		await setUp.enterAddress(draft, url);
		await setUp.choose(draft, []);
		expect(await setUp.save(draft)).toEqual({ kind: 'no-stations', alreadyHere: 0 });
	});
});

test('no key is taken before there is a server, nor without https', async () => {
	const typed = { station: 'a-key', admin: '' };
	const { setUp, draft } = setUpOf([system('azuracast')]);
	expect(await setUp.enterKeys(draft, typed)).toEqual({ kind: 'not-an-address' });
	const plain = setUpOf([
		system('azuracast', {
			keysNeedHttps: true,
			identify: async () => ({ url: 'http://radio.example.org', host: 'radio.example.org', version: null }),
			owner: () => Promise.reject(new Error('The key was sent')),
		}),
	]);
	await plain.setUp.enterAddress(plain.draft, 'http://radio.example.org');
	expect(await plain.setUp.enterKeys(plain.draft, typed)).toEqual({ kind: 'needs-https' });
	expect(plain.draft.keys).toEqual({});
});

test('a radio system that is not built in is a mistake of ours', () => {
	const { setUp } = setUpOf([system('azuracast')]);
	const draft = setUp.begin('guild', 'eve');
	draft.kind = 'icecast';
	expect(() => setUp.system(draft)).toThrow('icecast is not built in');
});
