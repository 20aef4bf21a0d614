import { type Interaction, ApplicationCommandOptionType as Type } from 'discord.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Answered, ask, type PlaygroundStage, post, setPlayground } from './page-client.ts';

const lina = '100000000000000011';
const dario = '100000000000000012';
let stage: PlaygroundStage;
let url: string;
let channelId: string;

async function handle(interaction: Interaction): Promise<unknown> {
	if (interaction.isModalSubmit()) {
		const files = [...interaction.fields.getUploadedFiles('files', true).values()];
		return interaction.reply(`Form: ${files.map(({ name }) => name).join(', ')}`);
	}
	if (!interaction.isChatInputCommand()) return undefined;
	if (interaction.commandName === 'form') {
		const component = { type: 19, custom_id: 'files', max_values: 2 };
		const components = [{ type: 18, label: 'Files', component }];
		return interaction.showModal({ custom_id: 'f', title: 'Files', components } as never);
	}
	const file = interaction.options.getAttachment('file', true);
	const words = await (await fetch(file.url)).text();
	return interaction.reply(`${file.name}, ${file.contentType}: ${words}`);
}

beforeAll(async () => {
	const options = [{ name: 'file', description: '-', type: Type.Attachment, required: true }];
	stage = await setPlayground([{ name: 'upload', options }, { name: 'form' }], handle);
	url = stage.playground.pageUrl;
	channelId = (await stage.follow(lina).world()).channels[0]!.id;
});
afterAll(() => stage.close());

const send = (
	as: string,
	name: string,
	body: string,
	type = 'application/octet-stream',
): Promise<Answered> => {
	const query = new URLSearchParams({ as, name, type: 'audio/mpeg' });
	return ask(`${url}/api/upload?${query}`, { method: 'POST', headers: { 'content-type': type }, body });
};
const uploadOf = ({ body }: Answered) => JSON.parse(body) as { upload: string };
const command = (as: string, file: unknown) =>
	post(`${url}/api/command`, { as, channelId, name: 'upload', options: { file } });

it('takes a file ahead of the command that it belongs to, once', async () => {
	const watcher = stage.follow(lina);
	const file = uploadOf(await send(lina, 'song.mp3', 'ID3 bytes'));
	expect((await command(lina, file)).body).toBe('{"acknowledged":true}');
	expect((await watcher.message('song.mp3')).content).toBe('song.mp3, audio/mpeg: ID3 bytes');
	expect((await command(lina, file)).body).toBe('{"error":"There is no such upload."}');
});

it('hands a file to nobody but the one who sent it', async () => {
	const file = uploadOf(await send(lina, 'song.mp3', 'ID3'));
	expect((await command(dario, file)).status).toBe(404);
});

it('takes the files of a form', async () => {
	const watcher = stage.follow(lina);
	await watcher.world();
	await post(`${url}/api/command`, { as: lina, channelId, name: 'form', options: {} });
	const { modal } = await watcher.wait((event) => event.kind === 'modal');
	const files = [uploadOf(await send(lina, 'one.mp3', '1')), uploadOf(await send(lina, 'two.mp3', '2'))];
	const { interactionId } = modal;
	const sent = await post(`${url}/api/submit`, { as: lina, interactionId, values: { files } });
	expect(sent.body).toBe('{"acknowledged":true}');
	expect((await watcher.message('Form:')).content).toBe('Form: one.mp3, two.mp3');
});

it('refuses other types, strangers, files without a name and more than 60 MB', async () => {
	expect((await send(lina, 'song.mp3', 'x', 'text/plain')).status).toBe(415);
	expect((await send('1', 'song.mp3', 'x')).status).toBe(404);
	expect((await send(lina, '', 'x')).status).toBe(400);
	expect((await send(lina, 'song.mp3', 'x'.repeat(60_000_001))).status).toBe(413);
});

it('leaves it to Discord to refuse what the server does not take', async () => {
	const file = uploadOf(await send(lina, 'set.flac', 'x'.repeat(52_428_801)));
	const refused = await command(lina, file);
	expect([refused.status, refused.body]).toEqual([
		400,
		'{"error":"Your files are too powerful. Max file size: 50 MB"}',
	]);
});
