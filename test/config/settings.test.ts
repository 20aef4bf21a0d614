import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadSettings } from '#config/settings.ts';
import { SettingsError } from '#config/settings-error.ts';
import { secretNames, variables } from '#config/variables.ts';
import { declarations } from '#src/backends/registry.ts';

const key = Buffer.alloc(32, 7).toString('base64');
let cwd: string;

beforeEach(() => {
	cwd = mkdtempSync(join(tmpdir(), 'airdeck-settings-'));
});
afterEach(() => rmSync(cwd, { recursive: true }));

/** The lines an operator would see on stderr. */
function complaints(env: Record<string, string>): string[] {
	try {
		loadSettings(env, cwd, declarations);
	} catch (error) {
		if (error instanceof SettingsError) return error.format().split('\n');
		throw error;
	}
	throw new Error('The settings were accepted');
}

describe('defaults', () => {
	test('an empty environment is the playground', () => {
		const settings = loadSettings({}, cwd, declarations);
		expect(settings.databaseUrl.reveal()).toBe(`sqlite://${cwd}/data/airdeck.sqlite`);
		expect({ ...settings, databaseUrl: undefined }).toEqual({
			mode: 'playground',
			token: undefined,
			discordApiUrl: 'https://discord.com/api',
			dataDir: join(cwd, 'data'),
			databaseUrl: undefined,
			encryptionKey: undefined,
			previousEncryptionKey: undefined,
			stations: [],
			allowPrivateNetworks: { all: false, cidrs: [] },
			http: { host: '127.0.0.1', port: 8080 },
			playgroundPort: 4400,
			playgroundSongs: 120,
			serverSamples: true,
			logLevel: 'info',
			production: false,
		});
	});

	test('a variable set to nothing counts as not set', () => {
		const settings = loadSettings({ DISCORD_TOKEN: '', HTTP_PORT: '', DATABASE_URL: '' }, cwd, declarations);
		expect(settings.mode).toBe('playground');
		expect(settings.http?.port).toBe(8080);
	});
});

test('what is set is taken over', () => {
	const settings = loadSettings(
		{
			DISCORD_TOKEN: 'abc.def.ghi',
			DISCORD_API_URL: 'http://127.0.0.1:4000/api/',
			DATA_DIR: '/data',
			DATABASE_URL: 'sqlite:///elsewhere/x.sqlite',
			ENCRYPTION_KEY: key,
			ENCRYPTION_KEY_PREVIOUS: key,
			ALLOW_PRIVATE_NETWORKS: '10.0.0.0/8, fd00::/8',
			HTTP_HOST: '0.0.0.0',
			HTTP_PORT: '0',
			PLAYGROUND_PORT: '0',
			PLAYGROUND_SONGS: '100000',
			SERVER_SAMPLES: 'False',
			LOG_LEVEL: 'debug',
			NODE_ENV: 'production',
		},
		cwd,
		declarations,
	);
	expect(settings).toMatchObject({
		mode: 'bot',
		discordApiUrl: 'http://127.0.0.1:4000/api',
		dataDir: '/data',
		allowPrivateNetworks: { all: false, cidrs: ['10.0.0.0/8', 'fd00::/8'] },
		http: undefined,
		playgroundPort: 0,
		playgroundSongs: 100_000,
		serverSamples: false,
		logLevel: 'debug',
		production: true,
	});
	expect(settings.token?.reveal()).toBe('abc.def.ghi');
	expect(settings.databaseUrl.reveal()).toBe('sqlite:///elsewhere/x.sqlite');
	expect(settings.encryptionKey?.reveal()).toBe(key);
	expect(settings.previousEncryptionKey?.reveal()).toBe(key);
	expect(inspect(settings, { depth: 9 })).not.toContain('abc.def');
	expect(loadSettings({ ALLOW_PRIVATE_NETWORKS: 'true' }, cwd, declarations).allowPrivateNetworks.all).toBe(
		true,
	);
});

describe('.env', () => {
	test('is read, and the real environment wins', () => {
		writeFileSync(join(cwd, '.env'), 'LOG_LEVEL=warn\nHTTP_PORT="9000" # comment\nPLAYGROUND_PORT=1\n');
		const settings = loadSettings({ LOG_LEVEL: 'trace', PLAYGROUND_PORT: '' }, cwd, declarations);
		expect(settings.logLevel).toBe('trace');
		expect(settings.http?.port).toBe(9000);
		expect(settings.playgroundPort).toBe(1);
	});

	test('one that cannot be read is a problem', () => {
		mkdirSync(join(cwd, '.env'));
		expect(complaints({})).toEqual([
			expect.stringMatching(/^\.env: the file cannot be read \(EISDIR\)\. Example: /),
		]);
	});
});

describe('secrets in files', () => {
	test.each(secretNames)('%s_FILE is read without its last line break', (name) => {
		const value = name === 'DISCORD_TOKEN' ? 'a.b.c' : name === 'DATABASE_URL' ? 'sqlite://x.db' : key;
		writeFileSync(join(cwd, 'secret'), `${value}\n`);
		const { token, databaseUrl, encryptionKey, previousEncryptionKey } = loadSettings(
			{ [`${name}_FILE`]: 'secret' },
			cwd,
			declarations,
		);
		const read = [token, databaseUrl, encryptionKey, previousEncryptionKey].map((secret) => secret?.reveal());
		expect(read).toContain(value);
	});

	test('both ways at once, a missing file and an empty file are problems that show neither path nor value', () => {
		writeFileSync(join(cwd, 'empty'), '\n');
		const lines = complaints({
			DISCORD_TOKEN: 'real.bot.token',
			DISCORD_TOKEN_FILE: 'token-file',
			ENCRYPTION_KEY_FILE: 'mistaken-for-the-key',
			ENCRYPTION_KEY_PREVIOUS_FILE: 'empty',
		});
		expect(lines).toEqual([
			expect.stringMatching(/^DISCORD_TOKEN: DISCORD_TOKEN and DISCORD_TOKEN_FILE are both set\. Example: /),
			expect.stringMatching(
				/^ENCRYPTION_KEY_FILE: the file cannot be read \(ENOENT\)\. Example: ENCRYPTION_KEY_FILE=/,
			),
			expect.stringMatching(/^ENCRYPTION_KEY_PREVIOUS_FILE: the file is empty\. Example: /),
		]);
		expect(lines.join()).not.toMatch(/real\.bot|token-file|mistaken/);
	});
});

describe('wrong values', () => {
	test('all of them are named at once, in one line each', () => {
		const lines = complaints({
			HTTP_PORT: 'abc',
			PLAYGROUND_PORT: '65536',
			PLAYGROUND_SONGS: '3',
			SERVER_SAMPLES: 'maybe',
			LOG_LEVEL: 'loud',
			HTTP_HOST: 'http://x',
			ALLOW_PRIVATE_NETWORKS: '10.0.0.0/33,10.0.0.1',
			NODE_ENV: 'production',
		});
		expect(lines).toContain('HTTP_PORT: "abc" is not a port. Example: HTTP_PORT=8080');
		expect(lines).toContain('PLAYGROUND_PORT: "65536" is not a port. Example: PLAYGROUND_PORT=4400');
		expect(lines).toContain('PLAYGROUND_SONGS: "3" is less than 10. Example: PLAYGROUND_SONGS=100000');
		expect(lines.filter((line) => line.startsWith('ALLOW_PRIVATE_NETWORKS: '))).toHaveLength(2);
		expect(lines.map((line) => line.split(':')[0])).toEqual([
			'ALLOW_PRIVATE_NETWORKS',
			'ALLOW_PRIVATE_NETWORKS',
			'HTTP_HOST',
			'HTTP_PORT',
			'PLAYGROUND_PORT',
			'PLAYGROUND_SONGS',
			'SERVER_SAMPLES',
			'LOG_LEVEL',
			'DISCORD_TOKEN',
		]);
	});

	test.each([
		['DISCORD_TOKEN', 'Bot abc.hidden.ghi'],
		['DISCORD_TOKEN', '"abc.hidden.ghi"'],
		['DISCORD_API_URL', 'https://user:hidden@discord.com/api'],
		['DISCORD_API_URL', 'ftp://hidden'],
		['DISCORD_API_URL', 'https://discord.com/api?hidden'],
		['ENCRYPTION_KEY', 'hidden'],
		['ENCRYPTION_KEY_PREVIOUS', Buffer.alloc(31).toString('base64')],
		['DATABASE_URL', 'mysql://user:hidden@host/db'],
		['DATABASE_URL', 'sqlite://'],
	])('%s is refused without showing its value (%#)', (name, value) => {
		const lines = complaints({ [name]: value });
		expect(lines).toEqual([expect.stringMatching(new RegExp(`^${name}: the value .*\\. Example: ${name}=`))]);
		expect(lines.join()).not.toContain('hidden');
	});

	test.each([
		'sqlite:./x.sqlite',
		'redis://h',
		'rediss://u:p@h:6380/2',
		'postgresql://u:p@h/db?sslmode=require',
		'postgres://h/db',
		'postgresql:///db?host=/run/postgresql',
	])('%s is a store', (url) => {
		expect(loadSettings({ DATABASE_URL: url }, cwd, declarations).databaseUrl.reveal()).toBe(url);
	});

	test.each([
		['redis:///0', /names no host/],
		['postgresql:///db', /names no host/],
		['redis://:hidden#password@h:x', /is not an address/],
		['redis://u:hidden@h:port', /is not an address/],
		['redishidden', /does not begin with/],
	])('a store at %s is refused', (url, problem) => {
		const text = complaints({ DATABASE_URL: url }).join();
		expect(text).toMatch(problem);
		expect(text).not.toContain('hidden');
	});

	test.each(['-1', '80.5', '1e3', ' 80', '99999', '0x50'])('"%s" is not a port', (port) => {
		expect(complaints({ HTTP_PORT: port })).toHaveLength(1);
	});

	test('production needs a token', () => {
		expect(complaints({ NODE_ENV: 'production' })).toEqual([
			expect.stringMatching(/^DISCORD_TOKEN: is not set, .*\. Example: DISCORD_TOKEN=/),
		]);
	});
});

test('.env.example names exactly the variables that the settings know', () => {
	const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');
	const named = [...example.matchAll(/^(?:# )?([A-Z_]+)=/gm)].map(([, name]) => name);
	const known = [...Object.keys(variables.shape), ...secretNames.map((name) => `${name}_FILE`)];
	expect(new Set(named)).toEqual(new Set(known));
	expect(named).toHaveLength(known.length);
});

test('.env.example copied as it is opens the playground', () => {
	const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');
	writeFileSync(join(cwd, '.env'), example);
	expect(loadSettings({}, cwd, declarations).mode).toBe('playground');
	// And what stands there as the default is the default.
	writeFileSync(join(cwd, '.env'), example.replaceAll(/^# ([A-Z_]+=)(?!\/run\/secrets)/gm, '$1'));
	const shown = loadSettings({}, cwd, declarations);
	rmSync(join(cwd, '.env'));
	expect(shown).toEqual(loadSettings({}, cwd, declarations));
});
