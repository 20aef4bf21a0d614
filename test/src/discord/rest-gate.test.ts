import { DiscordAPIError, RateLimitError, REST } from 'discord.js';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type LoopbackDiscord, startLoopbackDiscord } from '#demo/discord/loopback-discord.ts';
import { ManualClock } from '#demo/manual-clock.ts';
import { mostInvalid } from '#src/discord/invalid-requests.ts';
import { DiscordShut, RestGate } from '#src/discord/rest-gate.ts';

let clock: ManualClock;
let discord: LoopbackDiscord;
let gate: RestGate;
let rest: REST;
let lines: string[];
let unauthorized: number;

beforeEach(async () => {
	clock = new ManualClock();
	discord = await startLoopbackDiscord({ clock });
	build();
});
afterEach(() => discord.close());

function build(timeout?: number) {
	lines = [];
	unauthorized = 0;
	gate = new RestGate({ clock, log: pino({}, { write: (line: string) => void lines.push(line) }) });
	gate.onUnauthorized(() => {
		unauthorized += 1;
	});
	rest = client(timeout);
}

const client = (timeout?: number) =>
	new REST({
		api: discord.apiUrl,
		makeRequest: gate.once,
		retries: 0,
		globalRequestsPerSecond: 10_000,
		...(timeout === undefined ? {} : { timeout }),
		rejectOnRateLimit: () => true,
	}).setToken(discord.token);

const ask = () => rest.get('/users/@me').catch((error: unknown) => error);
const asked = () => discord.requests.length;

describe('what is not Discord', () => {
	test.each([
		['a 502 of a gateway', { status: 502 }, 1_000],
		["a hotel's sign-in page", { status: 200, body: '<html>Sign in</html>' }, 10_000],
		["Cloudflare's door", { status: 429, body: '<html>error 1015</html>', headers: {} }, 60_000],
		['a 403 page', { status: 403, body: '<html>blocked</html>' }, 10_000],
	])('%s stops all calls for a while', async (_what, fault, pauseMs) => {
		discord.faults.add({ path: /users/, ...fault });
		const failure = await ask();
		expect(failure).toBeInstanceOf(DiscordShut);
		expect(failure).toMatchObject({ waitMs: pauseMs, status: fault.status });
		await clock.advance(pauseMs - 1);
		expect(await rest.get('/gateway/bot').catch((error: unknown) => error)).toMatchObject({
			name: 'DiscordShut',
			status: undefined,
		});
		expect(asked()).toBe(1);
		expect(gate.problems()).toEqual(['all calls to Discord are paused']);
		await clock.advance(1);
		expect(await ask()).toMatchObject({ id: discord.applicationId });
		expect(gate.problems()).toEqual([]);
		expect(lines.map((line) => /"msg":"(.*?)"/.exec(line)?.[1])).toEqual([
			'Something else than Discord answered; all calls wait',
			'Discord answers again',
		]);
	});

	test('is given more time each time, up to a minute for a gateway in trouble', async () => {
		discord.faults.add({ path: /users/, status: 502, times: Number.POSITIVE_INFINITY });
		const waits: number[] = [];
		for (let times = 0; times < 8; times++) {
			const failure = await ask();
			if (failure instanceof DiscordShut) waits.push(failure.waitMs);
			await clock.advance(60_000);
		}
		expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
		// One line, however long it lasts.
		expect(lines).toHaveLength(1);
	});

	test('is also JSON that breaks off', async () => {
		discord.faults.add({
			path: /users/,
			status: 200,
			body: '{"id": "1',
			headers: { 'content-type': 'application/json' },
		});
		expect(await ask()).toBeInstanceOf(DiscordShut);
	});

	test('does not shut the door for good when the clock is set back', async () => {
		discord.faults.add({ path: /users/, status: 502 });
		await ask();
		const back = clock.now() - 365 * 86_400_000;
		clock.now = () => back;
		expect(await ask()).toMatchObject({ waitMs: 1_000 });
		clock.now = () => back + 1_000;
		expect(await ask()).toMatchObject({ id: discord.applicationId });
	});
});

describe('limits', () => {
	test('a pause of an hour is kept for its route, and for no other', async () => {
		discord.faults.add({ path: /users/, status: 429, headers: { 'retry-after': '3600' } });
		expect(await ask()).toBeInstanceOf(RateLimitError);
		await clock.advance(3_599_000);
		expect(await ask()).toMatchObject({ name: 'DiscordShut', waitMs: 1_000 });
		expect(asked()).toBe(1);
		expect(await rest.get('/gateway/bot')).toHaveProperty('url');
		await clock.advance(1_000);
		expect(await ask()).toMatchObject({ id: discord.applicationId });
	});

	test('a global one stops everything, whichever client hears of it', async () => {
		discord.faults.add({
			path: /users/,
			status: 429,
			headers: { 'retry-after': '20', 'x-ratelimit-global': 'true' },
		});
		await ask();
		const other = client();
		expect(await other.get('/gateway/bot').catch((error: unknown) => error)).toMatchObject({
			waitMs: 20_000,
		});
	});

	test('five hundred refused calls in ten minutes end all calls until the first are forgotten', async () => {
		discord.faults.add({
			path: /users/,
			status: 403,
			body: { message: 'Missing Access', code: 50001 },
			times: Number.POSITIVE_INFINITY,
		});
		for (let call = 0; call < mostInvalid; call++) {
			expect(await ask()).toBeInstanceOf(DiscordAPIError);
			await clock.advance(100);
		}
		expect(await ask()).toBeInstanceOf(DiscordShut);
		expect(asked()).toBe(mostInvalid);
		expect(gate.problems()).toHaveLength(1);
		expect(lines).toHaveLength(1);
		await clock.advance(600_000 - mostInvalid * 100);
		expect(gate.problems()).toEqual([]);
		await ask();
		expect(asked()).toBe(mostInvalid + 1);
	}, 30_000);

	test('what others used up as well does not count', async () => {
		discord.faults.add({
			path: /users/,
			status: 429,
			headers: { 'retry-after': '1', 'x-ratelimit-scope': 'shared' },
			times: Number.POSITIVE_INFINITY,
		});
		for (let call = 0; call < mostInvalid + 1; call++) await ask();
		expect(asked()).toBe(mostInvalid + 1);
	}, 30_000);
});

describe('a call', () => {
	test('whose body hangs ends with the time limit', async () => {
		build(200);
		discord.faults.add({ path: /users/, hangBody: true });
		expect(await ask()).toMatchObject({ name: 'AbortError' });
	});

	test('whose token is not taken is told', async () => {
		discord.faults.add({ path: /users/, status: 401, body: { message: '401: Unauthorized', code: 0 } });
		expect(await ask()).toMatchObject({ status: 401 });
		expect(unauthorized).toBe(1);
	});

	test('that is refused for what it asks goes on as before', async () => {
		const failure = await rest.get('/guilds/1').catch((error: unknown) => error);
		expect(failure).toMatchObject({ status: 404, code: 10004 });
		expect(lines).toEqual([]);
	});
});
