import { type Interaction, MessageFlags, ApplicationCommandOptionType as Type } from 'discord.js';

/** Commands that show what a set-up is made of, for looking at the page without the bot that it is for. */
export const smallBotCommands = [
	{
		name: 'upload',
		description: 'Takes a song',
		options: [
			{ name: 'file', description: 'A song of your own', type: Type.Attachment, required: true },
			{ name: 'replace', description: 'Replace an older one', type: Type.Boolean },
		],
	},
	{ name: 'wizard', description: 'Draws selects' },
	{ name: 'form', description: 'Opens a form' },
	{ name: 'log', description: 'Shows a log' },
	{ name: 'think', description: 'Marks its answer, and types on' },
];

const row = (component: object) => ({ type: 1, components: [component] });

function wizard(chosen: string[]) {
	const roles = {
		type: 6,
		custom_id: 'roles',
		placeholder: 'Roles of DJs',
		min_values: 0,
		max_values: 25,
		default_values: chosen.map((id) => ({ id, type: 'role' })),
	};
	const channel = {
		type: 8,
		custom_id: 'channel',
		placeholder: 'Channel for alerts',
		channel_types: [0],
		min_values: 0,
	};
	const words = chosen.length === 0 ? 'nobody' : chosen.map((id) => `<@&${id}>`).join(', ');
	return [
		{
			type: 17,
			accent_color: 0x8f7bd6,
			components: [
				{ type: 10, content: `### Roles\nDJs: ${words}` },
				row(roles),
				row(channel),
				row({ type: 5, custom_id: 'user', placeholder: 'Somebody', disabled: true }),
				row({
					type: 3,
					custom_id: 'stations',
					placeholder: 'Stations',
					min_values: 0,
					max_values: 2,
					options: [
						{ label: 'Lanternlight FM', value: '1', description: 'public', default: true },
						{ label: 'Tidewater Live', value: '2', description: 'public', default: true },
						{ label: 'The Back Room', value: '3', description: 'private' },
					],
				}),
			],
		},
	];
}

const form = {
	custom_id: 'form',
	title: 'Keys of the station',
	components: [
		{ type: 10, content: 'Both keys stay **sealed** in the store.' },
		{
			type: 18,
			label: 'Station key',
			description: 'From My API Keys, in the account menu',
			component: { type: 4, custom_id: 'key', style: 1, required: false, placeholder: '0123456789abcdef:…' },
		},
		{ type: 18, label: 'Note', component: { type: 4, custom_id: 'note', style: 2, required: false } },
		{ type: 18, label: 'DJs', component: { type: 6, custom_id: 'djs', required: false, max_values: 3 } },
		{ type: 18, label: 'Jingles', component: { type: 19, custom_id: 'files', max_values: 3 } },
	],
};

const logLine = `2026-11-22 19:13:40 [INFO] ${'a very long line that goes on and on '.repeat(6)}`;

/** Answers each of the commands above, and edits the private wizard in place. */
export async function smallBot(interaction: Interaction): Promise<unknown> {
	const v2 = MessageFlags.IsComponentsV2;
	if (interaction.isRoleSelectMenu()) {
		return interaction.update({ components: wizard(interaction.values) as never, flags: v2 });
	}
	if (interaction.isAnySelectMenu()) return interaction.deferUpdate();
	if (interaction.isModalSubmit()) {
		const files = [...interaction.fields.getUploadedFiles('files', true).values()];
		return interaction.reply(`Form: ${files.map(({ name }) => name).join(', ')}`);
	}
	if (!interaction.isChatInputCommand()) return undefined;
	switch (interaction.commandName) {
		case 'form':
			return interaction.showModal(form as never);
		case 'wizard':
			return interaction.reply({ components: wizard([]) as never, flags: v2 | MessageFlags.Ephemeral });
		case 'think': {
			const { resource } = await interaction.reply({ content: 'Hm', withResponse: true });
			await resource?.message?.react('👍');
			const channel = interaction.channel;
			return channel?.isSendable() === true ? channel.sendTyping() : undefined;
		}
		case 'log':
			return interaction.reply({
				flags: v2,
				files: ['station.log', 'hidden.log'].map((name) => ({ attachment: Buffer.from(logLine), name })),
				components: [
					{
						type: 17,
						components: [
							{ type: 10, content: `### Log\n\`\`\`\n${logLine}\n${logLine}\n\`\`\`` },
							{ type: 13, file: { url: 'attachment://station.log' } },
							{ type: 13, file: { url: 'attachment://hidden.log' }, spoiler: true },
						],
					},
				] as never,
			});
		default: {
			const file = interaction.options.getAttachment('file', true);
			const replaces = interaction.options.getBoolean('replace');
			return interaction.reply(`${file.name} has ${file.size} bytes; replace: ${replaces}`);
		}
	}
}
