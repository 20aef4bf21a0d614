import { once } from 'node:events';
import { type Client, PermissionFlagsBits } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type LoopbackDiscord, startLoopbackDiscord } from '#demo/discord/loopback-discord.ts';
import { createDiscordClient } from '#src/discord/client.ts';
import { GuildLook } from '#src/discord/guild-look.ts';

const guildId = '900000000000000001';
const closed = '900000000000000011';
const open = '900000000000000012';
const staff = '900000000000000021';
const others = '900000000000000022';
const { ViewChannel, SendMessages } = PermissionFlagsBits;

let discord: LoopbackDiscord;
let client: Client;
let troubles: unknown[];

beforeEach(async () => {
	troubles = [];
	discord = await startLoopbackDiscord();
	discord.addGuild({
		id: guildId,
		name: 'Home',
		emojis: ['wave'],
		roles: [
			{ id: staff, name: 'Staff' },
			{ id: others, name: 'Others' },
		],
		channels: [
			{ id: '900000000000000010', name: 'a category', type: 4 },
			{
				id: closed,
				name: 'closed',
				topic: 'For the staff',
				overwrites: [
					{ id: guildId, kind: 'role', deny: ViewChannel },
					{ id: staff, kind: 'role', allow: ViewChannel },
					{ id: others, kind: 'role', deny: SendMessages },
				],
			},
			{ id: open, name: 'open', overwrites: [{ id: others, kind: 'role', deny: SendMessages }] },
			{ id: '900000000000000013', name: 'voice', type: 2 },
			{ id: '900000000000000014', name: 'forum', type: 15 },
		],
	});
	client = createDiscordClient({ apiUrl: discord.apiUrl, onTrouble: (error) => troubles.push(error) });
	const ready = once(client, 'clientReady');
	await client.login(discord.token);
	await ready;
});
afterEach(async () => {
	await client.destroy();
	await discord.close();
});

const look = () => new GuildLook(client);
const rights = (channelId: string) => [...(look().rightsIn(guildId, channelId) ?? [])];
const overwritesOf = (channelId: string) => {
	const channel = client.guilds.cache.get(guildId)?.channels.cache.get(channelId);
	return channel !== undefined && 'permissionOverwrites' in channel
		? [...channel.permissionOverwrites.cache.keys()]
		: [];
};
const giveBot = (roles: string[]) => discord.setMemberRoles(guildId, client.user?.id ?? '', roles);

describe('what is kept of a Discord server', () => {
	test('is what tells the bot’s rights, and no more', () => {
		expect(overwritesOf(closed)).toEqual([guildId]);
		expect(overwritesOf(open)).toEqual([]);
		expect(rights(closed)).not.toContain('ViewChannel');
		expect(rights(open)).toContain('SendMessages');
		expect(
			look()
				.channels(guildId)
				.map(({ name }) => name)
				.toSorted(),
		).toEqual(['closed', 'open', 'voice']);
		const guild = client.guilds.cache.get(guildId);
		expect([guild?.emojis.cache.size, guild?.channels.cache.size]).toEqual([0, 3]);
	});

	test('is read anew when the bot gets a role, which may open channels to it', async () => {
		giveBot([staff]);
		await expect.poll(() => rights(closed)).toContain('ViewChannel');
		giveBot([staff, others]);
		await expect.poll(() => rights(open)).not.toContain('SendMessages');
		giveBot([]);
		await expect.poll(() => rights(open)).toContain('SendMessages');
		expect(rights(closed)).not.toContain('ViewChannel');
		expect(troubles).toEqual([]);
	});

	test('follows changes of channels', async () => {
		discord.setBotPermissions(open, { deny: SendMessages });
		await expect.poll(() => rights(open)).not.toContain('SendMessages');
		expect(overwritesOf(open)).toEqual([client.user?.id]);
		discord.setBotPermissions(open, {});
		await expect.poll(() => rights(open)).toContain('SendMessages');
	});

	test('says so when it cannot be read anew', async () => {
		discord.faults.add({ path: new RegExp(`/guilds/${guildId}/channels`), status: 403, times: 5 });
		giveBot([staff]);
		await expect.poll(() => troubles.length).toBe(1);
	});
});

test('what is not kept shares one empty collection, into which nothing can be put', async () => {
	const channel = client.guilds.cache.get(guildId)?.channels.cache.get(open);
	const other = client.guilds.cache.get(guildId)?.channels.cache.get(closed);
	if (channel?.isTextBased() !== true || other?.isTextBased() !== true)
		throw new Error('They are text channels');
	expect(channel.messages.cache).toBe(other.messages.cache);
	await channel.send('something');
	expect(channel.messages.cache.size).toBe(0);
});
