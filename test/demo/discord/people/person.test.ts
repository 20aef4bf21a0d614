import { Events, ApplicationCommandOptionType as Type } from 'discord.js';
import { beforeAll, describe, expect, it } from 'vitest';
import {
	closeAfterAll,
	codeOf,
	messageOf,
	once,
	receive,
	receiveCommand,
	type Stage,
	setStage,
	slash,
} from '../with-bot.ts';

closeAfterAll();
let stage: Stage;
const option = (type: Type, name: string, more: object = {}) => ({ type, name, description: 'x', ...more });
beforeAll(async () => {
	const commands = [
		slash('queue'),
		slash('dj', [
			option(Type.Subcommand, 'skip', {
				options: [
					option(Type.String, 'why', { required: true, min_length: 2, max_length: 5 }),
					option(Type.Integer, 'times', { min_value: 1, max_value: 3 }),
					option(Type.String, 'as', { choices: [{ name: 'Page', value: 'page' }] }),
				],
			}),
			option(Type.SubcommandGroup, 'requests', { options: [option(Type.Subcommand, 'clear')] }),
		]),
		slash('post', [
			option(Type.Channel, 'channel'),
			option(Type.User, 'user'),
			option(Type.Role, 'role'),
			option(Type.Boolean, 'ping'),
			option(Type.Number, 'volume', { autocomplete: true }),
		]),
		{ ...slash('setup'), default_member_permissions: '32' },
		{ ...slash('private'), contexts: [1] },
	];
	stage = await setStage({ commands });
});

describe('a person types a command', () => {
	it('with sub-commands and options, as the bot reads them', async () => {
		const { interaction } = await receive(stage, () =>
			stage.discord.command(stage.mara, 'dj skip', { why: 'long', times: 2, as: 'page' }),
		);

		if (!interaction.isChatInputCommand()) throw new Error('no command');
		expect(interaction.options.getSubcommand()).toBe('skip');
		expect(interaction.options.getString('why')).toBe('long');
		expect(interaction.options.getInteger('times')).toBe(2);
		const grouped = await receive(stage, () => stage.discord.command(stage.mara, 'dj requests clear'));
		if (!grouped.interaction.isChatInputCommand()) throw new Error('no command');
		expect(grouped.interaction.options.getSubcommandGroup()).toBe('requests');
	});

	it('with people, channels and roles behind their ids', async () => {
		const role = stage.guild.roleId('DJ');
		const { interaction } = await receive(stage, () =>
			stage.discord.command(stage.mara, 'post', {
				channel: stage.channelId,
				user: stage.mara.userId,
				role,
				ping: false,
			}),
		);

		if (!interaction.isChatInputCommand()) throw new Error('no command');
		expect(interaction.options.getChannel('channel')?.name).toBe('general');
		expect(interaction.options.getUser('user')?.username).toBe('mara');
		expect(interaction.options.getRole('role')?.name).toBe('DJ');
		expect(interaction.options.getBoolean('ping')).toBe(false);
	});

	it.each<[string, string, Record<string, string | number | boolean>, RegExp]>([
		['an unknown command', 'nonsense', {}, /No command is registered as \/nonsense/],
		['an unknown sub-command', 'dj nonsense', {}, /no sub-command nonsense/],
		['half a command', 'dj', {}, /not complete/],
		['an unknown option', 'queue', { page: 1 }, /no option named page/],
		['a required option left out', 'dj skip', {}, /needs the option why/],
		['a text too short', 'dj skip', { why: 'x' }, /at least 2/],
		['a text too long', 'dj skip', { why: 'xxxxxx' }, /at most 5/],
		['a number for a text', 'dj skip', { why: 5 }, /must be a string/],
		['a fraction', 'dj skip', { why: 'xx', times: 1.5 }, /whole number/],
		['a number too large', 'dj skip', { why: 'xx', times: 4 }, /at most 3/],
		['a choice that is none', 'dj skip', { why: 'xx', as: 'csv' }, /one of page/],
		['a channel that is none', 'post', { channel: '1' }, /no channel 1/],
		['a command hidden from this person', 'setup', {}, /hidden from this person/],
		['a command for direct messages only', 'private', {}, /hidden from this person/],
	])('but not %s', (_, name, options, reason) => {
		expect(() => stage.discord.command(stage.mara, name, options)).toThrow(reason);
	});

	it('and is offered what this person may use', () => {
		const manager = stage.discord.addMember(stage.guild.id, { username: 'm', permissions: 32n });
		const offered = (userId: string) =>
			stage.discord.commandsFor({ guildId: stage.guild.id, userId }).map(({ name }) => name);

		expect(offered(stage.mara.userId)).toEqual(['queue', 'dj', 'post']);
		expect(offered(manager.id)).toContain('setup');
	});
});

describe('suggestions', () => {
	const refuse = async (choices: unknown[]) => {
		const arrived = once(stage.client, Events.InteractionCreate);
		const suggested = stage.discord.autocomplete(stage.mara, 'post', { volume: 5 }, 'volume');
		const [interaction] = await arrived;
		if (!interaction.isAutocomplete()) throw new Error('no autocomplete');
		const path = `/interactions/${interaction.id}/${interaction.token}/callback` as const;
		const code = await codeOf(
			stage.client.rest.post(path, { body: { type: 8, data: { choices } }, auth: false }),
		);
		await interaction.respond([{ name: 'Loud', value: 11 }]);
		return { code, typed: interaction.options.getFocused(), choices: await suggested };
	};

	it.each<[string, unknown[]]>([
		['26 of them', Array.from({ length: 26 }, (_, i) => ({ name: `${i}`, value: i }))],
		['a name of 101 characters', [{ name: 'x'.repeat(101), value: 1 }]],
		['an empty name', [{ name: '', value: 1 }]],
		['a text for a number', [{ name: 'x', value: 'loud' }]],
	])('cannot be %s', async (_, choices) => {
		expect(await refuse(choices)).toEqual({
			code: 50035,
			typed: '5',
			choices: [{ name: 'Loud', value: 11 }],
		});
	});

	it('are only for options that have them', async () => {
		await expect(stage.discord.autocomplete(stage.mara, 'dj skip', {}, 'why')).rejects.toThrow(
			/no autocompleted/,
		);
	});
});

describe('a person on a message', () => {
	const components = [
		{
			type: 1,
			components: [
				{ type: 2, style: 1, label: 'Off', custom_id: 'off', disabled: true },
				{ type: 2, style: 5, label: 'Web', url: 'https://radio.example' },
			],
		},
		{
			type: 1,
			components: [
				{
					type: 3,
					custom_id: 'song',
					max_values: 2,
					options: ['1', '2', '3'].map((v) => ({ label: v, value: v })),
				},
			],
		},
		{ type: 1, components: [{ type: 5, custom_id: 'who' }] },
		{ type: 1, components: [{ type: 8, custom_id: 'where', channel_types: [0] }] },
		{ type: 1, components: [{ type: 6, custom_id: 'roles', min_values: 0, max_values: 25 }] },
	];
	const draw = async (flags: number) => {
		const { act, interaction } = await receiveCommand(stage, 'queue');
		const path = `/interactions/${interaction.id}/${interaction.token}/callback` as const;
		const data = { content: 'Pick', components, flags };
		await stage.client.rest.post(path, { body: { type: 4, data }, auth: false });
		return messageOf(act);
	};

	it('chooses values, people and channels', async () => {
		const { id } = await draw(0);
		const songs = await receive(stage, () => stage.discord.select(stage.mara, id, 'song', ['1', '3']));
		expect(songs.interaction.isStringSelectMenu() && songs.interaction.values).toEqual(['1', '3']);
		const who = await receive(stage, () => stage.discord.select(stage.mara, id, 'who', [stage.mara.userId]));
		expect(who.interaction.isUserSelectMenu() && who.interaction.users.first()?.username).toBe('mara');
		const where = await receive(stage, () =>
			stage.discord.select(stage.mara, id, 'where', [stage.channelId]),
		);
		expect(where.interaction.isChannelSelectMenu() && where.interaction.channels.first()?.id).toBe(
			stage.channelId,
		);
	});

	it('empties a select that asks for nothing', async () => {
		const { id } = await draw(0);
		const role = stage.guild.roleId('DJ');
		const chosen = await receive(stage, () => stage.discord.select(stage.mara, id, 'roles', [role]));
		expect(chosen.interaction.isRoleSelectMenu() && chosen.interaction.roles.first()?.name).toBe('DJ');
		const emptied = await receive(stage, () => stage.discord.select(stage.mara, id, 'roles', []));
		expect(emptied.interaction.isRoleSelectMenu() && emptied.interaction.values).toEqual([]);
	});

	it('cannot press or choose what is not offered', async () => {
		const { id } = await draw(0);
		const { discord, mara, guild } = stage;
		expect(() => discord.press(mara, id, 'off')).toThrow(/off is disabled/);
		expect(() => discord.press(mara, id, 'gone')).toThrow(/no component gone/);
		expect(() => discord.press(mara, id, 'song')).toThrow(/not a button/);
		expect(() => discord.press(mara, '1', 'off')).toThrow(/no message 1/);
		expect(() => discord.select(mara, id, 'song', ['4'])).toThrow(/does not offer 4/);
		expect(() => discord.select(mara, id, 'song', [])).toThrow(/1 to 2/);
		expect(() => discord.select(mara, id, 'song', ['1', '2', '3'])).toThrow(/1 to 2/);
		expect(() => discord.select(mara, id, 'who', ['1'])).toThrow(/no user 1/);
		expect(() => discord.select(mara, id, 'where', [guild.channelId('voice')])).toThrow(/of that type/);
	});

	it('cannot touch what only somebody else sees', async () => {
		const other = stage.discord.addMember(stage.guild.id, { username: 'other' });
		const { id } = await draw(64);

		expect(() => stage.discord.select({ ...stage.mara, userId: other.id }, id, 'song', ['1'])).toThrow(
			/somebody else/,
		);
	});
});
