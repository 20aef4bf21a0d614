import { setTimeout as pause } from 'node:timers/promises';
import { describe, test } from 'vitest';
import { textOf } from '#demo/discord/read-message.ts';
import { channels } from '#test/support/app.ts';
import { putOnAir } from '#test/support/on-air.ts';
import type { Toxic } from './chaos-proxy.ts';
import { withFarDiscord } from './far-discord.ts';

/** Calls to Discord of which nothing is heard for so long, in real time. */
const outageMs = 25_000;
const outages: [string, Toxic][] = [
	['swallows everything', { kind: 'black-hole', direction: 'up' }],
	['carries no answers', { kind: 'half-open', direction: 'down' }],
	['carries answers byte by byte', { kind: 'drip', direction: 'down', bytes: 1, ms: 1_000 }],
];

describe.concurrent('a way to Discord', () => {
	test.for(outages)(
		'that %s does nothing twice, and everything goes on afterwards',
		{ timeout: 180_000 },
		async ([, toxic], context) => {
			const { expect } = context;
			const { app, rest, run, press, heard, pass } = await withFarDiscord(context, {
				live: true,
				stations: [{ channels: { nowPlaying: channels.nowPlaying } }],
			});
			const shown = (channel: string) => app.discord.messages(channel).map((message) => textOf(message));
			const preview = await run('manager', 'post add', { kind: 'feed', channel: channels.requests });
			await press('manager', preview, 'Post it');
			const station = app.radio.station('lanternlight');
			await pass(2_000);
			app.calls();
			heard();

			rest.add(toxic);
			const acts = Array.from({ length: 5 }, () => app.discord.command(app.as('dj'), 'dj skip'));
			putOnAir(station, { title: 'Harbour', artist: 'Mara' });
			await pause(outageMs);
			const skips = app.calls().filter((call) => call.startsWith('POST '));
			const acknowledged = (await Promise.allSettled(acts.map((act) => act.acknowledged()))).filter(
				({ status }) => status === 'fulfilled',
			);
			// Nothing is done for somebody of whom Discord has said that nobody answered.
			expect(skips.length).toBeLessThanOrEqual(acknowledged.length);
			const accepted = heard().filter(({ path, status }) => path.endsWith('/callback') && status === 204);
			expect(accepted).toHaveLength(acknowledged.length);
			rest.clear();

			await expect.poll(() => shown(channels.requests).join('\n'), { timeout: 90_000 }).toContain('Harbour');
			putOnAir(station, { title: 'Lantern', artist: 'Mara' });
			await expect.poll(() => shown(channels.requests).join('\n'), { timeout: 60_000 }).toContain('Lantern');
			await expect
				.poll(() => shown(channels.nowPlaying).join('\n'), { timeout: 60_000 })
				.toContain('Lantern');
			for (const title of ['Harbour', 'Lantern'])
				expect(shown(channels.requests).filter((text) => text.includes(title))).toHaveLength(1);
			expect(shown(channels.nowPlaying)).toHaveLength(1);
			expect((await run('listener', 'queue')).text).toContain('Up next');
			expect(app.discord.gateway.identifyCount).toBe(1);
			expect(app.refusals).toEqual([]);
		},
	);

	test('whose gateway falls silent is found out by its heartbeats, and resumed', {
		timeout: 120_000,
	}, async (context) => {
		const { expect } = context;
		const { app, line, run } = await withFarDiscord(context, { heartbeatMs: 2_000 });
		const silence: Toxic = { kind: 'half-open', direction: 'down' };
		line.add(silence);
		await expect.poll(() => line.struck(silence), { timeout: 10_000 }).toBe(1);
		line.clear();
		// Two heartbeats, and half a minute for a goodbye that nobody answers.
		await expect.poll(() => app.discord.gateway.resumeCount, { timeout: 60_000 }).toBe(1);
		expect((await run('listener', 'queue')).text).toContain('Up next');
		expect(app.discord.gateway.identifyCount).toBe(1);
		expect(app.log()).not.toMatch(/"level":[56]0/);
	});

	test('whose gateway breaks again and again is resumed each time, and introduces itself rarely', {
		timeout: 180_000,
	}, async (context) => {
		const { expect } = context;
		const { app, line, run } = await withFarDiscord(context, { heartbeatMs: 1_000 });
		const breaking: Toxic = { kind: 'reset', direction: 'down', bytes: 2_000 };
		line.add(breaking);
		for (let count = 0; count < 12; count++) {
			const act = app.discord.command(app.as('listener'), 'queue');
			await act.acknowledged().catch(() => undefined);
			await pause(1_000);
			expect(act.answers().length).toBeLessThanOrEqual(1);
		}
		line.clear();
		await expect.poll(() => app.discord.gateway.sessions, { timeout: 60_000 }).toBe(1);
		expect((await run('listener', 'queue')).text).toContain('Up next');
		expect(line.struck(breaking)).toBeGreaterThan(3);
		expect(app.discord.gateway.resumeCount).toBeGreaterThan(3);
		expect(app.discord.gateway.identifyCount).toBeLessThan(line.struck(breaking) / 3);
		expect(app.refusals).toEqual([]);
	});
});
