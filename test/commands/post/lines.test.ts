import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Permission } from '#demo/discord/permissions.ts';
import { buttons, textOf } from '#demo/discord/read-message.ts';
import { channels, guildId, roles, startTestApp, type TestApp } from '#test/support/app.ts';
import { putOnAir } from '#test/support/on-air.ts';
import { passTime } from '#test/support/pass-time.ts';

const { voice } = channels;
const lineRights = Permission.ManageChannels | Permission.SetVoiceChannelStatus;

let app: TestApp;
const status = () => app.discord.channel(voice).status;
const topic = () => app.discord.channel(channels.general).topic;
const changes = () =>
	app.discord.requests.filter(
		({ method, path }) => method === 'PATCH' && path === `/channels/${channels.general}`,
	);
const play = (title: string, artist = 'Ada') =>
	putOnAir(app.radio.station('lanternlight'), { title, artist });

async function add(kind: 'topic' | 'voice-status', channelId: string) {
	const asked = await app.run('manager', 'post add', { kind, channel: channelId });
	return app.click('manager', asked.message, 'Post it');
}

async function remove(name: string) {
	const [found] = await app.suggest('manager', 'post remove', { post: name }, 'post');
	const question = await app.run('manager', 'post remove', { post: found!.value });
	// Discord may make the bot wait for the moment at which the topic may be changed again.
	const yes = buttons(question.message).find(({ label }) => label === 'Remove the post');
	const removed = await app.seeInTime(() =>
		app.discord.press(app.as('manager'), question.message.id, yes!.custom_id!),
	);
	return { question, removed };
}

describe('lines with channels', () => {
	beforeAll(async () => {
		app = await startTestApp({ live: true, stations: [{ channels: { alerts: channels.alerts } }] });
		app.discord.setTopic(channels.general, 'Be kind');
	});
	afterAll(() => app.close());

	test('take a channel of their kind', async () => {
		for (const [kind, id, words] of [
			['topic', voice, 'is not a text channel'],
			['card', voice, 'is not a text channel'],
			['voice-status', channels.general, 'is not a voice channel'],
		] as const)
			expect((await app.run('manager', 'post add', { kind, channel: id })).text).toContain(words);
	});

	test('name the rights that they take', async () => {
		const { text } = await app.run('manager', 'post add', { kind: 'topic', channel: channels.general });
		expect(text).toContain('may not write at the top of');
		expect(text).toContain('It lacks there: **Manage Channels**.');
		const { text: other } = await app.run('manager', 'post add', { kind: 'voice-status', channel: voice });
		expect(other).toContain('It lacks there: **Manage Channels**, **Set Voice Channel Status**.');
	});

	test('a topic follows the song as often as Discord lets it, and the newest song wins', async () => {
		app.discord.setBotPermissions(channels.general, { allow: lineRights });
		app.discord.setBotPermissions(voice, { allow: lineRights });
		await expect
			.poll(
				async () => (await app.run('manager', 'post add', { kind: 'topic', channel: channels.general })).text,
			)
			.toContain('## This is how it looks');
		const wrong = await app.run('manager', 'post add', {
			kind: 'topic',
			channel: channels.general,
			pin: true,
		});
		expect(wrong.text).toContain('has no use for: `pin`');
		play('First *one*');
		await passTime(app.clock, 3_000);
		const added = await add('topic', channels.general);
		expect(added.text).toContain('### ✅ The post is added');
		expect(topic()).toContain('On air · Lanternlight FM');
		expect(topic()).toContain('Ada – First \\*one\\*');
		const before = changes().length;
		for (const title of ['Second', 'Third', 'Fourth']) {
			play(title);
			await passTime(app.clock, 20_000);
		}
		expect(topic()).toContain('First');
		await passTime(app.clock, 240_000);
		expect(topic()).not.toContain('First');
		expect(changes().length - before).toBe(1);
		expect(changes().every(({ status }) => status === 200)).toBe(true);
		const { text } = await app.run('manager', 'post add', { kind: 'topic', channel: channels.general });
		expect(text).toContain('follows a station already');
	});

	test('what somebody writes meanwhile is put back in the end, and nothing is written anew after a restart', async () => {
		const before = changes().length;
		await app.restart();
		await passTime(app.clock, 2_000);
		expect(changes().length).toBe(before);
		await passTime(app.clock, 600_000);
		app.discord.setTopic(channels.general, 'New rules');
		play('Fifth');
		await passTime(app.clock, 310_000);
		expect(topic()).toContain('Lanternlight FM');
		await passTime(app.clock, 600_000);
		const { question, removed } = await remove('topic');
		expect(question.text).toContain('The topic becomes what it was before');
		expect(removed.text).toContain('✅ The post is removed');
		await passTime(app.clock, 620_000);
		expect(topic()).toBe('New rules');
	});

	test('a status follows the song and is cleared in the end, in German', async () => {
		app.discord.setMemberRoles(guildId, app.as('german').userId, [roles.manager]);
		play('Sixth [x](https://example.org)');
		await passTime(app.clock, 3_000);
		const options = { kind: 'voice-status', channel: voice };
		const asked = await app.run('german', 'post add', options);
		expect(asked.text).toContain('Status des Sprachkanals');
		const added = await app.click('german', asked.message, 'Posten');
		expect(added.text).toContain('Der Post ist angelegt');
		expect(status()).toContain('Ada – Sixth [x](https://example.org)');
		play('Seventh');
		await passTime(app.clock, 20_000);
		expect(status()).toContain('Ada – Seventh');
		await remove('voice');
		await passTime(app.clock, 20_000);
		expect(status()).toBe('');
	});

	test('are paused, and that is said once, when the right is gone', async () => {
		await add('voice-status', voice);
		app.discord.setBotPermissions(voice, { allow: Permission.ManageChannels });
		play('Eighth');
		await passTime(app.clock, 20_000);
		play('Ninth');
		await passTime(app.clock, 20_000);
		const said = app.discord.messages(channels.alerts).map((message) => textOf(message));
		expect(said.filter((text) => text.includes('is paused'))).toHaveLength(1);
		expect(said.join()).toContain('Airdeck lacks the right **Set Voice Channel Status** there.');
		app.discord.setBotPermissions(voice, { allow: lineRights });
		await passTime(app.clock, 1_000);
		const { message } = await app.run('manager', 'post list');
		const again = await app.click('manager', message, 'Post again');
		expect(again.text).toContain('✅ Posted again');
		expect(status()).toContain('Ada – Ninth');
	});
});
