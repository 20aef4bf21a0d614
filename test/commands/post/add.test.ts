import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Permission } from '#demo/discord/permissions.ts';
import { buttons, textOf } from '#demo/discord/read-message.ts';
import { channels, guildId, roles, startTestApp, type TestApp } from '#test/support/app.ts';

let app: TestApp;
const shown = (channelId: string) => app.discord.messages(channelId).map((message) => textOf(message));

describe('/post', () => {
	beforeAll(async () => {
		app = await startTestApp({ live: true, stations: [{ channels: { alerts: channels.alerts } }] });
	});
	afterAll(() => app.close());

	test.each(['listener', 'dj'] as const)('is not for a %s', async (person) => {
		for (const [command, options] of [
			['post add', { kind: 'card', channel: channels.general }],
			['post list', {}],
			['post remove', { post: 'x' }],
		] as const) {
			const { text, isPrivate } = await app.run(person, command, options);
			expect(text).toContain('Only managers and above');
			expect(isPrivate).toBe(true);
		}
	});

	test('shows the card before it is posted, posts it, lists it, and takes it away again', async () => {
		const asked = await app.run('manager', 'post add', {
			kind: 'card',
			channel: channels.nowPlaying,
			before: 2,
			votes: 'half',
		});
		expect(asked.isPrivate).toBe(true);
		expect(asked.text).toContain('## This is how it looks');
		expect(asked.text).toContain('2 earlier songs');
		expect(asked.text).toContain('On air · Lanternlight FM');
		expect(buttons(asked.message).map(({ label }) => label)).toEqual(['Post it', 'Leave it']);
		expect(shown(channels.nowPlaying)).toEqual([]);

		const added = await app.click('manager', asked.message, 'Post it');
		expect(added.text).toContain('### ✅ The post is added');
		const [message] = app.discord.messages(channels.nowPlaying);
		expect(textOf(message!)).toContain('On air · Lanternlight FM');
		expect(added.text).toContain(`/${channels.nowPlaying}/${message!.id})`);
		expect(app.discord.messages(channels.nowPlaying)).toHaveLength(1);

		const listed = await app.run('manager', 'post list');
		expect(listed.text).toContain(`✅ **Now playing** in <#${channels.nowPlaying}>`);
		const question = await app.click('manager', listed.message, 'Remove');
		expect(question.text).toContain('The message of the card is deleted');
		const removed = await app.click('manager', question.message, 'Remove the post');
		expect(removed.text).toContain('✅ The post is removed');
		await expect.poll(() => app.discord.messages(channels.nowPlaying)).toEqual([]);
		expect((await app.run('manager', 'post list')).text).toContain('Airdeck posts nothing by itself');
	});

	test('takes the name of the station, as every command does', async () => {
		const asked = await app.run('manager', 'post add', {
			kind: 'card',
			channel: channels.nowPlaying,
			station: 'Lanternlight FM',
		});
		expect(asked.text).toContain('## This is how it looks');
	});

	test('speaks German', async () => {
		app.discord.setMemberRoles(guildId, app.as('german').userId, [roles.manager]);
		const { text } = await app.run('german', 'post list');
		expect(text).toContain('Für Lanternlight FM postet Airdeck nichts von selbst.');
		const { text: refused } = await app.run('german', 'post add', {
			kind: 'scheduled',
			channel: channels.general,
		});
		expect(refused).toContain('Wann soll gepostet werden?');
	});

	test('names the rights that are missing in the channel, and posts nothing', async () => {
		app.discord.setBotPermissions(channels.upload, { deny: Permission.SendMessages | Permission.EmbedLinks });
		await app.clock.advance(1);
		await expect
			.poll(async () => {
				const options = { kind: 'card', channel: channels.upload };
				return (await app.run('manager', 'post add', options)).text;
			})
			.toContain('It lacks there: **Send Messages**, **Embed Links**.');
		app.discord.setMemberRoles(guildId, app.as('german').userId, [roles.manager]);
		const german = await app.run('german', 'post add', { kind: 'card', channel: channels.upload });
		expect(german.text).toContain('Dort fehlt: **Nachrichten senden**, **Links einbetten**.');
		app.discord.setBotPermissions(channels.upload, {});
		expect(shown(channels.upload)).toEqual([]);
	});

	test.each([
		[{ kind: 'card', minutes: 5 }, 'has no use for: `minutes`'],
		[{ kind: 'feed', pin: true, times: '0 9 * * *' }, 'has no use for: `pin`, `times`'],
		[{ kind: 'scheduled' }, 'When is it due?'],
		[{ kind: 'scheduled', times: 'every day' }, 'is not five fields'],
		[{ kind: 'scheduled', times: '0 0 9 * * 1' }, 'is not five fields'],
		[{ kind: 'scheduled', times: '0 9 * * 1', timezone: 'Mars/Base' }, '“Mars/Base” is not known'],
		[{ kind: 'feed', quiet: '25-7' }, '“25-7” is not like 22:00-07:00'],
		[{ kind: 'feed', quiet: '@everyone' }, '“\\@everyone” is not like'],
	])('takes no %j', async (options, words) => {
		const { text } = await app.run('manager', 'post add', { channel: channels.general, ...options });
		expect(text).toContain(words);
	});

	test('calls the options as they are called in the Discord of who used them', async () => {
		app.discord.setMemberRoles(guildId, app.as('german').userId, [roles.manager]);
		const options = { kind: 'feed', channel: channels.general, pin: true, times: '0 9 * * *' };
		const { text } = await app.run('german', 'post add', options);
		expect(text).toContain('kann damit nichts anfangen: `anpinnen`, `zeiten`.');
	});

	test('a scheduled post tells when it is first due, in the time zone it was made for', async () => {
		const asked = await app.run('manager', 'post add', {
			kind: 'scheduled',
			channel: channels.general,
			content: 'today',
			times: '30 20 * * *',
			timezone: 'Europe/Vienna',
		});
		// 19:13:40 UTC is 20:13:40 in Vienna.
		const due = Math.round(Date.UTC(2026, 10, 22, 19, 30) / 1000);
		expect(asked.text).toContain(`First at <t:${due}:f>`);
		const added = await app.click('manager', asked.message, 'Post it');
		expect(added.text).toContain(`next <t:${due}:f>`);
		expect(shown(channels.general).filter((text) => text.startsWith('## Schedule'))).toEqual([]);
		for (let minute = 0; minute < 20; minute++) {
			await app.clock.advance(60_000);
			await new Promise((resolve) => setTimeout(resolve, 2));
		}
		await expect
			.poll(() => shown(channels.general).filter((text) => text.startsWith('## Schedule')))
			.toHaveLength(1);
		expect(shown(channels.general).at(-1)).toContain('24 hours from');
		const { message } = await app.run('manager', 'post list');
		const question = await app.click('manager', message, 'Remove');
		expect(question.text).toContain('The messages so far stay');
		expect((await app.click('manager', question.message, 'Keep it')).text).toContain('Not removed');
	});

	test('completes time zones and posts', async () => {
		const zones = await app.suggest('manager', 'post add', { timezone: 'vien' }, 'timezone');
		expect(zones.map(({ value }) => value)).toContain('Europe/Vienna');
		const posts = await app.suggest('manager', 'post remove', { post: 'sched' }, 'post');
		expect(posts.map(({ name }) => name)).toEqual(['Scheduled post · #general']);
	});
});
