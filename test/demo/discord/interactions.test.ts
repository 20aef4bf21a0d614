import { DiscordAPIError, Events, MessageFlags } from 'discord.js';
import { describe, expect, it } from 'vitest';
import type { LoopbackEvent } from '#demo/discord/loopback-discord.ts';
import { ManualClock } from '#demo/manual-clock.ts';
import { closeAfterEach, codeOf, messageOf, receive, receiveCommand, setStage, slash } from './with-bot.ts';

closeAfterEach();
const commands = [slash('nowplaying')];

describe('the three seconds', () => {
	it('measures the acknowledgement on the given clock', async () => {
		const clock = new ManualClock();
		const stage = await setStage({ commands, clock });
		const { act, interaction } = await receiveCommand(stage);
		await clock.advance(1200);

		await interaction.deferReply({ flags: MessageFlags.Ephemeral });

		expect(await act.acknowledged()).toMatchObject({ type: 5, latencyMs: 1200, ephemeral: true });
	});

	it('refuses an acknowledgement after them and says that the application did not respond', async () => {
		const clock = new ManualClock();
		const stage = await setStage({ commands, clock });
		const events: LoopbackEvent[] = [];
		stage.discord.onEvent((event) => events.push(event));
		const { act, interaction } = await receiveCommand(stage);

		await clock.advance(3000);

		expect(await codeOf(interaction.deferReply())).toBe(10062);
		await expect(act.acknowledged()).rejects.toThrow(/did not respond in time[\s\S]*10062/);
		await expect(act.answer()).rejects.toThrow(/did not respond in time/);
		expect(events).toContainEqual({
			kind: 'interaction-failed',
			interactionId: act.interactionId,
			viewer: stage.mara.userId,
			channelId: stage.channelId,
			reason: 'The application did not respond',
		});
	});

	it('does not complain about one that came in time', async () => {
		const clock = new ManualClock();
		const stage = await setStage({ commands, clock });
		const failures: LoopbackEvent[] = [];
		stage.discord.onEvent((event) => event.kind === 'interaction-failed' && failures.push(event));
		const { interaction } = await receiveCommand(stage);
		await clock.advance(2999);
		await interaction.deferReply();

		await clock.advance(60_000);

		expect(failures).toEqual([]);
		expect(clock.waiting).toBe(0);
	});

	it('gives up on suggestions that do not come', async () => {
		const clock = new ManualClock();
		const song = { type: 3, name: 'song', description: 'Which', autocomplete: true };
		const stage = await setStage({ commands: [slash('request', [song])], clock });

		const choices = stage.discord.autocomplete(stage.mara, 'request', { song: 'a' }, 'song');
		const refused = expect(choices).rejects.toThrow(/did not respond in time/);
		await clock.advance(3000);

		await refused;
	});
});

describe('one acknowledgement', () => {
	it('is all there is, also from a second process', async () => {
		const stage = await setStage({ commands });
		const { interaction } = await receiveCommand(stage);
		const path = `/interactions/${interaction.id}/${interaction.token}/callback` as const;
		await interaction.reply('First');

		const second = stage.client.rest.post(path, { body: { type: 5 }, auth: false });

		expect(await codeOf(second)).toBe(40060);
		expect(stage.discord.messages(stage.channelId).map(({ content }) => content)).toEqual(['First']);
	});

	it('is still free after a reply that was refused', async () => {
		const stage = await setStage({ commands });
		const { act, interaction } = await receiveCommand(stage);
		expect(await codeOf(interaction.reply('x'.repeat(2001)))).toBe(50035);

		await interaction.reply('Shorter');

		expect((await messageOf(act)).content).toBe('Shorter');
	});

	it.each([
		['an update of a message that is not there', 6],
		['another update', 7],
		['suggestions', 8],
		['a purchase', 10],
	])('refuses %s for a command', async (_, type) => {
		const stage = await setStage({ commands });
		const { interaction } = await receiveCommand(stage);
		const path = `/interactions/${interaction.id}/${interaction.token}/callback` as const;

		const refused = await stage.client.rest
			.post(path, { body: { type, data: { content: 'x', choices: [] } }, auth: false })
			.catch((error: unknown) => error);

		expect(refused).toBeInstanceOf(DiscordAPIError);
		expect(refused).toMatchObject({ code: 50035, rawError: { errors: { type: { _errors: [{}] } } } });
	});

	it('refuses a modal in answer to a modal', async () => {
		const stage = await setStage({ commands });
		const { act, interaction } = await receiveCommand(stage);
		const modal = {
			custom_id: 'm',
			title: 'T',
			components: [{ type: 1, components: [{ type: 4, custom_id: 'a', style: 1, label: 'A' }] }],
		};
		await interaction.showModal(modal);
		const shown = await act.answer();
		if (shown.kind !== 'modal') throw new Error(shown.kind);

		const submitted = await receive(stage, () => stage.discord.submit(stage.mara, shown.modal, { a: 'x' }));
		const path = `/interactions/${submitted.interaction.id}/${submitted.interaction.token}/callback` as const;

		expect(await codeOf(stage.client.rest.post(path, { body: { type: 9, data: modal }, auth: false }))).toBe(
			50035,
		);
		// It was opened by a command, so there is no message to update either.
		expect(await codeOf(stage.client.rest.post(path, { body: { type: 6 }, auth: false }))).toBe(50035);
	});
});

describe('what reaches the bot', () => {
	it('carries languages, rights and place', async () => {
		const stage = await setStage({ commands });
		const { interaction } = await receiveCommand(stage);

		expect(interaction.locale).toBe('fr');
		expect(interaction.guildLocale).toBe('de');
		expect(interaction.channel?.id).toBe(stage.channelId);
		expect(interaction.memberPermissions?.has('ManageGuild')).toBe(false);
		expect(interaction.appPermissions.has('SendMessages')).toBe(true);
		expect(interaction.attachmentSizeLimit).toBe(10 * 1024 * 1024);
		expect(interaction.inCachedGuild() && interaction.member.displayName).toBe('Mara');
	});

	it('computes rights from roles, own rights and ownership', async () => {
		const stage = await setStage({ commands });
		const { discord, client } = stage;
		const guild = discord.addGuild({
			name: 'Second',
			ownerId: '100000000000000009',
			roles: [{ name: 'Manager', permissions: '32' }],
			channels: [{ name: 'general', botPermissions: 1024n }],
		});
		const byRole = discord.addMember(guild.id, { username: 'a', roles: [guild.roleId('Manager')] });
		const byRight = discord.addMember(guild.id, { username: 'b', permissions: 8n });
		const owner = discord.addMember(guild.id, { id: '100000000000000009', username: 'c' });
		const rightsOf = async (userId: string) => {
			const by = { guildId: guild.id, channelId: guild.channelId('general'), userId };
			const { interaction } = await receive({ ...stage, client }, () => discord.command(by, 'nowplaying'));
			return interaction;
		};

		expect((await rightsOf(byRole.id)).memberPermissions?.has('ManageGuild')).toBe(true);
		expect((await rightsOf(byRole.id)).memberPermissions?.has('BanMembers')).toBe(false);
		expect((await rightsOf(byRight.id)).memberPermissions?.has('BanMembers')).toBe(true);
		const last = await rightsOf(owner.id);
		expect(last.memberPermissions?.has('BanMembers')).toBe(true);
		expect(last.appPermissions.toArray()).toEqual(['ViewChannel']);

		discord.setMemberRoles(guild.id, byRole.id, []);
		expect(byRole.roles).toEqual([]);
		expect((await rightsOf(byRole.id)).memberPermissions?.has('ManageGuild')).toBe(false);
	});

	it('reaches nobody while the bot is away, and is failed', async () => {
		const clock = new ManualClock();
		const stage = await setStage({ commands, clock });
		await stage.client.destroy();
		const heard: unknown[] = [];
		stage.client.on(Events.InteractionCreate, (interaction) => heard.push(interaction));

		const act = stage.discord.command(stage.mara, 'nowplaying');
		await clock.advance(3000);

		await expect(act.acknowledged()).rejects.toThrow(/the bot sent nothing/);
		expect(heard).toEqual([]);
	});
});
