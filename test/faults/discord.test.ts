import { describe, test } from 'vitest';
import type { LoggedRequest } from '#demo/discord/loopback-discord.ts';
import { textOf } from '#demo/discord/read-message.ts';
import { channels } from '#test/support/app.ts';
import { putOnAir } from '#test/support/on-air.ts';
import type { Toxic } from './chaos-proxy.ts';
import { type FarDiscord, withFarDiscord } from './far-discord.ts';

// What has to be waited for until a deadline of real time: discord.long.test.ts.
const callback = /^\/interactions\/\d+\/[^/]+\/callback$/;
const answered = ({ path, status }: LoggedRequest) => callback.test(path) && status > 0 && status < 300;
const orders = (app: FarDiscord['app']) => app.calls().filter((call) => !call.startsWith('GET '));
const bad = (app: FarDiscord['app']) =>
	app
		.log()
		.split('\n')
		.filter((line) => /"level":[56]0/.test(line));

/** Once each: what the network does to one call, by what that call sends. */
const losses = (call: RegExp): [string, Toxic][] => [
	['whose answer is cut off', { kind: 'cut', direction: 'down', bytes: 10, after: call, times: 1 }],
	['whose answer is lost with the line', { kind: 'reset', direction: 'down', after: call, times: 1 }],
	['that is lost on the way', { kind: 'reset', direction: 'up', bytes: 10, after: call, times: 1 }],
	['that comes byte by byte', { kind: 'drip', direction: 'up', bytes: 200, ms: 5, after: call, times: 1 }],
];

describe.concurrent('over a way to Discord that breaks', () => {
	test.for(losses(/^POST .*\/callback/))(
		'an acknowledgement %s is made once, and the order of it is given once',
		{ timeout: 30_000 },
		async ([, toxic], context) => {
			const { expect } = context;
			const { app, rest, run, heard, pass } = await withFarDiscord(context);
			app.calls();
			heard();
			rest.add(toxic);
			const skipping = run('dj', 'dj skip');
			const isSkipped = () => app.radio.requests.some(({ path }) => path.endsWith('/backend/skip'));
			await expect.poll(isSkipped, { timeout: 5_000 }).toBe(true);
			await pass(5_000);
			const seen = await skipping;
			expect(seen.text).toMatch(/Skipped/);
			expect(orders(app)).toEqual(['POST /api/station/lanternlight/backend/skip (station)']);
			const calls = heard();
			expect(calls.filter(answered)).toHaveLength(1);
			expect(calls.filter(({ path }) => callback.test(path)).length).toBeLessThanOrEqual(2);
			expect(seen.act.answers()).toHaveLength(1);
			expect(bad(app)).toEqual([]);
		},
	);

	test.for(losses(/^PATCH .*%40original/))(
		'an answer %s is there in the end, once',
		{ timeout: 30_000 },
		async ([, toxic], context) => {
			const { expect } = context;
			const { app, rest, run } = await withFarDiscord(context);
			rest.add(toxic);
			const seen = await run('listener', 'queue');
			expect(seen.text).toContain('Up next');
			expect(seen.act.answers()).toHaveLength(1);
			expect(bad(app)).toEqual([]);
		},
	);

	test.for(losses(/^POST \/api\/v10\/webhooks/))(
		'a message of its own %s is sent once, since nobody knows whether it arrived',
		{ timeout: 30_000 },
		async ([name, toxic], context) => {
			const { expect } = context;
			const { app, rest, run, heard, pass } = await withFarDiscord(context);
			app.radio.faults.add({ path: /./, status: 502, html: '<h1>502</h1>', times: 100 });
			rest.add(toxic);
			// A failure is for one person, and the answer would have been for all.
			const act = app.discord.command(app.as('listener'), 'nowplaying');
			await act.acknowledged();
			await expect.poll(() => rest.struck(toxic), { timeout: 10_000 }).toBe(1);
			await pass(5_000);
			await new Promise((resolve) => setTimeout(resolve, 300));
			const sent = heard().filter(({ method, path }) => method === 'POST' && path.startsWith('/webhooks/'));
			expect(sent).toHaveLength(name.includes('on the way') ? 0 : 1);
			expect(act.answers()).toHaveLength(sent.length);
			app.radio.faults.clear();
			rest.clear();
			await pass(20_000);
			expect((await run('listener', 'nowplaying')).text).toMatch(/On air|Live/);
		},
	);

	test.for(losses(/^POST \/api\/v10\/channels/))(
		'a post %s is there once, and the next ones as well',
		{ timeout: 30_000 },
		async ([, toxic], context) => {
			const { expect } = context;
			const { app, rest, run, press, heard, pass } = await withFarDiscord(context, { live: true });
			const shown = () => app.discord.messages(channels.requests).map((message) => textOf(message));
			const preview = await run('manager', 'post add', { kind: 'feed', channel: channels.requests });
			await press('manager', preview, 'Post it');
			const station = app.radio.station('lanternlight');
			await pass(2_000);
			heard();
			rest.add(toxic);
			putOnAir(station, { title: 'Harbour', artist: 'Mara' });
			const times = (title: string) => shown().filter((text) => text.includes(title)).length;
			await expect.poll(() => times('Harbour'), { timeout: 10_000 }).toBe(1);
			await expect.poll(() => rest.struck(toxic)).toBe(1);
			await pass(30_000);
			putOnAir(station, { title: 'Lantern', artist: 'Mara' });
			await expect.poll(() => times('Lantern'), { timeout: 10_000 }).toBe(1);
			expect(times('Harbour')).toBe(1);
			const sends = heard().filter(
				({ method, path }) => method === 'POST' && path === `/channels/${channels.requests}/messages`,
			);
			for (const { body } of sends)
				expect(JSON.stringify(body)).toMatch(/"nonce":"[^"]{8,25}","enforce_nonce":true/);
			expect(bad(app)).toEqual([]);
		},
	);
});

/** What the network does to the gateway's line, at the next thing that Discord says. */
const breaks: [string, Toxic][] = [
	['is closed', { kind: 'cut', direction: 'down', times: 1 }],
	['is closed in the middle of an event', { kind: 'cut', direction: 'down', bytes: 100, times: 1 }],
	['is torn', { kind: 'reset', direction: 'down', times: 1 }],
];

describe.concurrent('a line to the gateway that', () => {
	test.for(breaks)(
		'%s is resumed, and what was said meanwhile is answered, once',
		{ timeout: 30_000 },
		async ([, toxic], context) => {
			const { expect } = context;
			const { app, line, run, heard } = await withFarDiscord(context);
			const { gateway } = app.discord;
			heard();
			line.add(toxic);
			const seen = await run('listener', 'queue');
			expect(line.struck(toxic)).toBe(1);
			expect(seen.text).toContain('Up next');
			expect(seen.act.answers()).toHaveLength(1);
			expect(heard().filter(answered)).toHaveLength(1);
			expect(gateway.resumeCount).toBe(1);
			expect(gateway.identifyCount).toBe(1);
			expect(gateway.sessions).toBe(1);
			expect(bad(app)).toEqual([]);
		},
	);

	test('is slow in both directions is waited for', { timeout: 30_000 }, async (context) => {
		const { expect } = context;
		const { app, line, rest, run } = await withFarDiscord(context, { heartbeatMs: 1_000 });
		for (const way of [line, rest])
			for (const direction of ['up', 'down'] as const) way.add({ kind: 'latency', direction, ms: 150 });
		for (let count = 0; count < 3; count++)
			expect((await run('listener', 'queue')).text).toContain('Up next');
		expect(app.discord.gateway.resumeCount).toBe(0);
		expect(bad(app)).toEqual([]);
	});

	test('is silent without a word is made anew after three minutes, and resumed', {
		timeout: 30_000,
	}, async (context) => {
		const { expect } = context;
		const { app, line, run, heard, pass } = await withFarDiscord(context, { heartbeatMs: 400 });
		const { gateway } = app.discord;
		const silence: Toxic = { kind: 'half-open', direction: 'down' };
		line.add(silence);
		await expect.poll(() => line.struck(silence)).toBe(1);
		line.clear();
		// Where somebody presses something meanwhile nothing is done late, and nothing twice.
		app.calls();
		const missed = app.discord.command(app.as('dj'), 'dj skip');
		await pass(190_000, 5_000);
		await expect.poll(() => gateway.resumeCount, { timeout: 10_000 }).toBe(1);
		await expect(missed.acknowledged()).rejects.toThrow('did not respond in time');
		expect(orders(app)).toEqual([]);
		heard();
		expect((await run('listener', 'queue')).text).toContain('Up next');
		expect(heard().filter(answered)).toHaveLength(1);
		expect(gateway.identifyCount).toBe(1);
		expect(app.refusals).toEqual([]);
		expect(bad(app)).toHaveLength(1);
		expect(bad(app)[0]).toContain('Nothing came from Discord for three minutes; connecting anew');
	});

	test('stays silent, also when it is made anew, ends the process', { timeout: 30_000 }, async (context) => {
		const { expect } = context;
		const { app, line, pass } = await withFarDiscord(context, { heartbeatMs: 400 });
		const silence: Toxic = { kind: 'half-open', direction: 'down', times: 1 };
		line.add(silence);
		await expect.poll(() => line.struck(silence)).toBe(1);
		// New lines are taken, and the upgrade of their protocol is the last that comes.
		line.add({ kind: 'half-open', direction: 'down', bytes: 129 });
		await pass(400_000, 5_000);
		await expect.poll(() => app.refusals.map(({ name }) => name)).toEqual(['BotOver']);
	});
});
