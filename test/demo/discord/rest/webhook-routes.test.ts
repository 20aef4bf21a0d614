import { MessageFlags } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { textOf } from '#demo/discord/read-message.ts';
import { ManualClock } from '#demo/manual-clock.ts';
import { closeAfterEach, codeOf, messageOf, receive, receiveCommand, setStage, slash } from '../with-bot.ts';

closeAfterEach();
const commands = [slash('nowplaying')];
const Ephemeral = MessageFlags.Ephemeral;

describe('the life of a token', () => {
	it('has no webhook before the acknowledgement', async () => {
		const stage = await setStage({ commands });
		const { interaction } = await receiveCommand(stage);
		const hook = `/webhooks/${interaction.applicationId}/${interaction.token}` as const;
		const body = { content: 'Early' };

		expect(await codeOf(stage.client.rest.post(hook, { body, auth: false }))).toBe(10015);
		expect(await codeOf(stage.client.rest.patch(`${hook}/messages/@original`, { body, auth: false }))).toBe(
			10015,
		);
	});

	it('ends after fifteen minutes', async () => {
		const clock = new ManualClock();
		const stage = await setStage({ commands, clock });
		const { interaction } = await receiveCommand(stage);
		await interaction.deferReply();
		await clock.advance(14 * 60_000);
		await interaction.editReply('Still there');

		await clock.advance(60_000);

		expect(await codeOf(interaction.editReply('Too late'))).toBe(50027);
		expect(await codeOf(interaction.followUp('Too late'))).toBe(50027);
	});

	it('opens no door to messages that are not its own', async () => {
		const stage = await setStage({ commands });
		const first = await receiveCommand(stage);
		await first.interaction.reply('One');
		const second = await receiveCommand(stage);
		await second.interaction.reply('Two');
		const { id } = await messageOf(first.act);

		expect(await codeOf(second.interaction.webhook.editMessage(id, 'Stolen'))).toBe(10008);
		expect(stage.discord.message(id)?.content).toBe('One');
	});
});

describe('who sees an answer', () => {
	it('is fixed by the deferral; an edit cannot change it', async () => {
		const stage = await setStage({ commands });
		const { act, interaction } = await receiveCommand(stage);
		await interaction.deferReply({ flags: Ephemeral });
		await interaction.editReply('Secret');

		expect((await messageOf(act)).ephemeralFor).toBe(stage.mara.userId);
		expect(stage.discord.messages(stage.channelId)).toEqual([]);
		expect(stage.discord.messages(stage.channelId, stage.guild.ownerId)).toEqual([]);
		expect(stage.discord.messages(stage.channelId, stage.mara.userId).map(textOf)).toEqual(['Secret']);
	});

	it('stays public when the first follow-up fills a public deferral', async () => {
		const stage = await setStage({ commands });
		const { act, interaction } = await receiveCommand(stage);
		await interaction.deferReply();
		const [thinking] = act.answers();

		const followUp = await interaction.followUp({ content: 'Meant to be private', flags: Ephemeral });

		expect(followUp.id).toBe(thinking?.id);
		expect(await messageOf(act)).toMatchObject({ content: 'Meant to be private', flags: 0 });
		expect(stage.discord.messages(stage.channelId).map(textOf)).toEqual(['Meant to be private']);
	});

	it('can be private once the public deferral is taken back', async () => {
		const stage = await setStage({ commands });
		const { act, interaction } = await receiveCommand(stage);
		await interaction.deferReply();

		await interaction.deleteReply();
		await interaction.followUp({ content: 'Private', flags: Ephemeral });

		expect(await messageOf(act)).toMatchObject({ content: 'Private', ephemeralFor: stage.mara.userId });
		expect(stage.discord.messages(stage.channelId)).toEqual([]);
	});

	it('is free for each follow-up after the answer', async () => {
		const stage = await setStage({ commands });
		const { act, interaction } = await receiveCommand(stage);
		await interaction.reply('Public');
		await interaction.followUp({ content: 'Private', flags: Ephemeral });

		expect(act.answers().map(({ content, ephemeralFor }) => [content, ephemeralFor])).toEqual([
			['Public', undefined],
			['Private', stage.mara.userId],
		]);
	});
});

describe('answers', () => {
	it('shows "thinking" until the first edit, which does not count as one', async () => {
		const stage = await setStage({ commands });
		const { act, interaction } = await receiveCommand(stage);
		await interaction.deferReply();
		expect(act.answers()[0]?.flags).toBe(MessageFlags.Loading);
		await interaction.editReply('One');
		expect(await messageOf(act)).toMatchObject({ flags: 0, edited_timestamp: null });

		await interaction.editReply('Two');

		expect((await messageOf(act)).edited_timestamp).not.toBeNull();
		expect((await interaction.fetchReply()).content).toBe('Two');
	});

	it('gives the reply back when asked for it', async () => {
		const stage = await setStage({ commands });
		const { act, interaction } = await receiveCommand(stage);

		const response = await interaction.reply({ content: 'Here', withResponse: true });

		expect(response.resource?.message?.id).toBe((await messageOf(act)).id);
		expect(response.interaction.responseMessageEphemeral).toBe(false);
	});

	it('edits the pressed message after a deferred update', async () => {
		const stage = await setStage({ commands });
		const first = await receiveCommand(stage);
		const row = { type: 1, components: [{ type: 2, style: 1, label: 'Next', custom_id: 'next' }] };
		await first.interaction.reply({ content: 'Page 1', components: [row] });
		const page = await messageOf(first.act);
		const { act, interaction } = await receive(stage, () => stage.discord.press(stage.mara, page.id, 'next'));
		if (!interaction.isButton()) throw new Error('That was no button');
		expect(interaction.message.content).toBe('Page 1');

		await interaction.deferUpdate();
		await interaction.editReply('Page 2');

		expect(await act.answer()).toMatchObject({
			kind: 'updated',
			message: { id: page.id, content: 'Page 2' },
		});
		await interaction.followUp({ content: 'Only you', flags: Ephemeral });
		expect(stage.discord.messages(stage.channelId).map(({ content }) => content)).toEqual(['Page 2']);
	});

	it('tells of a message that a moderator removed', async () => {
		const stage = await setStage({ commands });
		const { act, interaction } = await receiveCommand(stage);
		await interaction.reply('Gone soon');
		stage.discord.deleteMessage(stage.channelId, (await messageOf(act)).id);

		expect(await codeOf(interaction.editReply('Still?'))).toBe(10008);
		expect(await codeOf(interaction.editReply('x'.repeat(3000)))).toBe(10008);
	});
});
