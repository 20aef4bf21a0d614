import { beforeAll, describe, expect, it } from 'vitest';
import { Permission } from '#demo/discord/permissions.ts';
import { closeAfterAll, messageOf, receiveCommand, type Stage, setStage, slash } from './with-bot.ts';

closeAfterAll();
let stage: Stage;
let everything: string;
let dj: string;
beforeAll(async () => {
	stage = await setStage({ commands: [slash('queue')] });
	dj = stage.guild.roleId('DJ');
	everything = `<@${stage.mara.userId}> <@&${dj}> @everyone`;
});

const path = () => `/channels/${stage.channelId}/messages` as const;
async function post(body: object) {
	await stage.client.rest.post(path(), { body });
	return stage.discord.messages(stage.channelId).at(-1)!;
}

describe('whom a message pings', () => {
	it('is everybody it names when nothing is said about it', async () => {
		const sent = await post({ content: everything });

		expect(sent.pinged).toEqual([stage.mara.userId, dj, 'everyone']);
		expect(sent).toMatchObject({ mention_everyone: true, mention_roles: [dj] });
	});

	it('includes those named in a card', async () => {
		const sent = await post({ flags: 32_768, components: [{ type: 10, content: everything }] });
		expect(sent.pinged).toHaveLength(3);
	});

	it.each<[string, object, (mara: string, role: string) => string[]]>([
		['nobody', { parse: [] }, () => []],
		['nobody, by an empty object', {}, () => []],
		['users', { parse: ['users'] }, (mara) => [mara]],
		['roles', { parse: ['roles'] }, (_, role) => [role]],
		['a role by its id', { parse: ['everyone'], roles: ['1'] }, () => ['everyone']],
	])('is %s when the bot says so', async (_, allowed_mentions, expected) => {
		const sent = await post({ content: everything, allowed_mentions });
		expect(sent.pinged).toEqual(expected(stage.mara.userId, dj));
	});

	it('is nobody for what stands in code or in an embed', async () => {
		const sent = await post({
			content: `\`${everything}\` \`\`\`${everything}\`\`\``,
			embeds: [{ title: everything }],
		});
		expect(sent.pinged).toEqual([]);
	});

	it('is worked out anew on every edit', async () => {
		const sent = await post({ content: everything, allowed_mentions: { parse: [] } });

		await stage.client.rest.patch(`${path()}/${sent.id}`, { body: { content: `${everything}!` } });

		expect(stage.discord.message(sent.id)?.pinged).toHaveLength(3);
	});

	it('leaves out roles and @everyone where the bot has no right to them', async () => {
		const rights = Permission.ViewChannel | Permission.SendMessages;
		const guild = stage.discord.addGuild({
			name: 'Quiet',
			channels: [{ name: 'a', botPermissions: rights }],
		});
		const body = { content: everything };
		await stage.client.rest.post(`/channels/${guild.channelId('a')}/messages`, { body });

		expect(stage.discord.messages(guild.channelId('a'))[0]?.pinged).toEqual([stage.mara.userId]);
	});

	it('holds for deferred replies and not for ephemeral ones', async () => {
		const open = await receiveCommand(stage, 'queue');
		await open.interaction.deferReply();
		await open.interaction.editReply(everything);
		expect((await messageOf(open.act)).pinged).toHaveLength(3);

		const secret = await receiveCommand(stage, 'queue');
		await secret.interaction.reply({ content: everything, flags: 64 });
		expect((await messageOf(secret.act)).pinged).toEqual([]);
	});
});
