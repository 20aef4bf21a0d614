import {
	ActionRowBuilder,
	ButtonBuilder,
	ButtonStyle,
	ModalBuilder,
	TextInputBuilder,
	TextInputStyle,
} from 'discord.js';
import { describe, expect, it } from 'vitest';
import { findByLabel, textOf } from '#demo/discord/read-message.ts';
import { closeAfterEach, receiveCommand, setStage, slash } from './with-bot.ts';

closeAfterEach();

describe('a bot on the loopback', () => {
	it('logs in, finds its server and registers commands', async () => {
		const { client, discord, guild } = await setStage({ commands: [slash('nowplaying')] });

		expect(client.guilds.cache.get(guild.id)?.name).toBe('Radio Club');
		expect(client.guilds.cache.get(guild.id)?.members.me?.id).toBe(client.user.id);
		expect(discord.commands().map(({ name }) => name)).toEqual(['nowplaying']);
		expect(discord.gateway).toMatchObject({ sessions: 1, identifyCount: 1 });
	});

	it('answers a command after deferring', async () => {
		const { discord, mara, channelId } = await setStage({
			commands: [slash('nowplaying')],
			handle: async (interaction) => {
				if (!interaction.isChatInputCommand()) return;
				await interaction.deferReply();
				await interaction.editReply('Lena Rausch is on air');
			},
		});

		const act = discord.command(mara, 'nowplaying');

		expect(await act.acknowledged()).toMatchObject({ type: 5, ephemeral: false });
		const answer = await act.answer();
		expect(answer.kind === 'message' && textOf(answer.message)).toBe('Lena Rausch is on air');
		expect(discord.messages(channelId)).toHaveLength(1);
	});

	it('brings a press to the bot and shows the update', async () => {
		const again = new ButtonBuilder().setCustomId('again').setLabel('Refresh').setStyle(ButtonStyle.Primary);
		const { discord, mara } = await setStage({
			commands: [slash('nowplaying')],
			handle: async (interaction) => {
				if (interaction.isChatInputCommand()) {
					const row = new ActionRowBuilder<ButtonBuilder>().addComponents(again);
					await interaction.reply({ content: 'One', components: [row] });
				} else if (interaction.isButton()) {
					await interaction.deferUpdate();
					await interaction.editReply({
						content: `Two, for ${interaction.locale} in ${interaction.guildLocale}`,
					});
				}
			},
		});
		const drawn = await discord.command(mara, 'nowplaying').answer();
		if (drawn.kind !== 'message') throw new Error(drawn.kind);

		const pressed = await discord
			.press(mara, drawn.message.id, findByLabel(drawn.message, 'Refresh').custom_id!)
			.answer();

		expect(pressed.kind).toBe('updated');
		expect(pressed.kind === 'updated' && textOf(pressed.message)).toBe('Two, for fr in de\n[Refresh]');
		expect(() => discord.press(mara, drawn.message.id, 'gone')).toThrow(/no component gone; it has again/);
	});

	it('carries autocomplete there and back', async () => {
		const song = { type: 3, name: 'song', description: 'Which', autocomplete: true, required: true };
		const { discord, mara } = await setStage({
			commands: [slash('request', [song])],
			handle: async (interaction) => {
				if (!interaction.isAutocomplete()) return;
				const typed = interaction.options.getFocused();
				await interaction.respond([{ name: `${typed} by Lena`, value: '17' }]);
			},
		});

		const choices = await discord.autocomplete(mara, 'request', { song: 'night' }, 'song');

		expect(choices).toEqual([{ name: 'night by Lena', value: '17' }]);
	});

	it('shows a modal and takes what is filled in', async () => {
		const { discord, mara } = await setStage({
			commands: [slash('setup')],
			handle: async (interaction) => {
				if (interaction.isChatInputCommand()) {
					const input = new TextInputBuilder()
						.setCustomId('address')
						.setLabel('Address')
						.setStyle(TextInputStyle.Short);
					const row = new ActionRowBuilder<TextInputBuilder>().addComponents(input);
					await interaction.showModal(
						new ModalBuilder().setCustomId('station').setTitle('A station').addComponents(row),
					);
				} else if (interaction.isModalSubmit()) {
					await interaction.reply({ content: interaction.fields.getTextInputValue('address'), flags: 64 });
				}
			},
		});
		const shown = await discord.command(mara, 'setup').answer();
		if (shown.kind !== 'modal') throw new Error(shown.kind);
		expect(() => discord.submit(mara, shown.modal, {})).toThrow(/address must be filled in/);

		const saved = await discord.submit(mara, shown.modal, { address: 'https://radio.example' }).answer();

		expect(saved).toMatchObject({
			kind: 'message',
			message: { content: 'https://radio.example', ephemeralFor: mara.userId },
		});
	});
});

describe('a page that listens', () => {
	it('hears of messages, private ones with their viewer, of modals and of commands', async () => {
		const stage = await setStage();
		const { discord, client, mara } = stage;
		const heard: [string, string | undefined][] = [];
		const unhear = discord.onEvent((event) =>
			heard.push([event.kind, 'viewer' in event ? event.viewer : undefined]),
		);
		await client.application.commands.set([{ name: 'queue', description: 'x' }]);
		const first = await receiveCommand(stage, 'queue');
		await first.interaction.deferReply({ flags: 64 });
		await first.interaction.editReply('Secret');
		await first.interaction.deleteReply();
		const second = await receiveCommand(stage, 'queue');
		const input = { type: 4, custom_id: 'a', style: 1, label: 'A' };
		await second.interaction.showModal({
			custom_id: 'm',
			title: 'T',
			components: [{ type: 1, components: [input] }],
		});
		unhear();
		await second.interaction.followUp('Unheard');

		expect(heard).toEqual([
			['commands-changed', undefined],
			['message-created', mara.userId],
			['message-updated', mara.userId],
			['message-deleted', mara.userId],
			['modal-shown', mara.userId],
		]);
	});
});
