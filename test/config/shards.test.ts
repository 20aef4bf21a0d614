import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadSettings } from '#config/settings.ts';
import { SettingsError } from '#config/settings-error.ts';
import { declarations } from '#src/backends/registry.ts';

const shared = {
	ENCRYPTION_KEY: Buffer.alloc(32).toString('base64'),
	DATABASE_URL: 'redis://store',
};
let cwd: string;
beforeEach(() => {
	cwd = mkdtempSync(join(tmpdir(), 'airdeck-shards-'));
});
afterEach(() => rmSync(cwd, { recursive: true }));

const read = (env: Record<string, string>) => loadSettings(env, cwd, declarations).shards;

function complaints(env: Record<string, string>): string[] {
	try {
		read(env);
	} catch (error) {
		if (error instanceof SettingsError) return error.format().split('\n');
		throw error;
	}
	throw new Error('The settings were accepted');
}

describe('shards', () => {
	test('are as many as Discord recommends, in one process, unless somebody says otherwise', () => {
		expect(read({})).toBeUndefined();
	});

	test('are all of them without SHARDS, and then nothing has to be shared', () => {
		expect(read({ SHARD_COUNT: '3' })).toEqual({ count: 3, own: [0, 1, 2] });
	});

	test.each([
		['0', [0]],
		['0-3', [0, 1, 2, 3]],
		['0,2', [0, 2]],
		['7, 1-2 ,2', [1, 2, 7]],
	])('SHARDS=%s', (text, own) => {
		expect(read({ ...shared, SHARD_COUNT: '8', SHARDS: text })).toEqual({ count: 8, own });
	});

	test.each(['', ' ', '0-', '-1', '3-1', 'a', '0,,1', '0x1', '1.5', '0-99999'].slice(2))(
		'"%s" is not a list of shards',
		(text) => {
			expect(complaints({ ...shared, SHARD_COUNT: '4', SHARDS: text })).toEqual([
				expect.stringMatching(/^SHARDS: ".*" is not a list of shards, .*\. Example: SHARDS=0-3$/),
			]);
		},
	);

	test.each(['0', '-1', '2.5', 'two', '99999', '16385'])('"%s" is not a number of shards', (text) => {
		expect(complaints({ SHARD_COUNT: text })[0]).toMatch(/^SHARD_COUNT: ".*" is not a number of shards/);
	});

	test('every problem is told at once: a shard that is not there, a key and a store of its own for each process', () => {
		expect(complaints({ SHARD_COUNT: '2', SHARDS: '1-3' }).map((line) => line.split(':')[0])).toEqual([
			'SHARDS',
			'ENCRYPTION_KEY',
			'DATABASE_URL',
		]);
		expect(complaints({ ...shared, SHARDS: '0' }).join()).toMatch(/^SHARD_COUNT: is not set/);
	});
});
