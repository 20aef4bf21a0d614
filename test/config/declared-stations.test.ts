import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readDeclaredStations } from '#config/declared-stations.ts';
import type { SettingsProblem } from '#config/settings-error.ts';
import type { DeclaredStation } from '#config/stations-file.ts';
import { declarations } from '#src/backends/registry.ts';

const key = '0123456789abcdef:0123456789abcdef0123456789abcdef';
const radio = {
	guildId: '100000000000000001',
	name: 'Test Radio',
	backend: 'azuracast',
	url: 'https://radio.example.org',
	station: 'test_radio',
};
let cwd: string;

beforeEach(() => {
	cwd = mkdtempSync(join(tmpdir(), 'airdeck-stations-'));
	mkdirSync(join(cwd, 'config'));
});
afterEach(() => rmSync(cwd, { recursive: true }));

function read(
	file: unknown,
	env: Record<string, string> = {},
): { stations: DeclaredStation[]; problems: SettingsProblem[]; lines: string[] } {
	const text = typeof file === 'string' ? file : JSON.stringify(file);
	writeFileSync(join(cwd, 'config/stations.json'), text);
	const problems: SettingsProblem[] = [];
	const stations = readDeclaredStations(new Map(Object.entries(env)), cwd, declarations, problems);
	return { stations, problems, lines: problems.map(({ problem }) => problem) };
}

const readOne = (station: object, env?: Record<string, string>) => read({ stations: [station] }, env);

describe('a good file', () => {
	test('gives its stations, with keys from the text, the environment and files beside it', () => {
		writeFileSync(join(cwd, 'config/station.key'), `${key.toUpperCase()}\n`);
		const { stations, lines } = read(
			{
				stations: [
					{
						...radio,
						keys: { admin: { env: 'RADIO_ADMIN_KEY' }, station: { file: 'station.key' } },
						roles: { dj: ['2001'], admin: ['2003'] },
						channels: { nowPlaying: '3001' },
					},
					{
						...radio,
						guildId: '2',
						station: 7,
						url: 'https://Radio.example.org:443/sub/',
						keys: { station: key },
					},
				],
			},
			{ RADIO_ADMIN_KEY: key },
		);
		expect(lines).toEqual([]);
		expect(stations[0]).toMatchObject({
			name: 'Test Radio',
			url: 'https://radio.example.org',
			station: 'test_radio',
			roles: { dj: ['2001'], manager: [], admin: ['2003'] },
			channels: { nowPlaying: '3001' },
		});
		expect(stations[0]?.id).toMatch(/^[0-9a-z]{8}$/);
		expect(stations[0]?.keys.admin?.reveal()).toBe(key);
		expect(stations[0]?.keys.station?.reveal()).toBe(key.toUpperCase());
		expect(stations[1]).toMatchObject({ station: '7', url: 'https://radio.example.org/sub', channels: {} });
		expect(stations[1]?.keys.admin).toBeUndefined();
		expect(stations[1]?.keys.station?.reveal()).toBe(key);
	});

	test('takes every radio system', () => {
		const { stations, lines } = read({
			stations: [
				{ ...radio, backend: 'streaming-center', station: 1, keys: { station: 'any-key_1' } },
				{
					...radio,
					backend: 'autopod',
					station: undefined,
					url: 'https://a.example.org/v1/',
					keys: { admin: 'k' },
				},
				{ ...radio, backend: 'icecast', station: '/live.mp3' },
			],
		});
		expect(lines).toEqual([]);
		expect(stations.map(({ backend, station }) => [backend, station])).toEqual([
			['streaming-center', '1'],
			['autopod', ''],
			['icecast', '/live.mp3'],
		]);
	});

	test('gives a station the same id whatever else about it changes', () => {
		const id = readOne(radio).stations[0]?.id;
		expect(readOne({ ...radio, name: 'New Name', keys: { station: key } }).stations[0]?.id).toBe(id);
		expect(readOne({ ...radio, url: `${radio.url}/` }).stations[0]?.id).toBe(id);
		for (const change of [{ guildId: '2' }, { station: 'other' }, { url: 'https://other.example.org' }])
			expect(readOne({ ...radio, ...change }).stations[0]?.id).not.toBe(id);
	});

	test('the example in the repository is one', () => {
		const example = readFileSync(new URL('../../config/stations.example.json', import.meta.url), 'utf8');
		writeFileSync(join(cwd, 'config/test-radio.key'), key);
		const { stations, lines } = read(example, { RADIO_ADMIN_KEY: key });
		expect(lines).toEqual([]);
		expect(stations.map(({ name }) => name)).toEqual(['Test Radio', 'Open Stream']);
	});
});

describe('the file itself', () => {
	test('may be missing unless it is named', () => {
		const problems: SettingsProblem[] = [];
		expect(readDeclaredStations(new Map(), cwd, declarations, problems)).toEqual([]);
		expect(problems).toEqual([]);
		readDeclaredStations(new Map([['STATIONS_FILE', 'other.json']]), cwd, declarations, problems);
		expect(problems).toEqual([
			{
				name: 'STATIONS_FILE other.json',
				problem: 'the file cannot be read (ENOENT)',
				example: 'STATIONS_FILE=config/stations.json',
			},
		]);
	});

	test('that is not JSON is a problem that quotes nothing of it', () => {
		const { lines } = read(`{\n "stations": [{ "keys": { "admin": ${key} } }] }`);
		expect(lines).toEqual([expect.stringMatching(/^the file is not JSON/)]);
		expect(lines.join()).not.toContain('0123');
	});

	test.each([
		[[], 'the file does not hold an object'],
		[{}, 'stations is missing'],
		[{ stations: {} }, 'stations is not a list'],
		[{ stations: [], extra: 1 }, 'extra is not known'],
		[{ stations: ['x'] }, 'stations[0] is not an object'],
	])('of the wrong shape is a problem: %j', (file, problem) => {
		expect(read(file).lines).toEqual([problem]);
	});
});

describe('a typing mistake', () => {
	test('is named by its path, along with everything else that is wrong', () => {
		const { backend: _, ...rest } = radio;
		const { problems, lines } = read({
			stations: [
				{ ...rest, bakend: 'azuracast', roles: { djs: ['1'], dj: ['x', 2001] } },
				{ ...radio, backend: 'shoutcast', name: '', channels: { nowplaying: '1' } },
			],
		});
		expect(lines).toEqual(
			expect.arrayContaining([
				'stations[0].bakend is not known',
				'stations[0].backend is missing',
				'stations[0].roles.djs is not known',
				'stations[0].roles.dj[0] is not a Discord id (digits only)',
				'stations[0].roles.dj[1] is not a Discord id in quotes',
				expect.stringMatching(/^stations\[1]\.backend is not one of azuracast, /),
				'stations[1].name is empty',
				'stations[1].channels.nowplaying is not known',
			]),
		);
		expect(lines).toHaveLength(8);
		for (const { name, example } of problems) {
			expect(name).toBe('STATIONS_FILE config/stations.json');
			expect(example).not.toBe('');
		}
	});

	test.each([
		[{ guildId: undefined }, 'guildId is missing'],
		[{ guildId: 1000000001 }, 'guildId is not a Discord id in quotes'],
		[{ name: 'x'.repeat(101) }, 'name is longer than 100 characters'],
		[{ url: 'radio.example.org' }, /^url is not an http or https address/],
		[{ url: 'ftp://radio.example.org' }, /^url is not an http or https address/],
		[{ url: 'https://me:pw@radio.example.org' }, /^url is not an http or https address/],
		[{ url: 'https://radio.example.org/?a' }, /^url is not an http or https address/],
		[{ url: 'https://radio.example.org/#' }, /^url is not an http or https address/],
		[{ station: undefined }, 'station is missing'],
		[{ station: 'two words' }, "station is not the station's short name or number"],
		[{ station: 0 }, "station is not the station's short name or number"],
		[{ backend: 'streaming-center', station: 'name' }, 'station is not a server number'],
		[{ backend: 'icecast', station: 'live' }, 'station is not a mount, which begins with "/"'],
		[{ backend: 'autopod', url: 'https://a.example.org/v1' }, 'station is not used by AutoPod: leave it out'],
		[{ backend: 'autopod', station: undefined }, 'url does not end in /v1'],
	])('in a station is named: %j', (change, problem) => {
		const { lines } = readOne({ ...radio, ...change });
		const place = 'stations[0].';
		expect(lines).toHaveLength(1);
		expect(lines[0]?.startsWith(place)).toBe(true);
		expect(lines[0]?.slice(place.length)).toMatch(problem);
	});
});

describe('keys', () => {
	const hidden = 'h1dd3n';
	test.each([
		[{ admin: `${key}${hidden}` }, 'admin is not an AzuraCast key (16 hex digits, a colon, 32 hex digits)'],
		[
			{ station: { env: 'BAD_KEY' } },
			'station is not an AzuraCast key (16 hex digits, a colon, 32 hex digits)',
		],
		[{ station: { env: hidden } }, 'station names a variable, which is not set'],
		[{ station: { env: 'UNSET_KEY' } }, 'station names the variable UNSET_KEY, which is not set'],
		[{ station: { file: hidden } }, 'station names a file that cannot be read (ENOENT)'],
		[{ station: { evn: hidden } }, 'station is not a key, { "env": NAME } or { "file": PATH }'],
		[{ station: 42 }, 'station is not a key, { "env": NAME } or { "file": PATH }'],
		[{ staton: hidden }, 'staton is not known'],
	])('that are wrong are named and not shown (%#)', (keys, problem) => {
		const { lines, problems } = readOne({ ...radio, keys }, { BAD_KEY: hidden });
		expect(lines).toEqual([`stations[0].keys.${problem}`]);
		expect(JSON.stringify(problems)).not.toContain(hidden);
	});

	test('are refused where the radio system has no use for them', () => {
		const streaming = {
			...radio,
			backend: 'streaming-center',
			station: 1,
			keys: { admin: 'a', station: 'b' },
		};
		expect(readOne(streaming).lines).toEqual(['stations[0].keys.admin is not used by streaming-center']);
		const icecast = { ...radio, backend: 'icecast', station: '/x', keys: { station: 'b' } };
		expect(readOne(icecast).lines).toEqual(['stations[0].keys.station is not used by icecast']);
	});
});

describe('several stations', () => {
	test('the same one twice is a problem, the same one in two Discord servers is not', () => {
		const { lines } = read({ stations: [radio, { ...radio, guildId: '2' }, { ...radio, name: 'Twin' }] });
		expect(lines).toEqual(['stations[2] is the same station as stations[0]']);
	});

	test('more than 25 for one Discord server are a problem', () => {
		const many = (count: number) =>
			Array.from({ length: count }, (_, index) => ({ ...radio, station: index + 1 }));
		expect(read({ stations: many(25) }).lines).toEqual([]);
		expect(read({ stations: many(26) }).lines).toEqual([
			'declares 26 stations for Discord server 100000000000000001',
		]);
	});
});
