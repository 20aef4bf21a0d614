import type { TextChannel } from 'discord.js';
import { expect, it } from 'vitest';
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
const v2 = 32_768;
const fileCard = (name: string) => ({ type: 13, file: { url: `attachment://${name}` } });
const bytes = (name: string, text = name) => ({ attachment: Buffer.from(text), name });
const channelOf = (stage: Stage) => stage.client.channels.cache.get(stage.channelId) as TextChannel;
const status = async (url: string) => (await fetch(url)).status;

it('fills a card of a file and a gallery with what was sent along, and serves both', async () => {
	const stage = await setStage();
	const sent = await channelOf(stage).send({
		flags: v2,
		components: [
			fileCard('station.log'),
			{ type: 12, items: [{ media: { url: 'attachment://chart.png' }, description: 'Listeners' }] },
		],
		files: [bytes('station.log', 'one\ntwo\n'), bytes('chart.png')],
	});

	const { components, attachments } = stage.discord.message(sent.id)!;
	const [log, chart] = attachments;
	expect(components).toMatchObject([
		{ name: 'station.log', size: 8, file: { url: log!.url, attachment_id: log!.id } },
		{ items: [{ media: { url: chart!.url, content_type: 'image/png' } }] },
	]);
	expect(await (await fetch(log!.url)).text()).toBe('one\ntwo\n');
	expect(await status(chart!.url)).toBe(200);
});

it('is private where the answer is, and goes with it', async () => {
	const stage = await setStage({ commands: [slash('logs')] });
	const { act, interaction } = await receiveCommand(stage, 'logs');
	await interaction.deferReply({ flags: 64 });
	await interaction.editReply({ flags: v2, components: [fileCard('a.log')], files: [bytes('a.log')] });

	const [file] = (await messageOf(act)).attachments;
	expect(file).toMatchObject({ filename: 'a.log', ephemeral: true });
	expect(await status(file!.url)).toBe(200);
	await interaction.deleteReply();
	expect(await status(file!.url)).toBe(404);
});

it('is replaced by an edit that lists what stays, and what does not stay is gone', async () => {
	const stage = await setStage();
	const sent = await channelOf(stage).send({ content: 'x', files: [bytes('one.txt'), bytes('two.txt')] });
	const [one, two] = stage.discord.message(sent.id)!.attachments;
	const path = `/channels/${stage.channelId}/messages/${sent.id}` as const;

	const body = { attachments: [{ id: two!.id, description: 'The second' }, { id: '0' }] };
	const files = [{ name: 'three.txt', data: Buffer.from('3') }];
	await stage.client.rest.patch(path, { body, files });

	expect(stage.discord.message(sent.id)?.attachments).toMatchObject([
		{ id: two!.id, filename: 'two.txt', description: 'The second' },
		{ filename: 'three.txt', size: 1 },
	]);
	expect([await status(one!.url), await status(two!.url)]).toEqual([404, 200]);
	expect(await codeOf(stage.client.rest.patch(path, { body: { attachments: [{ id: one!.id }] } }))).toBe(
		50035,
	);
	await stage.client.rest.patch(path, { body: { attachments: [] } });
	expect(stage.discord.message(sent.id)?.attachments).toEqual([]);
	expect(await status(two!.url)).toBe(404);
});

it('keeps the file of a card that is drawn anew around it', async () => {
	const stage = await setStage();
	const sent = await channelOf(stage).send({
		flags: v2,
		components: [fileCard('a.log')],
		files: [bytes('a.log')],
	});
	await sent.edit({ components: [{ type: 10, content: 'Again' }, fileCard('a.log')] });

	const { attachments, components } = stage.discord.message(sent.id)!;
	expect(components[1]).toMatchObject({ type: 13, file: { url: attachments[0]!.url }, name: 'a.log' });
});

it.each<[string, object[], ReturnType<typeof bytes>[]]>([
	['a card of a file that was not sent', [fileCard('a.log')], []],
	['a card of a file by another name', [fileCard('a.log')], [bytes('b.log')]],
	['a card of a file that lies elsewhere', [{ type: 13, file: { url: 'https://radio.example/a' } }], []],
	[
		'a gallery of a picture that was not sent',
		[{ type: 12, items: [{ media: { url: 'attachment://a.png' } }] }],
		[],
	],
])('refuses %s', async (_, components, files) => {
	const stage = await setStage();
	const sending = channelOf(stage).send({ flags: v2, components: components as never, files });
	expect(await codeOf(sending)).toBe(50035);
	expect(stage.discord.messages(stage.channelId)).toEqual([]);
});

it('refuses what is larger than the server takes, with 413 and 40005', async () => {
	const stage = await setStage({ commands: [slash('logs')] });
	stage.discord.setFileLimit(stage.guild.id, 1000);
	const files = [bytes('a.log', 'x'.repeat(1001))];
	await expect(channelOf(stage).send({ files })).rejects.toMatchObject({ status: 413, code: 40005 });
	const { interaction } = await receiveCommand(stage, 'logs');
	await expect(interaction.reply({ files })).rejects.toMatchObject({ status: 413, code: 40005 });
	await interaction.reply({ files: [bytes('a.log', 'x'.repeat(1000))] });
});
