import { ApplicationCommandOptionType, type Interaction, MessageFlags, ModalBuilder } from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, type PlaygroundStage, post, setPlayground } from './page-client.ts';

const lina = '100000000000000011';
const dario = '100000000000000012';

const commands = [
	{
		name: 'hello',
		description: 'Says hello',
		descriptionLocalizations: { de: 'Grüßt' },
		options: [
			{
				name: 'song',
				description: 'What to sing',
				type: ApplicationCommandOptionType.String,
				autocomplete: true,
			},
			{
				name: 'loud',
				description: 'How',
				type: ApplicationCommandOptionType.String,
				choices: [{ name: 'loudly', value: 'yes' }],
			},
		],
	},
	{ name: 'secret', description: 'Says it to one person' },
	{ name: 'silent', description: 'Says nothing' },
	{ name: 'form', description: 'Asks' },
	{
		name: 'dj',
		description: 'For DJs',
		options: [{ name: 'skip', description: 'Skips', type: ApplicationCommandOptionType.Subcommand }],
	},
];

const form = new ModalBuilder({
	custom_id: 'form:1',
	title: 'Song',
	components: [
		{ type: 1, components: [{ type: 4, custom_id: 'title', style: 1, label: 'Title', min_length: 2 }] },
	],
} as never);

let heardSilent = false;

async function handle(interaction: Interaction): Promise<unknown> {
	if (interaction.isAutocomplete()) {
		const typed = interaction.options.getFocused();
		return interaction.respond([{ name: `You typed ${typed}`, value: typed }]);
	}
	if (interaction.isModalSubmit()) {
		return interaction.reply(`The form says ${interaction.fields.getTextInputValue('title')}`);
	}
	if (interaction.isButton()) return interaction.reply('Pressed');
	if (!interaction.isChatInputCommand()) return undefined;
	switch (interaction.commandName) {
		case 'hello':
			return interaction.reply(`Hello ${interaction.options.getString('song') ?? ''}`);
		case 'secret':
			return interaction.reply({ content: 'A secret', flags: MessageFlags.Ephemeral });
		case 'form':
			return interaction.showModal(form);
		default:
			heardSilent = true;
			return undefined;
	}
}

let stage: PlaygroundStage;
let url: string;
let channelId: string;

beforeAll(async () => {
	stage = await setPlayground(commands, handle);
	url = stage.playground.pageUrl;
	channelId = (await stage.follow(lina).world()).channels[0]!.id;
});
afterAll(() => stage.close());

const command = (as: string, name: string, options = {}) =>
	post(`${url}/api/command`, { as, channelId, name, options });

describe('who may talk to the page', () => {
	it('serves the page under a policy that lets nothing in from outside', async () => {
		const page = await ask(url);
		expect(page.status).toBe(200);
		expect(page.headers['content-type']).toContain('text/html');
		expect(page.headers['content-security-policy']).toContain("default-src 'self'");
		expect(page.headers['content-security-policy']).not.toContain('unsafe');
		expect(page.headers['cache-control']).toBe('no-cache');
	});

	it('lets a browser keep what has its content in its name, all of it under 500 kB', async () => {
		const page = await ask(url);
		const files = [...page.body.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map((match) => String(match[1]));
		expect(files.length).toBeGreaterThan(1);
		let size = page.body.length;
		for (const file of files) {
			const answer = await ask(`${url}${file}`);
			expect(answer.headers['cache-control']).toContain('immutable');
			size += answer.body.length;
		}
		expect(size).toBeLessThan(400_000);
	});

	it.each(['evil.example', 'evil.example:80', '127.0.0.1.evil.example', '[::1]'])(
		'refuses the host %s',
		async (host) => {
			const answer = await ask(url, { headers: { host } });
			expect(answer.status).toBe(403);
		},
	);

	it('answers to localhost too', async () => {
		expect((await ask(url, { headers: { host: 'localhost:4400' } })).status).toBe(200);
	});

	it('refuses what a form on another page could post', async () => {
		const body = JSON.stringify({ as: lina, channelId, name: 'hello', options: {} });
		const plain = await ask(`${url}/api/command`, {
			method: 'POST',
			headers: { 'content-type': 'text/plain' },
			body,
		});
		expect(plain.status).toBe(415);
		expect((await ask(`${url}/api/command`, { method: 'POST', body })).status).toBe(415);
	});

	it('refuses what is not JSON, too long, or of another shape, and says why', async () => {
		const headers = { 'content-type': 'application/json' };
		const broken = await ask(`${url}/api/command`, { method: 'POST', headers, body: '{"as":' });
		expect([broken.status, broken.body]).toEqual([400, '{"error":"The body is not JSON."}']);
		const long = await ask(`${url}/api/command`, { method: 'POST', headers, body: ' '.repeat(200_000) });
		expect(long.status).toBe(413);
		const shape = await post(`${url}/api/command`, { as: lina, channelId, name: 7, options: {} });
		expect(shape.status).toBe(400);
		expect(shape.body).toContain('name:');
	});

	it('knows only its own paths, methods, persons, channels and messages', async () => {
		expect((await ask(`${url}/etc/passwd`)).status).toBe(404);
		expect((await post(`${url}/api/nothing`, {})).status).toBe(404);
		expect((await ask(url, { method: 'DELETE' })).status).toBe(405);
		expect((await ask(`${url}/api/events?as=1`)).status).toBe(404);
		expect((await command('1', 'hello')).body).toBe('{"error":"There is no such person."}');
		expect(
			(await post(`${url}/api/command`, { as: lina, channelId: '1', name: 'hello', options: {} })).status,
		).toBe(404);
		expect(
			(await post(`${url}/api/press`, { as: lina, channelId, messageId: '1', customId: 'x' })).status,
		).toBe(400);
		const unknownForm = { as: lina, interactionId: '1', values: {} };
		expect((await post(`${url}/api/submit`, unknownForm)).status).toBe(404);
	});
});

describe('what a person sees and does', () => {
	it('begins with the whole world: persons, channels and commands, sub-commands by their whole name', async () => {
		const world = await stage.follow(lina).world();
		expect(world.people.map(({ name, level }) => `${name} ${level}`)).toEqual([
			'Lina listener',
			'Dario dj',
			'Mo manager',
			'Ada admin',
		]);
		expect(world.channels.map(({ name }) => name)).toEqual([
			'requests',
			'general',
			'now-playing',
			'alerts',
			'audit',
			'upload',
			'Lounge',
		]);
		expect(world.commands.map(({ name }) => name)).toEqual(['form', 'hello', 'secret', 'silent', 'dj skip']);
		expect(world.commands.find(({ name }) => name === 'hello')?.options.map(({ name }) => name)).toEqual([
			'song',
			'loud',
		]);
		expect(world.now).toBe(stage.clock.now());
	});

	it('sends commands with their options, and everybody sees the answer', async () => {
		const watcher = stage.follow(dario);
		await watcher.world();
		const sent = await command(lina, 'hello', { song: 'Salt Road' });
		expect([sent.status, sent.body]).toEqual([200, '{"acknowledged":true}']);
		const message = await watcher.message('Hello Salt Road');
		expect(message.usedBy).toMatchObject({ name: 'Lina', command: 'hello' });
		expect(message.isPrivate).toBe(false);
	});

	it('keeps a private answer from everybody but its owner, even after a reload', async () => {
		const [owner, other] = [stage.follow(lina), stage.follow(dario)];
		await Promise.all([owner.world(), other.world()]);
		await command(lina, 'secret');
		const message = await owner.message('A secret');
		expect(message.isPrivate).toBe(true);
		await command(lina, 'hello', { song: 'after the secret' });
		await other.message('after the secret');
		expect(JSON.stringify(other.events)).not.toContain('A secret');
		const { messages } = await stage.follow(dario).world();
		expect(JSON.stringify(messages)).not.toContain('A secret');
	});

	it('does not bring back a dismissed message, and lets nobody dismiss what others see', async () => {
		const owner = stage.follow(lina);
		await owner.world();
		await command(lina, 'secret');
		const { id: messageId } = await owner.message('A secret');
		expect((await post(`${url}/api/dismiss`, { as: dario, messageId })).status).toBe(404);
		expect((await post(`${url}/api/dismiss`, { as: lina, messageId })).status).toBe(200);
		await owner.wait((event) => event.kind === 'message-gone');
		const { messages } = await stage.follow(lina).world();
		expect(messages.map(({ id }) => id)).not.toContain(messageId);
		await command(lina, 'hello', { song: 'public' });
		const { id } = await owner.message('Hello public');
		expect((await post(`${url}/api/dismiss`, { as: lina, messageId: id })).status).toBe(404);
	});

	it('asks the bot for suggestions', async () => {
		const asked = await post(`${url}/api/autocomplete`, {
			as: lina,
			channelId,
			name: 'hello',
			options: { song: 'lan' },
			focused: 'song',
		});
		expect(JSON.parse(asked.body)).toEqual({ choices: [{ name: 'You typed lan', value: 'lan' }] });
	});

	it('refuses what Discord would not let a person send, with the reason', async () => {
		const wrong = await command(lina, 'hello', { loud: 'no' });
		expect(wrong.status).toBe(400);
		expect(wrong.body).toContain('loud');
		expect((await command(lina, 'nonsense')).status).toBe(400);
	});

	it('says when the bot does not answer in time', async () => {
		const sent = command(lina, 'silent');
		await expect.poll(() => heardSilent).toBe(true);
		await stage.clock.advance(3100);
		expect(JSON.parse((await sent).body)).toEqual({ acknowledged: false });
		expect(stage.lines.join('\n')).toContain('/silent');
	});

	it('shows a form to the one it was opened for and passes on what is written', async () => {
		const [owner, other] = [stage.follow(lina), stage.follow(dario)];
		await Promise.all([owner.world(), other.world()]);
		await command(lina, 'form');
		const { modal } = await owner.wait((event) => event.kind === 'modal');
		expect(modal.title).toBe('Song');
		const { interactionId } = modal;
		const values = { title: 'Undertow' };
		expect((await post(`${url}/api/submit`, { as: dario, interactionId, values })).status).toBe(404);
		expect(
			(await post(`${url}/api/submit`, { as: lina, interactionId, values: { title: 'U' } })).status,
		).toBe(400);
		expect((await post(`${url}/api/submit`, { as: lina, interactionId, values })).body).toBe(
			'{"acknowledged":true}',
		);
		await other.message('The form says Undertow');
		expect(other.events.some(({ kind }) => kind === 'modal')).toBe(false);
	});

	it('changes the language of one person and shows the commands in it', async () => {
		const owner = stage.follow(lina);
		await owner.world();
		expect((await post(`${url}/api/language`, { as: lina, locale: 'ja' })).status).toBe(400);
		await post(`${url}/api/language`, { as: lina, locale: 'de' });
		const german = await owner.world('de');
		expect(german.commands.find(({ name }) => name === 'hello')?.description).toBe('Grüßt');
		const { viewer, commands: others } = await stage.follow(dario).world();
		expect(viewer.locale).toBe('en-US');
		expect(others.find(({ name }) => name === 'hello')?.description).toBe('Says hello');
		await post(`${url}/api/language`, { as: lina, locale: 'en-US' });
	});
});
