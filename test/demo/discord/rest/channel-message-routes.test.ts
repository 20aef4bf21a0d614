import { describe, expect, it } from 'vitest';
import { Permission } from '#demo/discord/permissions.ts';
import { ManualClock } from '#demo/manual-clock.ts';
import {
	closeAfterEach,
	codeOf,
	messageOf,
	receiveCommand,
	type Stage,
	setStage,
	slash,
} from '../with-bot.ts';

closeAfterEach();

async function textChannel({ client, channelId }: Stage) {
	const channel = await client.channels.fetch(channelId);
	if (channel?.isSendable() !== true || channel.isDMBased()) throw new Error('Not a channel to write in');
	return channel;
}

describe('messages of the bot’s own', () => {
	it('are sent, edited, pinned, reacted to, listed and deleted', async () => {
		const stage = await setStage();
		const channel = await textChannel(stage);
		const sent = await channel.send('One');
		await sent.edit('Two');
		await sent.pin();
		await sent.react('👍');
		await channel.sendTyping();
		const reply = await sent.reply('Three');

		expect(stage.discord.message(sent.id)).toMatchObject({
			content: 'Two',
			pinned: true,
			reactions: [{ emoji: { name: '👍' } }],
		});
		expect(stage.discord.message(reply.id)?.message_reference?.message_id).toBe(sent.id);
		expect([...(await channel.messages.fetch({ limit: 10 })).keys()]).toEqual([reply.id, sent.id]);

		await sent.delete();
		expect(await codeOf(sent.edit('Four'))).toBe(10008);
		expect(await codeOf(channel.messages.fetch({ message: sent.id, force: true }))).toBe(10008);
	});

	it('go to a person’s direct messages', async () => {
		const stage = await setStage();
		const user = await stage.client.users.fetch(stage.mara.userId);

		const first = await user.send('Hello');
		const second = await user.send('Again');

		expect(first.channelId).toBe(second.channelId);
		expect(stage.discord.messages(first.channelId).map(({ content }) => content)).toEqual(['Hello', 'Again']);
		expect(await codeOf(stage.client.users.fetch('100000000000000001'))).toBe(10013);
	});

	it('are not repeated when the nonce says so', async () => {
		const clock = new ManualClock();
		const stage = await setStage({ clock });
		const channel = await textChannel(stage);
		const send = (content: string) => channel.send({ content, nonce: 'post-1', enforceNonce: true });

		const first = await send('One');
		const second = await send('One again');
		expect(second.id).toBe(first.id);
		await channel.send({ content: 'Same nonce, not enforced', nonce: 'post-1' });
		await clock.advance(10 * 60_000);
		await send('Later');

		const contents = stage.discord.messages(stage.channelId).map(({ content }) => content);
		expect(contents).toEqual(['One', 'Same nonce, not enforced', 'Later']);
		expect(await codeOf(channel.send({ content: 'x', nonce: 'x'.repeat(26) }))).toBe(50035);
	});

	it('never include what is ephemeral', async () => {
		const stage = await setStage({ commands: [slash('queue')] });
		const { act, interaction } = await receiveCommand(stage, 'queue');
		await interaction.reply({ content: 'Secret', flags: 64 });
		const { id } = await messageOf(act);

		const path = `/channels/${stage.channelId}/messages` as const;
		expect(await codeOf(stage.client.rest.get(`${path}/${id}`))).toBe(10008);
		expect(await codeOf(stage.client.rest.delete(`${path}/${id}`))).toBe(10008);
		expect(await stage.client.rest.get(path)).toEqual([]);
	});
});

describe('rights', () => {
	it.each<[string, bigint, number]>([
		['see the channel', 0n, 50001],
		['write', Permission.ViewChannel, 50013],
		['embed', Permission.ViewChannel | Permission.SendMessages, 50013],
	])('a bot that may not %s is refused', async (_, botPermissions, code) => {
		const stage = await setStage({ botPermissions });
		const body = { content: 'x', embeds: [{ title: 'x' }] };

		expect(await codeOf(stage.client.rest.post(`/channels/${stage.channelId}/messages`, { body }))).toBe(
			code,
		);
		expect(stage.discord.messages(stage.channelId)).toEqual([]);
	});

	it('are what discord.js works out by itself', async () => {
		const stage = await setStage({ botPermissions: Permission.ViewChannel | Permission.SendMessages });
		const channel = await textChannel(stage);

		expect(channel.permissionsFor(stage.client.user)?.toArray()).toEqual(['ViewChannel', 'SendMessages']);
	});

	it('do not matter for answers to interactions', async () => {
		const stage = await setStage({ botPermissions: Permission.ViewChannel, commands: [slash('queue')] });
		const { act, interaction } = await receiveCommand(stage, 'queue');
		await interaction.reply('Here');

		expect((await messageOf(act)).content).toBe('Here');
	});

	it('to pin are their own', async () => {
		const mostly = Permission.ViewChannel | Permission.SendMessages | Permission.ReadMessageHistory;
		const stage = await setStage({ botPermissions: mostly | Permission.ManageMessages });
		const sent = await (await textChannel(stage)).send('x');

		expect(await codeOf(sent.pin())).toBe(50013);
	});

	it('end with unknown channels and servers', async () => {
		const { client } = await setStage();
		expect(await codeOf(client.channels.fetch('100000000000000001'))).toBe(10003);
		expect(await codeOf(client.guilds.fetch('100000000000000001'))).toBe(10004);
		expect(await codeOf(client.rest.get('/guilds/1/nonsense'))).toBe(0);
	});
});

describe('files', () => {
	it('are kept, named in the message and served again', async () => {
		const stage = await setStage();
		const channel = await textChannel(stage);

		const sent = await channel.send({
			files: [{ attachment: Buffer.from('a;b\n'), name: 'history.csv', description: 'The day' }],
			embeds: [{ image: { url: 'attachment://history.csv' } }],
		});

		const [file] = [...sent.attachments.values()];
		expect(file).toMatchObject({ name: 'history.csv', size: 4, description: 'The day' });
		expect(sent.embeds[0]?.image?.url).toBe(file!.url);
		const download = await fetch(file!.url);
		expect(download.headers.get('content-type')).toBe('text/csv; charset=utf-8');
		expect(await download.text()).toBe('a;b\n');
		expect(stage.discord.requests.at(-1)?.files).toEqual([
			{ name: 'history.csv', contentType: 'text/csv; charset=utf-8', size: 4 },
		]);
	});

	it('stay on an edit that does not name them, and go when the list leaves them out', async () => {
		const stage = await setStage();
		const sent = await (await textChannel(stage)).send({
			content: 'x',
			files: ['one', 'two'].map((name) => ({ attachment: Buffer.from(name), name })),
		});
		await sent.edit('y');
		expect(stage.discord.message(sent.id)?.attachments).toHaveLength(2);

		const [, two] = [...sent.attachments.values()];
		await sent.edit({ attachments: [two!], files: [{ attachment: Buffer.from('3'), name: 'three' }] });

		const names = stage.discord.message(sent.id)?.attachments.map(({ filename }) => filename);
		expect(names).toEqual(['two', 'three']);
	});

	it('show in a card that refers to them', async () => {
		const stage = await setStage();
		const sent = await (await textChannel(stage)).send({
			flags: 32_768,
			components: [{ type: 12, items: [{ media: { url: 'attachment://cover.png' } }] }],
			files: [{ attachment: Buffer.from('png'), name: 'cover.png' }],
		});

		const { attachments, components } = stage.discord.message(sent.id)!;
		expect(components).toMatchObject([{ items: [{ media: { url: attachments[0]!.url } }] }]);
	});

	it('are refused when they are too many or too large', async () => {
		const stage = await setStage();
		const channel = await textChannel(stage);
		const files = Array.from({ length: 11 }, (_, i) => ({ attachment: Buffer.from('x'), name: `${i}` }));

		expect(await codeOf(channel.send({ files }))).toBe(50035);
		const large = { attachment: Buffer.alloc(10 * 1024 * 1024 + 1), name: 'large.bin' };
		expect(await codeOf(channel.send({ files: [large] }))).toBe(40005);
	});
});
