import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { textOf } from '#demo/discord/read-message.ts';
import { channels, startTestApp, type TestApp } from '#test/support/app.ts';
import { type HostileProxy, startHostileProxy } from '#test/support/hostile-proxy.ts';
import { passTime } from '#test/support/pass-time.ts';
import { readingCommands } from './reading-commands.ts';
import { type Spoiling, spoil, spoilings } from './spoiling.ts';

const reads = [...readingCommands, 'playlist export', 'dj skip', 'episode list', 'show list'];

/** Runs every command that reads, each so many times, while the documents of the radio server are spoiled. */
export function describeDocuments(runs: number): void {
	let app: TestApp;
	let proxy: HostileProxy;
	beforeAll(async () => {
		proxy = await startHostileProxy();
		app = await startTestApp({
			stations: (radio) => {
				proxy.target = radio.url;
				return [{ url: proxy.url }];
			},
		});
	});
	afterAll(async () => {
		await app.close();
		await proxy.close();
		// Every message is looked through for secrets, and with many runs there are many.
	}, 120_000);

	/** Runs one command while every document of the radio server is spoiled in this way. */
	async function asked(command: string, spoiling: Spoiling): Promise<void> {
		const before = app.log().length;
		proxy.spoil = (document) => spoil(document, spoiling);
		try {
			const seen = await app.seeInTime(() => app.discord.command(app.as('owner'), command));
			expect(seen.message.components.length).toBeGreaterThan(0);
			// Long work shows itself, and has to come to an end as well.
			const isWorking = () =>
				textOf(app.discord.message(seen.message.id) ?? seen.message).startsWith('### ⏳');
			for (let minute = 0; isWorking() && minute < 15; minute++) {
				// Heartbeats come in real time, of which hardly any passes: without a sign of life Discord counts as silent.
				app.discord.setTopic(channels.general, `Minute ${minute}`);
				for (let second = 0; isWorking() && second < 60; second++) await passTime(app.clock, 1_000);
			}
			expect(isWorking()).toBe(false);
		} finally {
			proxy.spoil = undefined;
		}
		await app.clock.advance(20_000);
		const bad = app
			.log()
			.slice(before)
			.split('\n')
			.filter((line) => /"level":[56]0/.test(line));
		expect(bad).toEqual([]);
	}

	test.each(reads)(
		'/%s is answered in words whatever the documents of the radio server hold',
		{ timeout: 600_000 },
		async (command) => {
			await fc.assert(
				fc.asyncProperty(spoilings, (spoiling) => asked(command, spoiling)),
				{ numRuns: runs, endOnFailure: true },
			);
		},
	);
}
