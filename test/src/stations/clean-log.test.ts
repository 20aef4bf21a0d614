import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blackout as b, cleanLog } from '#src/stations/clean-log.ts';
import { realLogs } from './real-logs.ts';

const key = '0123456789abcdef:0123456789abcdef0123456789abcdef';

/** Names that say that a secret follows; `?` stands for `_`, `-` or nothing. */
const spellings =
	'pass pwd pw password passwd passphrase passwords secret secrets token tokens cookie set-cookie app_session user_session authorization api?key api?keys secret?key access?key access?key?id license?key encryption?key session?id password_12 token_123';

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
		['an RSA key', '-----BEGIN RSA PRIVATE KEY-----\nMII\n-----END RSA PRIVATE KEY-----\nb', `${b}\nb`],
		['a private key that is cut off', 'a -----BEGIN EC PRIVATE KEY-----\nMII', `a ${b}`],
		['a web token without its seal', 'jwt eyJhbGciOiJIUzI1.eyJzdWIiOiIx, sent', `jwt ${b}, sent`],
		['bearer in small letters', 'with bearer abcdefghijk1', `with bearer ${b}`],
		['digest in small letters, two blanks on', 'with digest  abcdefghijk1', `with digest  ${b}`],
		[
			'bots of Telegram',
			'https://api.telegram.org/bot123456:AAE-x/send',
			`https://api.telegram.org/bot123456:${b}/send`,
		],
		['IPv4 at the end of a sentence', 'It was 203.0.113.129. Next', `It was ${b}. Next`],
		['IPv4 in a path', 'on /mount/203.0.113.9 now', `on /mount/${b} now`],
		['IPv4 that ends as the own one begins', 'from 10.127.0.1 on', `from ${b} on`],
		['IPv6 that begins as the own one', 'from ::1234 on', `from ${b} on`],
		['IPv6 that is nearly the own one', 'from 0:0:0:0:0:0:0:12 on', `from ${b} on`],
		['IPv6 that ends in nothing', 'from 2001:db8:: on', `from ${b} on`],
		['e-mail after an @ alone', '@ lina@example.org', `@ ${b}`],
		['the end of a long e-mail name', `${'x'.repeat(70)}@example.org`, `${'x'.repeat(6)}${b}`],
		['a name within a value', 'say password="token=abc" on', `say password="${b}" on`],
		['arrows', 'call(token=>abc, port->80)', `call(token=>${b}, port->80)`],
		['thin arrows', 'call(token->abc)', `call(token->${b})`],
		['what a list stands before', '[info] password=abc on', `[info] password=${b} on`],
		['a key alone in its line', `api_key=${key} and more`, `api_key=${b} and more`],
		['cookies within a line', 'got Cookie: a=b; c=d\nHost: x', `got Cookie: ${b}\nHost: x`],
		['one word where cookies are spoken of', 'cookie jar token=abc def', `cookie jar token=${b} def`],
		['a quote that its line ends', 'say password="abc\nnext', `say password="${b}\nnext`],
		[
			'a quote that its line ends, as Windows does',
			'say password="abc\r\nnext',
			`say password="${b}\r\nnext`,
		],
		['pairs without a blank', '("x-api-key","abc")', `("x-api-key","${b}")`],
		['pairs with blanks', '("x-api-key" ,  "abc")', `("x-api-key" ,  "${b}")`],
		['headers of nginx in quotes, two blanks on', 'set X-Api-Key  "abcdefabcdef";', `set X-Api-Key  "${b}";`],
		['a scheme, two blanks on', 'say authorization: Digest  a1', `say authorization: Digest  ${b}`],
		['a star that is the value', 'say password: *, on', `say password: ${b}, on`],
	])('%s', (_, raw, cleaned) => {
		expect(cleanLog(raw)).toEqual({ text: cleaned, places: 1 });
	});

	it.each(
		spellings
			.split(' ')
			.flatMap((name) =>
				name.includes('?') ? ['', '_', '-'].map((sign) => name.replaceAll('?', sign)) : [name],
			),
	)('the value of %s', (name) => {
		expect(cleanLog(`say {${name}: "abc", x: 1}`).text).toBe(`say {${name}: "${b}", x: 1}`);
		expect(cleanLog(`say ${name.toUpperCase()}="abc" on`).text).toBe(`say ${name.toUpperCase()}="${b}" on`);
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
		'mail " @example.org',
		'from 127.0.0.1 and 0:0:0:0:0:0:0:1 and ::',
		'version 1.2.3.4.5',
		'<input name="password">Login</input>',
		'say password="" on',
		'say password=null',
		'say password: ***, token: none',
		'the api_key is fine, the session=3 too',
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
