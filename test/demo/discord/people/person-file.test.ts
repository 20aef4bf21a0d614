import { type ChatInputCommandInteraction, Events, ApplicationCommandOptionType as Type } from 'discord.js';
import { expect, it } from 'vitest';
import type { OptionValues } from '#demo/discord/loopback-discord.ts';
import { ManualClock } from '#demo/manual-clock.ts';
import { closeAfterEach, once, receive, receiveCommand, type Stage, setStage, slash } from '../with-bot.ts';

closeAfterEach();
const option = (type: Type, name: string, more: object = {}) => ({ type, name, description: 'x', ...more });
const upload = slash('upload', [
	option(Type.Attachment, 'file', { required: true }),
	option(Type.String, 'folder', { autocomplete: true }),
	option(Type.Boolean, 'replace'),
	option(Type.Integer, 'weight', { min_value: 1, max_value: 25 }),
]);
const song = { name: 'Mara Quill - Grüße.mp3', content: Buffer.from('ID3 song') };

async function send(stage: Stage, options: OptionValues): Promise<ChatInputCommandInteraction> {
	const { interaction } = await receive(stage, () => stage.discord.command(stage.mara, 'upload', options));
	if (!interaction.isChatInputCommand()) throw new Error('That was no command');
	return interaction;
}

it('comes with a command, beside options of other kinds, and can be fetched without a token', async () => {
	const stage = await setStage({ commands: [upload] });
	const { options, attachmentSizeLimit } = await send(stage, { file: song, replace: true, weight: 25 });

	const file = options.getAttachment('file', true);
	expect(file).toMatchObject({ size: 8, contentType: 'audio/mpeg', ephemeral: true });
	// Discord makes the name plain and keeps what it was.
	expect([file.name, file.title]).toEqual(['Mara_Quill_-_Grue.mp3', 'Mara Quill - Grüße']);
	expect([options.getBoolean('replace'), options.getInteger('weight')]).toEqual([true, 25]);
	expect(attachmentSizeLimit).toBe(10 * 1024 * 1024);
	const { origin, pathname } = new URL(file.url);
	expect(origin).toBe(new URL(stage.discord.apiUrl).origin);
	expect(pathname).toBe(`/attachments/${stage.channelId}/${file.id}/Mara_Quill_-_Grue.mp3`);
	const fetched = await fetch(file.url);
	expect(fetched.headers.get('content-length')).toBe('8');
	expect(fetched.headers.get('content-type')).toBe('audio/mpeg');
	expect(await fetched.text()).toBe('ID3 song');
});

it('has an address that holds for a day, and only as it was given', async () => {
	const clock = new ManualClock();
	const stage = await setStage({ commands: [upload], clock });
	const { url } = (await send(stage, { file: song })).options.getAttachment('file', true);
	const status = async (address: string) => (await fetch(address)).status;

	expect(await status(url)).toBe(200);
	expect(await status(url.replace(/\?.*/, ''))).toBe(404);
	expect(await status(url.replace('ex=', 'ex=f'))).toBe(404);
	expect(await status(url.replace('Mara', 'Nora'))).toBe(404);
	await clock.advance(24 * 60 * 60_000);
	expect(await status(url)).toBe(404);
});

it('is held back when it is larger than the server takes, which boosts raise', async () => {
	const stage = await setStage({ commands: [upload] });
	const large = { name: 'set.flac', content: new Uint8Array(10 * 1024 * 1024 + 1) };
	expect(() => stage.discord.command(stage.mara, 'upload', { file: large })).toThrow(
		/too powerful. Max file size: 10 MB/,
	);

	stage.discord.setFileLimit(stage.guild.id, 50 * 1024 * 1024);

	const interaction = await send(stage, { file: large });
	expect(interaction.attachmentSizeLimit).toBe(50 * 1024 * 1024);
	expect(interaction.options.getAttachment('file')).toMatchObject({
		size: large.content.byteLength,
		contentType: 'audio/flac',
	});
});

it.each<[string, OptionValues, RegExp]>([
	['no file at all', {}, /needs the option file/],
	['a text for a file', { file: 'song.mp3' }, /file takes a file/],
	['a file for a text', { file: song, folder: song }, /folder takes no file/],
	['a text for a truth', { file: song, replace: 'yes' }, /replace must be a boolean/],
	['a fraction', { file: song, weight: 1.5 }, /whole number/],
	['a number too large', { file: song, weight: 26 }, /at most 25/],
])('is refused by the client: %s', async (_, options, reason) => {
	const stage = await setStage({ commands: [upload] });
	expect(() => stage.discord.command(stage.mara, 'upload', options)).toThrow(reason);
});

it('does not stand in the way of suggestions for another option', async () => {
	const stage = await setStage({ commands: [upload] });
	const arrived = once(stage.client, Events.InteractionCreate);
	const asked = stage.discord.autocomplete(stage.mara, 'upload', { file: song, folder: 'mor' }, 'folder');
	const [interaction] = await arrived;
	if (!interaction.isAutocomplete()) throw new Error('no autocomplete');
	expect(interaction.options.getFocused()).toBe('mor');
	await interaction.respond([{ name: 'Morning', value: 'morning' }]);
	expect(await asked).toEqual([{ name: 'Morning', value: 'morning' }]);
});

it('comes with a form', async () => {
	const stage = await setStage({ commands: [slash('setup')] });
	const field = { type: 19, custom_id: 'files', min_values: 1, max_values: 2 };
	const { act, interaction } = await receiveCommand(stage, 'setup');
	const components = [
		{ type: 10, content: 'What is it?' },
		{ type: 18, label: 'Files', component: field },
		{ type: 18, label: 'Note', component: { type: 4, custom_id: 'note', style: 2, required: false } },
	];
	const path = `/interactions/${interaction.id}/${interaction.token}/callback` as const;
	const body = { type: 9, data: { custom_id: 'm', title: 'T', components } };
	await stage.client.rest.post(path, { body, auth: false });
	const shown = await act.answer();
	if (shown.kind !== 'modal') throw new Error(shown.kind);
	const { discord, mara } = stage;
	expect(() => discord.submit(mara, shown.modal, {})).toThrow(/1 to 2 files, not 0/);
	expect(() => discord.submit(mara, shown.modal, { files: [song, song, song] })).toThrow(/1 to 2 files/);
	expect(() => discord.submit(mara, shown.modal, { files: 'song.mp3' })).toThrow(/files alone/);
	expect(() => discord.submit(mara, shown.modal, { files: song, note: song })).toThrow(/no files/);

	const filled = await receive(stage, () => discord.submit(mara, shown.modal, { files: song, note: 'New' }));

	if (!filled.interaction.isModalSubmit()) throw new Error('That was no modal');
	const { fields } = filled.interaction;
	const files = [...fields.getUploadedFiles('files', true).values()];
	expect(files).toMatchObject([{ size: 8, contentType: 'audio/mpeg' }]);
	expect(await (await fetch(files[0]!.url)).text()).toBe('ID3 song');
	expect(fields.getTextInputValue('note')).toBe('New');
});

it('is not kept for ever: of much that was handed in, the newest ten stay', async () => {
	const stage = await setStage({ commands: [upload] });
	stage.discord.setFileLimit(stage.guild.id, 12 * 1024 * 1024);
	const content = new Uint8Array(12 * 1024 * 1024);
	const urls: string[] = [];
	for (let index = 0; index < 12; index += 1) {
		const { options } = await send(stage, { file: { name: `${index}.mp3`, content } });
		urls.push(options.getAttachment('file', true).url);
	}
	const statuses = urls.map(async (url) => {
		const response = await fetch(url);
		await response.body?.cancel();
		return response.status;
	});
	expect((await Promise.all(statuses)).filter((status) => status === 404)).toHaveLength(2);
	expect(await statuses[1]).toBe(404);
});
