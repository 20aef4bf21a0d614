import { PassThrough } from 'node:stream';
import { assert, property, string, stringMatching } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Secret } from '#config/secret.ts';
import { createLogger, scrub } from '#src/logger.ts';

const key = '0123456789abcdef:0123456789abcdef0123456789abcdef';
const token = 'MTAwMDAwMDAwMDAwMDAwMDAw.Gabcde.abcdefghijklmnopqrstuvwxyz-0123456789AB';
const interactionToken = 'aW50ZXJhY3Rpb246MTU3NDE0MDgzMDAyMzY4MDAxNg';

describe('scrubbing', () => {
	test.each([
		['a key of AzuraCast', `header x-api-key: ${key}, sent`],
		['a token of a bot', `Bot ${token} was refused`],
		[
			'the token of an interaction',
			`PATCH https://discord.com/api/v10/webhooks/123456/${interactionToken}/messages/@original`,
		],
		[
			'the token of an acknowledgement',
			`POST /interactions/1574140830023680016/${interactionToken}/callback`,
		],
		['a key in a query', 'GET /v1/status?api_key=s3cretvalue&x=1'],
		['a password in a setting', 'connecting with password=s3cretvalue'],
		['a key of any name in a setting', 'connecting with admin_key=s3cretvalue'],
		['a header of another spelling', 'apikey = s3cretvalue, sent'],
		['a header with blanks around its colon', 'Authorization : Bearer  s3cretvalue'],
		['a header of a panel', 'x-api-key: s3cretvalue; sent'],
		['a bare header', 'api-key: s3cretvalue'],
		['a password in JSON with blanks', '{"password" : "s3cretvalue", "a": 1}'],
		['a key of AutoPod', 'refused apk_s3cretvalue, sent'],
		['a header with a token', 'Authorization: Bearer s3cretvalue, sent'],
		["a header of a bot's", 'authorization: Bot s3cretvalue'],
		['a header in an object', `headers: { 'X-API-Key': 's3cretvalue' }`],
		['a header in JSON', '{"sc-api-key":"s3cretvalue","a":1}'],
		['a header in JSON within JSON', '{"err":{"message":"got {\\"authorization\\":\\"s3cretvalue\\"}"}}'],
		['a password in JSON', '{"password":"s3cretvalue","a":1}'],
		['a password in an address', 'redis://user:s3cretvalue@db.example.org:6379/0 is gone'],
	])('takes out %s, and nothing around it', (_what, text) => {
		// What says how a header is made goes along if it is long enough to be a key itself.
		const secrets = [key, token, interactionToken, 'apk_s3cretvalue', 's3cretvalue', 'Bearer'];
		const without = secrets.reduce((rest, secret) => rest.replaceAll(secret, '[removed]'), text);
		expect(without).not.toBe(text);
		expect(scrub(text)).toBe(without);
	});

	test('leaves a key in no surroundings whatever', () => {
		const keys = stringMatching(/^[0-9a-f]{16}:[0-9a-f]{32}$/);
		assert(
			property(string(), keys, string(), (before, secret, after) => {
				expect(scrub(`${before} ${secret} ${after}`)).not.toContain(secret);
			}),
		);
	});

	test('leaves a line of JSON one, whatever it held', () => {
		const line = { err: { headers: { authorization: `Bot ${token}` }, message: `key "${key}"` }, n: 1 };
		expect(JSON.parse(scrub(JSON.stringify(line)))).toMatchObject({ n: 1 });
		expect(JSON.parse(scrub(JSON.stringify({ msg: JSON.stringify(line), n: 2 })))).toMatchObject({ n: 2 });
	});

	test('takes out what a Secret holds, whatever its shape', () => {
		const held = new Secret('no shape at all: a B c');
		expect(scrub('it was "no shape at all: a B c"')).toBe('it was "[removed]"');
		expect(held.tail).not.toBe('');
	});

	test('leaves ordinary lines alone', () => {
		const line =
			'{"guildId":"100000000000000001","path":"/webhooks/123","art":"87223331005d9fd5c031f969-1792782820.jpg"}';
		expect(scrub(line)).toBe(line);
	});
});

describe('the logger', () => {
	test('has no way past the scrubbing: children, other streams of lines, errors within errors', async () => {
		const out = Object.assign(new PassThrough(), { isTTY: false });
		const log = await createLogger('trace', out);
		const cause = Object.assign(new Error(`cause ${key}`), { config: { headers: { 'x-api-key': key } } });
		const child = log.child({ [key]: token }, { msgPrefix: `${key} ` });
		child.fatal({ err: new Error(`outer ${token}`, { cause }), deep: { er: [{ key }] } }, 'said %s', key);
		child.trace(cause);
		await expect.poll(() => out.readableLength).toBeGreaterThan(0);
		const text = String(out.read());
		expect(text).toContain('said [removed]');
		for (const secret of [key, token]) expect(text).not.toContain(secret);
	});

	async function logged(isTTY: boolean, level = 'info'): Promise<string> {
		const out = Object.assign(new PassThrough(), { isTTY });
		const log = await createLogger(level, out);
		log.debug('too quiet');
		log.error({ err: new Error(`failed with ${key}`), station: 'x1' }, `told ${token}`);
		// Pretty lines come a moment later than plain ones.
		await expect.poll(() => out.readableLength).toBeGreaterThan(0);
		return String(out.read());
	}

	test('writes a JSON line each, without the secrets', async () => {
		const text = await logged(false);
		expect(text.trimEnd().split('\n')).toHaveLength(1);
		const line: unknown = JSON.parse(text);
		expect(line).toMatchObject({ level: 50, station: 'x1', msg: 'told [removed]' });
		expect(line).toHaveProperty('err.message', 'failed with [removed]');
		expect(text).not.toContain(key);
	});

	test('writes readable lines where a person watches, without the secrets', async () => {
		const text = await logged(true);
		expect(text).toContain('told [removed]');
		expect(text).not.toContain('"level"');
		expect(text).not.toContain(key);
	});

	test('writes one line after the other', async () => {
		const out = Object.assign(new PassThrough(), { isTTY: false });
		const log = await createLogger('info', out);
		for (let line = 1; line <= 50; line++) log.info(`line ${line}`);
		let text = '';
		await expect
			.poll(() => {
				text += String(out.read() ?? '');
				return text.trimEnd().split('\n').length;
			})
			.toBe(50);
		expect(text).toContain('"line 50"');
	});

	test('is as quiet as it is set', async () => {
		expect(await logged(false, 'debug')).toContain('too quiet');
		expect(await logged(false, 'info')).not.toContain('too quiet');
	});
});
