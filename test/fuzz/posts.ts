import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { textOf } from '#demo/discord/read-message.ts';
import { channels, startTestApp, type TestApp } from '#test/support/app.ts';
import { type HostileProxy, startHostileProxy } from '#test/support/hostile-proxy.ts';
import { putOnAir } from '#test/support/on-air.ts';
import { passTime } from '#test/support/pass-time.ts';
import { spoil, spoilings } from './spoiling.ts';

const contents = ['now', 'today', 'week'] as const;

/** What is posted and told by itself, so many times while the documents of the radio server are spoiled. */
export function describePosts(runs: number): void {
	let app: TestApp;
	let proxy: HostileProxy;
	let songs = 0;
	const shown = (channel: string) => app.discord.messages(channel).map((message) => textOf(message));
	beforeAll(async () => {
		proxy = await startHostileProxy();
		const { alerts, nowPlaying } = channels;
		app = await startTestApp({
			live: true,
			stations: (radio) => {
				proxy.target = radio.url;
				return [{ url: proxy.url, channels: { alerts, nowPlaying } }];
			},
		});
		// Of what goes on for ever this proxy hands nothing on: the server is asked, and every answer can be spoiled.
		app.radio.faults.add({ path: /\/live\//, status: 404, html: '<h1>404</h1>' });
		const scheduled = contents.map((content) => ({
			kind: 'scheduled',
			times: '* * * * *',
			content,
			channel: channels.upload,
		}));
		for (const options of [...scheduled, { kind: 'feed', channel: channels.requests }]) {
			const preview = await app.run('manager', 'post add', options);
			await app.click('manager', preview.message, 'Post it');
		}
		await passTime(app.clock, 10_000);
	}, 60_000);
	afterAll(async () => {
		const stopping = app.stopBot().then(() => true);
		const pause = () => new Promise<false>((resolve) => setTimeout(() => resolve(false), 20));
		while (!(await Promise.race([stopping, pause()]))) await app.clock.advance(1_000);
		await app.close();
		await proxy.close();
	}, 120_000);

	test('posts and alerts go on, once each, whatever the documents of the radio server hold', {
		timeout: 60_000 + runs * 3_000,
	}, async () => {
		const station = app.radio.station('lanternlight');
		await fc.assert(
			fc.asyncProperty(spoilings, async (spoiling) => {
				const log = app.log().length;
				const posted = shown(channels.upload).length;
				proxy.spoil = (document) => spoil(document, spoiling);
				station.skip();
				await passTime(app.clock, 60_000);
				// One of each content at most is due in a minute.
				expect(shown(channels.upload).length - posted).toBeLessThanOrEqual(2 * contents.length);
				proxy.spoil = undefined;
				// Heartbeats come in real time, of which hardly any passes: without a sign of life Discord counts as silent.
				app.discord.setTopic(channels.general, `Song ${songs}`);
				songs += 1;
				const title = `After ${songs}.`;
				await passTime(app.clock, 70_000);
				putOnAir(station, { title, artist: 'Mara' });
				const told = () => shown(channels.requests).filter((text) => text.includes(title)).length;
				// Discord counts calls in real time, of which hardly any has passed: a channel may have to wait for its turn.
				const later = async () => {
					await passTime(app.clock, 5_000);
					return told();
				};
				await expect.poll(later, { timeout: 20_000, interval: 50 }).toBeGreaterThan(0);
				await passTime(app.clock, 20_000);
				expect(told()).toBe(1);
				expect(shown(channels.nowPlaying).length).toBe(1);
				const bad = app
					.log()
					.slice(log)
					.split('\n')
					.filter((line) => /"level":[56]0/.test(line));
				expect(bad).toEqual([]);
			}),
			{ numRuns: runs, endOnFailure: true },
		);
	});
}
