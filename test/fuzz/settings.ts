import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadSettings } from '#config/settings.ts';
import { SettingsError } from '#config/settings-error.ts';
import { secretNames, type VariableName, variableExamples, variables } from '#config/variables.ts';
import { declarations } from '#src/backends/registry.ts';
import { spoil, spoilings, textOf } from './spoiling.ts';

const names = Object.keys(variables.shape) as VariableName[];
const key = '0123456789abcdef:0123456789abcdef0123456789abcdef';
/** Known by how it begins, so that it stands nowhere by chance. */
const secretText = fc.string({ unit: 'grapheme-ascii', maxLength: 60 }).map((text) => `hush-hush${text}`);
const valid: Partial<Record<VariableName, string>> = {
	ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
	ENCRYPTION_KEY_PREVIOUS: Buffer.alloc(32, 9).toString('base64'),
	DISCORD_TOKEN: 'MTAwMDAw.Gabcde.not-a-real-token',
};
const value = (name: VariableName) =>
	fc.oneof(
		fc.constant(valid[name] ?? variableExamples[name]),
		fc.string({ unit: 'binary', maxLength: 40 }),
		fc.string({ unit: 'grapheme', maxLength: 40 }),
		fc.constantFrom(
			'',
			' ',
			'0',
			'-1',
			'1e999',
			'99999',
			'true,',
			'\0',
			'\n',
			'__proto__',
			'${HOME}',
			'☃',
			'a'.repeat(70_000),
		),
		fc.constantFrom(
			'http://[',
			'https://user:hunter2hunter2@discord.example/api',
			'postgresql://airdeck:hunter2hunter2@/x y',
			'redis://:hunter2hunter2@host:999999/0',
			'sqlite://',
			'::/129',
			'10.0.0.0/8,,',
			'0-99999',
			'3-1',
			'0,0,0',
		),
		...(secretNames.some((one) => one === name) ? [secretText] : []),
	);
const environments = fc.record(
	Object.fromEntries([
		...names.filter((name) => name !== 'STATIONS_FILE').map((name) => [name, value(name)]),
		...secretNames.map((name) => [
			`${name}_FILE`,
			fc.constantFrom('there', 'empty', '.', 'gone', '../../../etc/shadow', '\0', 'x'.repeat(5_000)),
		]),
		['STATIONS_FILE', fc.constantFrom('stations.json', '.', 'gone', 'there', '\0')],
	]) as Record<string, fc.Arbitrary<string>>,
	{ requiredKeys: [] },
);

const station = {
	guildId: '100000000000000001',
	name: 'Test Radio',
	backend: 'azuracast',
	url: 'https://radio.example.org',
	station: 'test_radio',
	keys: { admin: { env: 'RADIO_KEY' }, station: key },
	roles: { dj: ['2001'], manager: ['2002'], admin: ['2003'] },
	channels: { nowPlaying: '3001', requests: '3002', alerts: '3003', audit: '3004' },
};
const declared = {
	stations: [
		station,
		{ ...station, backend: 'icecast', station: '/live.mp3', keys: {} },
		{ ...station, backend: 'autopod', station: undefined, url: 'https://pod.example/v1' },
		{ ...station, backend: 'streaming-center', station: '1', keys: { station: { file: 'there' } } },
	],
};

/** Tries so many environments, and so many stations files. */
export function describeSettings(runs: number): void {
	describe('whatever stands in the settings', () => {
		let folder: string;
		beforeAll(() => {
			folder = mkdtempSync(path.join(tmpdir(), 'airdeck-settings-'));
			writeFileSync(path.join(folder, 'there'), 'hunter2hunter2hunter2\n');
			writeFileSync(path.join(folder, 'empty'), '');
			writeFileSync(path.join(folder, 'stations.json'), JSON.stringify(declared));
		});
		afterAll(() => rmSync(folder, { recursive: true, force: true }));

		/** They are good, or everything that is wrong with them is said: in lines, and without what nobody should read. */
		function isSaid(environment: Record<string, string | undefined>, secrets: readonly string[]): void {
			try {
				const settings = loadSettings(environment, folder, declarations);
				expect(Number.isInteger(settings.playgroundPort)).toBe(true);
				for (const secret of secrets) expect(JSON.stringify(settings)).not.toContain(secret);
			} catch (error) {
				if (!(error instanceof SettingsError)) throw error;
				expect(error.problems.length).toBeGreaterThan(0);
				const text = error.format();
				expect(text.split('\n')).toHaveLength(error.problems.length);
				for (const secret of secrets)
					expect(text + error.message + (error.stack ?? '')).not.toContain(secret);
				// Nothing that a terminal would obey.
				expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
			}
		}

		test('each environment is taken, or all its problems are told, without a secret', {
			timeout: 300_000,
		}, () => {
			fc.assert(
				fc.property(environments, (environment) => {
					isSaid(environment, ['hunter2hunter2', 'hush-hush']);
				}),
				{ numRuns: runs * 5 },
			);
		});

		test('each mistake is told, however many others there are', { timeout: 300_000 }, () => {
			const wrong: Partial<Record<VariableName, string>> = {
				DISCORD_TOKEN: 'with spaces in it',
				DISCORD_API_URL: 'ftp://x',
				DATABASE_URL: 'mysql://x',
				ENCRYPTION_KEY: 'short',
				SHARD_COUNT: 'many',
				SHARDS: '5-1',
				ALLOW_PRIVATE_NETWORKS: 'some',
				HTTP_HOST: 'a b',
				HTTP_PORT: '70000',
				PLAYGROUND_PORT: '-1',
				PLAYGROUND_SONGS: '3',
				SERVER_SAMPLES: 'perhaps',
				LOG_LEVEL: 'loud',
			};
			fc.assert(
				fc.property(fc.subarray(Object.keys(wrong) as VariableName[], { minLength: 1 }), (chosen) => {
					const environment = Object.fromEntries(chosen.map((name) => [name, wrong[name] ?? '']));
					const load = () => loadSettings(environment, folder, declarations);
					expect(load).toThrow(SettingsError);
					try {
						load();
					} catch (error) {
						const named = error instanceof SettingsError ? error.problems.map(({ name }) => name) : [];
						expect(new Set(named)).toEqual(new Set(chosen));
					}
				}),
				{ numRuns: runs },
			);
		});

		test('each stations file is read, or all its problems are told, without a key', {
			timeout: 300_000,
		}, () => {
			const texts = fc.oneof(
				spoilings.map((spoiling) => textOf(spoil(declared, spoiling))),
				fc
					.nat({ max: JSON.stringify(declared).length })
					.map((length) => JSON.stringify(declared).slice(0, length)),
				fc.string({ unit: 'binary' }),
			);
			fc.assert(
				fc.property(texts, (text) => {
					const file = path.join(folder, 'spoiled.json');
					writeFileSync(file, text);
					isSaid({ STATIONS_FILE: file, RADIO_KEY: key }, ['0123456789abcdef0123456789abcdef', 'hunter2']);
				}),
				{ numRuns: runs * 3 },
			);
		});
	});
}
