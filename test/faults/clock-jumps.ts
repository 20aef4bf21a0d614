import type { TestContext } from 'vitest';
import { textOf } from '#demo/discord/read-message.ts';
import { channels, startTestApp } from '#test/support/app.ts';
import { JumpingClock } from '#test/support/jumping-clock.ts';
import { putOnAir } from '#test/support/on-air.ts';
import { passTime } from '#test/support/pass-time.ts';

/** The clock is set by each of these, and `atMost` messages that were due in such a time are sent later. */
export interface Jumps {
	ms: readonly number[];
	atMost: number;
	/** Whether the radio server tells what is on by itself. */
	isPushed: boolean;
}

/** What posts do while the clock of the bot's machine is set, and the clocks of others stay right. */
export async function jumpClock({ ms: jumps, atMost, isPushed }: Jumps, context: TestContext): Promise<void> {
	const { expect } = context;
	const clock = new JumpingClock();
	const app = await startTestApp({
		clock,
		live: true,
		radio: { clock: clock.elsewhere },
		stations: [{ channels: { nowPlaying: channels.nowPlaying } }],
	});
	context.onTestFinished(() => app.close());
	const shown = (channel: string) => app.discord.messages(channel).map((message) => textOf(message));
	const schedules = () => shown(channels.upload).filter((text) => text.startsWith('## Schedule')).length;
	const told = (title: string) => shown(channels.requests).filter((text) => text.includes(title)).length;
	for (const options of [
		{ kind: 'scheduled', channel: channels.upload, times: '*/5 * * * *', content: 'today' },
		{ kind: 'feed', channel: channels.requests },
	]) {
		const preview = await app.run('manager', 'post add', options);
		await app.click('manager', preview.message, 'Post it');
	}
	// At 19:13:40; the first one is due at 19:15.
	await passTime(clock, 2 * 60_000);
	await expect.poll(schedules).toBe(1);
	for (const jump of jumps) {
		const before = schedules();
		if (!isPushed) {
			app.radio.faults.add({ path: /live/, status: 404, html: '<h1>404</h1>' });
			app.radio.push.drop();
		}
		clock.jump(jump);
		await passTime(clock, 90_000);
		// What was due in an hour that nobody saw is not sent by the dozen.
		expect(schedules() - before).toBeLessThanOrEqual(atMost);
		putOnAir(app.radio.station('lanternlight'), { title: `Song ${jump}`, artist: 'Mara' });
		await passTime(clock, isPushed ? 10_000 : 40_000);
		await expect.poll(() => told(`Song ${jump}`), { timeout: 5_000 }).toBe(1);
		expect((await app.run('listener', 'queue')).text).toContain('Up next');
	}
	// Also where the time was a day ahead meanwhile: what is due from now on is sent, once each.
	const before = schedules();
	await passTime(clock, 10 * 60_000);
	await expect.poll(() => schedules() - before).toBe(2);
	for (const jump of jumps) expect(told(`Song ${jump}`)).toBe(1);
	expect(shown(channels.nowPlaying)).toHaveLength(1);
	expect(app.refusals).toEqual([]);
	expect(app.log()).not.toMatch(/"level":60/);
}
