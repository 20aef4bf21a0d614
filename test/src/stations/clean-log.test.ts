import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blackout as b, cleanLog } from '#src/stations/clean-log.ts';
import { realLogs } from './real-logs.ts';

const key = '0123456789abcdef:0123456789abcdef0123456789abcdef';

describe('blacks out', () => {
	it.each([
		[
			'JSON',
			'[lang:3] body: {"user":"dj","password":"hunter2"}',
			`[lang:3] body: {"user":"dj","password":"${b}"}`,
		],
		['a quote inside', '{"password":"hun\\"ter2","a":1}', `{"password":"${b}","a":1}`],
		['JSON inside JSON', '{\\"password\\":\\"hunter2\\",\\"a\\":1}', `{\\"password\\":\\"${b}\\",\\"a\\":1}`],
		['icecast.xml', '<source-password>hack&me</source-password>', `<source-password>${b}</source-password>`],
		['XML attributes', '<relay password="hackme" port="1"/>', `<relay password="${b}" port="1"/>`],
		['sc_serv.conf', 'adminpassword=pa,ss; wo"rd\nportbase=8000', `adminpassword=${b}\nportbase=8000`],
		['numbered settings', 'streampassword_1=abc', `streampassword_1=${b}`],
		['an env file', 'MYSQL_PASSWORD=a b\nMYSQL_USER=c', `MYSQL_PASSWORD=${b}\nMYSQL_USER=c`],
		[
			'liquidsoap.liq',
			'output.icecast(%mp3, port=8000, password="hackme", mount="/radio.mp3")',
			`output.icecast(%mp3, port=8000, password="${b}", mount="/radio.mp3")`,
		],
		['assignments', 'settings.azuracast.api_key := "abc"', `settings.azuracast.api_key := "${b}"`],
		['an API key by its form', `asked with ${key}.`, `asked with ${b}.`],
		['an API key in an address', `?k=${key.replace(':', '%3A')}&a=1`, `?k=${b}&a=1`],
		['PHP', "'source_pw' => 'geheim', 'port' => 8000", `'source_pw' => '${b}', 'port' => 8000`],
		['pairs', 'headers [("x-liquidsoap-api-key", "abc")]', `headers [("x-liquidsoap-api-key", "${b}")]`],
		['queries', '"GET /radio.mp3?token=abc&x=1 HTTP/1.1"', `"GET /radio.mp3?token=${b}&x=1 HTTP/1.1"`],
		['an indented setting', '  password: my pass phrase\nnext', `  password: ${b}\nnext`],
		[
			'a password that begins like nothing',
			'{"password":"none-of-yours","a":1}',
			`{"password":"${b}","a":1}`,
		],
		['a password that begins like a list', '{"password":"[{x","a":1}', `{"password":"${b}","a":1}`],
		['options', '<option name="password" value="hackme"/>', `<option name="password" value="${b}"/>`],
		['headers of nginx', 'proxy_set_header X-Api-Key abcdefabcdef;', `proxy_set_header X-Api-Key ${b};`],
		['a DSN', 'mysql:host=db;password=abc;charset=utf8', `mysql:host=db;password=${b};charset=utf8`],
		[
			'Basic',
			'proxy_set_header Authorization "Basic dXNlcjpwYXNz";',
			`proxy_set_header Authorization "Basic ${b}";`,
		],
		['Bearer', 'authorization: Bearer abc.def-123', `authorization: Bearer ${b}`],
		['cookies', 'Cookie: a=b; c=d\nHost: x', `Cookie: ${b}\nHost: x`],
		['credentials in addresses', 'http://bob:s@cret@db:8000/x', `http://${b}@db:8000/x`],
		[
			'web hooks',
			'https://discord.com/api/webhooks/123/A-b_c?wait=1',
			`https://discord.com/api/webhooks/123/${b}?wait=1`,
		],
		['web tokens', 'jwt eyJhbGciOiJIUzI1.eyJzdWIiOiIx.c2lnbmF0dXJl!', `jwt ${b}!`],
		['private keys', `a\n-----BEGIN PRIVATE KEY-----\nMII\n-----END PRIVATE KEY-----\nb`, `a\n${b}\nb`],
		['e-mail', 'contact <lina.m+radio@mail.example.org>', `contact <${b}>`],
		['IPv4', '203.0.113.9 - - [22/Nov/2026:04:31:32 +0000]', `${b} - - [22/Nov/2026:04:31:32 +0000]`],
		['IPv4 with a port', 'from 203.0.113.9:51234, again', `from ${b}:51234, again`],
		['IPv6', 'client 2001:db8::7: connected', `client ${b}: connected`],
		['IPv6 with a port', '[2001:DB8:0:0:8:800:200C:417A]:8000', `[${b}]:8000`],
	])('%s', (_, raw, cleaned) => {
		expect(cleanLog(raw)).toEqual({ text: cleaned, places: 1 });
	});

	it('each place once', () => {
		const raw = `203.0.113.9 ?api_key=${key} <admin-password>x</admin-password> a@b.example`;
		expect(cleanLog(raw).places).toBe(4);
	});
});

describe('leaves alone', () => {
	it.each([
		'2026/11/22 04:31:32 [main:3] Liquidsoap 2.4.2+dev',
		'[2026-11-22T04:30:32.541307+00:00] AzuraCast.NOTICE: Starting {"runtime":0}',
		'30472:M 22 Nov 2026 04:30:32.168 * Running mode=standalone, port=16379.',
		'proxy_pass http://127.0.0.1:18000/$2?$args;',
		"Server socket created on IP: '::', port: '13306', and '::1' and 0.0.0.0:80",
		'"Mozilla/5.0 (X11; Linux x86_64) Chrome/120.0.0.0 Safari/537.36 VLC/3.0.20"',
		'<source-password>(PASSWORD)</source-password>',
		'{"password":null,"tokens":[],"secret":{"a":1}}',
		'Wrong password for user bob; basic authentication failed',
		'tokenizer=3 passing: 3 bypass=1 compass: north',
		'proxy_set_header          Cookie "";',
		'Foo::bar Cache::fade dead::beef_class 12:34',
		'admin icemaster@localhost, list @here',
		'',
	])('%j', (raw) => {
		expect(cleanLog(raw)).toEqual({ text: raw, places: 0 });
	});

	it.each(realLogs)('everything in %s, where nothing is secret', (_, contents) => {
		expect(cleanLog(contents)).toEqual({ text: contents, places: 0 });
	});

	it('real logs there are', () => {
		expect(realLogs.length).toBeGreaterThan(12);
	});
});

/** Pieces that meet in odd ways. */
const piece = fc.oneof(
	fc.constantFrom(
		'password',
		'token',
		'=',
		'="',
		"='",
		'":"',
		'\\"',
		'<x-pw>',
		'</',
		'@',
		'.',
		':',
		'::',
		'/',
	),
	fc.constantFrom(
		'https://',
		'Basic ',
		'Bearer ',
		'eyJ',
		'203.0.113.9',
		'2001:db8::1',
		'a@b.example',
		key,
		b,
	),
	fc.constantFrom(
		'-----BEGIN PRIVATE KEY-----',
		'-----END PRIVATE KEY-----',
		'(PASSWORD)',
		'Cookie: ',
		'\n',
		' ',
	),
	fc.string({ unit: 'grapheme', maxLength: 8 }),
);
const oddText = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));

describe('whatever the text', () => {
	it('keeps its lines, and finds nothing more the second time that it had hidden', () => {
		fc.assert(
			fc.property(oddText, (raw) => {
				const { text, places } = cleanLog(raw);
				if (places === 0) expect(text).toBe(raw);
				else expect(text).toContain(b);
				expect(cleanLog(text)).toEqual({ text, places: 0 });
				if (!raw.includes('PRIVATE KEY')) expect(text.split('\n')).toHaveLength(raw.split('\n').length);
			}),
			{ numRuns: 500 },
		);
	});

	const secret = fc.stringMatching(/^[A-Za-z0-9!?*+_.-]{12,40}$/);
	const frame = fc.constantFrom(
		(s: string) => `{"password":"${s}"}`,
		(s: string) => `<admin-password>${s}</admin-password>`,
		(s: string) => `output(password="${s}", port=1)`,
		(s: string) => `\nsource_password = ${s}\n`,
		(s: string) => ` api_key=${s} `,
		(s: string) => ` "X-API-Key": "${s}" `,
		(s: string) => ` https://user:${s.replaceAll('?', '')}@host/ `,
	);

	it('lets no secret through, wherever it stands', () => {
		fc.assert(
			fc.property(
				fc.lorem({ maxCount: 20 }),
				frame,
				secret,
				fc.lorem({ maxCount: 20 }),
				(before, put, hidden, after) => {
					const { text, places } = cleanLog(`${before} ${put(hidden)} ${after}`);
					expect(places).toBeGreaterThan(0);
					expect(text).not.toContain(hidden);
					expect(text.startsWith(before)).toBe(true);
					expect(text.endsWith(after)).toBe(true);
				},
			),
			{ numRuns: 500 },
		);
	});
});
