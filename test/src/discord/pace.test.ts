import { afterEach, describe, expect, test } from 'vitest';
import { customIdOf } from '#demo/discord/read-message.ts';
import { ManualClock } from '#demo/manual-clock.ts';
import { Pace, usualPace } from '#src/discord/pace.ts';
import { channels, guildId, startTestApp, type TestApp } from '#test/support/app.ts';

describe('the pace', () => {
	test('holds for each person, each Discord server and each radio server, within any minute', () => {
		const clock = new ManualClock();
		const pace = new Pace(clock, { perPerson: 2, perGuild: 3, perServer: 4 });
		const take = (userId: string, guild: string, server?: string) =>
			pace.take({ userId, guildId: guild, server });
		const start = clock.now();
		expect([take('a', '1', 's'), take('a', '1', 's')]).toEqual([null, null]);
		expect(take('a', '1', 's')).toBe(start + 60_000);
		// What was refused did not count for the others.
		expect(take('b', '1', 's')).toBeNull();
		expect(take('b', '1', 's')).toBe(start + 60_000);
		expect(take('b', '2', 's')).toBeNull();
		expect(take('c', '3', 's')).toBe(start + 60_000);
		expect(take('c', '3', 'other')).toBeNull();
		expect(take('c', '3')).toBeNull();
		expect(take('c', '4')).toBe(start + 60_000);
	});

	test('lets everybody go on once a minute is over, and when the clock is set back', async () => {
		const clock = new ManualClock();
		const pace = new Pace(clock, { perPerson: 1, perGuild: 10, perServer: 10 });
		const by = { userId: 'a', guildId: '1', server: undefined };
		expect(pace.take(by)).toBeNull();
		await clock.advance(59_999);
		expect(pace.take(by)).toBe(clock.now() + 1);
		await clock.advance(1);
		expect(pace.take(by)).toBeNull();
		const back = new ManualClock(clock.now());
		const set = new Pace(
			{ ...methodsOf(back), now: () => back.now() - offset },
			{ ...usualPace, perPerson: 1 },
		);
		let offset = 0;
		expect(set.take(by)).toBeNull();
		offset = 3_600_000;
		expect(set.take(by)).toBeNull();
	});
});

const methodsOf = (clock: ManualClock) => ({
	sleep: (ms: number, signal?: AbortSignal) => clock.sleep(ms, signal),
	every: (ms: number, run: () => void) => clock.every(ms, run),
});

describe('who goes too fast', () => {
	let app: TestApp;
	afterEach(() => app.close());

	test('is told so alone, costs the radio server nothing more, and may go on a minute later', async () => {
		app = await startTestApp({ pace: { perPerson: 3, perGuild: 100, perServer: 100 } });
		for (let run = 0; run < 3; run++) await app.run('listener', 'queue');
		app.calls();
		const { text, isPrivate } = await app.run('listener', 'queue');
		expect(isPrivate).toBe(true);
		expect(text).toContain('One at a time');
		expect(text).toMatch(/was asked for more than a radio server should be\./);
		expect(text).toMatch(/Try again <t:\d+:R>/);
		expect(app.calls()).toEqual([]);
		// What is known without asking, and other people, are not held up.
		expect((await app.run('listener', 'nowplaying')).text).toContain('On air');
		expect((await app.run('listener', 'help')).text).not.toContain('One at a time');
		expect((await app.run('dj', 'queue')).text).not.toContain('One at a time');
		await app.clock.advance(60_000);
		expect((await app.run('listener', 'queue')).text).not.toContain('One at a time');
	});

	test('also with buttons, whose message stays as it was', async () => {
		app = await startTestApp({ pace: { perPerson: 2, perGuild: 100, perServer: 100 } });
		const { message, text } = await app.run('owner', 'server stats');
		const refresh = customIdOf(message, 'Refresh');
		await app.see(app.discord.press(app.as('owner'), message.id, refresh));
		app.calls();
		const pressed = await app.see(app.discord.press(app.as('owner'), message.id, refresh));
		expect(pressed.text).toContain('One at a time');
		expect(pressed.message.id).not.toBe(message.id);
		expect(app.calls()).toEqual([]);
		expect(text).not.toContain('One at a time');
		expect((await app.run('german', 'queue')).text).not.toContain('Eins nach dem anderen');
	});

	test('many together do not get past the limit of their Discord server', async () => {
		app = await startTestApp({ pace: { perPerson: 100, perGuild: 3, perServer: 100 } });
		for (const person of ['listener', 'dj', 'manager'] as const) await app.run(person, 'queue');
		app.calls();
		const { text } = await app.run('german', 'queue');
		expect(text).toContain('Eins nach dem anderen');
		expect(app.calls()).toEqual([]);
	});
});

describe('many at once', () => {
	test('who mash Refresh on one card cost the radio server one read for each 15 seconds', async () => {
		const people: string[] = [];
		const app = await startTestApp({
			prepare: (discord) => void discord.onEvent(() => undefined),
		});
		try {
			for (let number = 0; number < 25; number++)
				people.push(app.discord.addMember(guildId, { username: `crowd${number}` }).id);
			const { message } = await app.run('listener', 'nowplaying');
			const refresh = customIdOf(message, 'Refresh');
			const press = (userId: string) => {
				const by = { guildId, channelId: channels.general, userId };
				return app.discord.press(by, message.id, refresh).acknowledged();
			};
			for (let window = 0; window < 3; window++) {
				await app.clock.advance(15_001);
				app.calls();
				await Promise.all(people.flatMap((userId) => [press(userId), press(userId)]));
				await expect.poll(() => app.log()).not.toContain('was not done');
				expect(app.calls().length).toBeLessThanOrEqual(1);
			}
		} finally {
			await app.close();
		}
	});
});
