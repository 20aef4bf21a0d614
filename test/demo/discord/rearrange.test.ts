import { Events, type GuildChannel, PermissionFlagsBits, type TextChannel } from 'discord.js';
import { expect, it } from 'vitest';
import { Permission } from '#demo/discord/permissions.ts';
import { closeAfterEach, codeOf, once, receiveCommand, type Stage, setStage, slash } from './with-bot.ts';

closeAfterEach();
const channelOf = (stage: Stage) => stage.client.channels.cache.get(stage.channelId) as TextChannel;
const rightsOf = (channel: GuildChannel | TextChannel, userId: string) =>
	channel.permissionsFor(userId)?.bitfield ?? 0n;

it('takes a right of the bot away in one channel, and gives it back', async () => {
	const stage = await setStage({ commands: [slash('doctor')] });
	const { discord, client, channelId } = stage;
	const changed = once(client, Events.ChannelUpdate);
	discord.setBotPermissions(channelId, { deny: Permission.SendMessages });
	await changed;

	expect(rightsOf(channelOf(stage), client.user.id) & PermissionFlagsBits.SendMessages).toBe(0n);
	expect(rightsOf(channelOf(stage), client.user.id) & PermissionFlagsBits.ViewChannel).not.toBe(0n);
	expect(await codeOf(channelOf(stage).send('x'))).toBe(50013);
	const { interaction } = await receiveCommand(stage, 'doctor');
	expect(interaction.appPermissions.has('SendMessages')).toBe(false);
	expect(interaction.appPermissions.has('EmbedLinks')).toBe(true);

	const again = once(client, Events.ChannelUpdate);
	discord.setBotPermissions(channelId, {});
	await again;
	expect(rightsOf(channelOf(stage), client.user.id) & PermissionFlagsBits.SendMessages).not.toBe(0n);
	expect(await codeOf(channelOf(stage).send('x'))).toBe('accepted');
});

it('hides a channel from the bot', async () => {
	const stage = await setStage();
	stage.discord.setBotPermissions(stage.channelId, { deny: Permission.ViewChannel });
	expect(await codeOf(stage.client.rest.get(`/channels/${stage.channelId}`))).toBe(50001);
	expect(await codeOf(channelOf(stage).send('x'))).toBe(50001);
});

it('works out overwrites in the order of Discord: everybody, roles, member', async () => {
	const stage = await setStage();
	const { discord, client } = stage;
	const { SendMessages, AttachFiles, EmbedLinks } = Permission;
	const arrived = once(client, Events.GuildCreate);
	const guild = discord.addGuild({
		id: '400000000000000001',
		name: 'Strict',
		roles: [{ id: '400000000000000002', name: 'Quiet' }],
		channels: [
			{
				name: 'rules',
				overwrites: [
					{ id: '400000000000000001', kind: 'role', deny: SendMessages | AttachFiles | EmbedLinks },
					{ id: '400000000000000002', kind: 'role', allow: AttachFiles, deny: EmbedLinks },
					{ id: client.user.id, kind: 'member', allow: SendMessages },
				],
			},
		],
	});
	await arrived;
	const quiet = discord.addMember(guild.id, { username: 'quiet', roles: [guild.roleId('Quiet')] });
	const channel = client.channels.cache.get(guild.channelId('rules')) as TextChannel;

	expect(channel.permissionsFor(client.user)?.has('SendMessages')).toBe(true);
	expect(channel.permissionsFor(client.user)?.has('AttachFiles')).toBe(false);
	expect(await codeOf(channel.send('x'))).toBe('accepted');
	expect(await codeOf(channel.send({ files: [{ attachment: Buffer.from('x'), name: 'x' }] }))).toBe(50013);

	await client.rest.put(`/applications/${discord.applicationId}/commands`, { body: [slash('doctor')] });
	const seen = once(client, Events.InteractionCreate);
	discord.command({ guildId: guild.id, channelId: channel.id, userId: quiet.id }, 'doctor');
	const [interaction] = await seen;
	expect(interaction.memberPermissions?.has('AttachFiles')).toBe(true);
	expect(interaction.memberPermissions?.has('SendMessages')).toBe(false);
	expect(interaction.appPermissions.has('SendMessages')).toBe(true);
});

it('deletes a role, from its members too', async () => {
	const stage = await setStage({ commands: [slash('doctor')] });
	const { discord, client, guild, mara } = stage;
	const role = guild.roleId('DJ');
	discord.setMemberRoles(guild.id, mara.userId, [role]);
	const gone = once(client, Events.GuildRoleDelete);
	discord.deleteRole(guild.id, role);

	expect((await gone)[0].name).toBe('DJ');
	expect(guild.roles.map(({ name }) => name)).not.toContain('DJ');
	const { interaction } = await receiveCommand(stage, 'doctor');
	expect(interaction.inCachedGuild() && [...interaction.member.roles.cache.keys()]).toEqual([guild.id]);
	expect(() => discord.deleteRole(guild.id, role)).toThrow(/no role/);
	expect(() => discord.deleteRole(guild.id, guild.id)).toThrow(/Nobody can delete the role @everyone/);
});

it('deletes a channel: the bot hears of it, and what it asks for there is unknown', async () => {
	const stage = await setStage();
	const { discord, client, channelId, guild } = stage;
	const channel = channelOf(stage);
	const sent = await channel.send({ content: 'x', files: [{ attachment: Buffer.from('x'), name: 'x.txt' }] });
	const gone = once(client, Events.ChannelDelete);
	discord.deleteChannel(channelId);

	expect((await gone)[0].id).toBe(channelId);
	expect(guild.channels.map(({ name }) => name)).toEqual(['voice']);
	expect(await codeOf(channel.send('x'))).toBe(10003);
	const path = `/channels/${channelId}/messages/${sent.id}` as const;
	expect(await codeOf(client.rest.patch(path, { body: { content: 'y' } }))).toBe(10003);
	expect(discord.messages(channelId)).toEqual([]);
	expect((await fetch(sent.attachments.first()!.url)).status).toBe(404);
	expect(() => discord.deleteChannel(channelId)).toThrow(/Unknown Channel/);
});
