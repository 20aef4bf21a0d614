import { HTTPError, REST, type RESTOptions } from 'discord.js';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type LoopbackDiscord, startLoopbackDiscord } from '#demo/discord/loopback-discord.ts';
import { ManualClock } from '#demo/manual-clock.ts';
import { repeatCalls } from '#src/discord/repeat-calls.ts';
import { RestGate } from '#src/discord/rest-gate.ts';

let clock: ManualClock;
let discord: LoopbackDiscord;
let rest: REST;

beforeEach(async () => {
	clock = new ManualClock();
	discord = await startLoopbackDiscord({ clock });
	const gate = new RestGate({ clock, log: pino({ level: 'silent' }) });
	const options: Partial<RESTOptions> = {
		api: discord.apiUrl,
		makeRequest: repeatCalls(gate.once, clock, () => 1),
		retries: 0,
	};
	rest = new REST(options).setToken(discord.token);
});
afterEach(() => discord.close());

const times = () => discord.requests.map(({ at }) => at - discord.requests[0]!.at);

/** The outcome, with time going on while the call waits. */
async function outcome(call: Promise<unknown>): Promise<unknown> {
	let settled: { with: unknown } | undefined;
	void call.then(
		(value) => {
			settled = { with: value };
		},
		(error: unknown) => {
			settled = { with: error };
		},
	);
	while (settled === undefined) {
		await new Promise((resolve) => setTimeout(resolve, 1));
		if (clock.waiting > 0) await clock.advance(100);
	}
	return settled.with;
}

const trouble = { status: 500, body: { message: 'Internal', code: 0 } };

describe('a call that fails for Discord’s fault', () => {
	test('is made again, after growing pauses', async () => {
		discord.faults.add({ path: /users/, ...trouble, times: 3 });
		expect(await outcome(rest.get('/users/@me'))).toMatchObject({ id: discord.applicationId });
		expect(times()).toEqual([0, 400, 1_600, 5_200]);
	});

	test('is given up after the fourth', async () => {
		discord.faults.add({ path: /users/, ...trouble, times: Number.POSITIVE_INFINITY });
		expect(await outcome(rest.get('/users/@me'))).toBeInstanceOf(HTTPError);
		expect(times()).toHaveLength(4);
	});

	test.each([{ reset: true }, { closeSocket: true }, { status: 502 }])(
		'as by %o is made again',
		async (fault) => {
			discord.faults.add({ path: /users/, ...fault });
			expect(await outcome(rest.get('/users/@me'))).toMatchObject({ id: discord.applicationId });
			expect(times()).toHaveLength(2);
		},
	);

	test.each([{ reset: true }, trouble, { status: 502 }])(
		'is never made again when it makes something new (%o)',
		async (fault) => {
			const guild = discord.addGuild({ name: 'Home', channels: [{ name: 'general' }] });
			const path = `/channels/${guild.channelId('general')}/messages` as const;
			discord.faults.add({ path: /messages/, ...fault, afterwards: true });
			expect(await outcome(rest.post(path, { body: { content: 'once' } }))).toBeInstanceOf(Error);
			expect(discord.messages(guild.channelId('general'))).toHaveLength(1);
			expect(times()).toHaveLength(1);
		},
	);

	test('is not made again for a stranger’s answer', async () => {
		discord.faults.add({ path: /users/, status: 200, body: '<html>' });
		expect(await outcome(rest.get('/users/@me'))).toMatchObject({ name: 'DiscordShut' });
		expect(times()).toHaveLength(1);
	});
});
