import { once } from 'node:events';
import path from 'node:path';
import type { Client } from 'discord.js';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type LoopbackDiscord, startLoopbackDiscord } from '#demo/discord/loopback-discord.ts';
import { createDiscordClient } from '#src/discord/client.ts';
import { type CommandDefinition, commandDefinitions } from '#src/discord/command-definitions.ts';
import { loadCommands } from '#src/discord/load-commands.ts';
import { registerCommands } from '#src/discord/register-commands.ts';
import { loadWords } from '#src/words/words.ts';
import { startTestApp, type TestApp } from '#test/support/app.ts';

const root = path.join(import.meta.dirname, '../../..');
const writes = ({ requests }: LoopbackDiscord) =>
	requests.filter(({ method, path: asked }) => method !== 'GET' && asked.endsWith('/commands'));

describe('registering', () => {
	let discord: LoopbackDiscord;
	let client: Client<true>;
	let wanted: CommandDefinition[];

	beforeAll(async () => {
		const commands = await loadCommands(path.join(root, 'commands'));
		wanted = commandDefinitions(commands, await loadWords(path.join(root, 'locales')));
	});
	beforeEach(async () => {
		discord = await startLoopbackDiscord();
		const connecting = createDiscordClient({ apiUrl: discord.apiUrl });
		const ready = once(connecting, 'clientReady');
		await connecting.login(discord.token);
		await ready;
		if (!connecting.isReady()) throw new Error('The client is not ready');
		client = connecting;
	});
	afterEach(async () => {
		await client.destroy();
		await discord.close();
	});

	test('writes all commands at once, and nothing the second time', async () => {
		const first = await registerCommands(client, wanted);
		expect(first.outcome).toBe('written');
		expect([...first.ids.keys()].toSorted()).toEqual(wanted.map(({ name }) => name).toSorted());
		const second = await registerCommands(client, wanted);
		expect(second).toEqual({ outcome: 'unchanged', ids: first.ids });
		expect(writes(discord)).toHaveLength(1);
		expect(writes(discord)[0]).toMatchObject({ method: 'PUT', status: 200 });
	});

	test.each<[string, (commands: CommandDefinition[]) => void]>([
		['a description', (all) => void Object.assign(all[0] ?? {}, { description: 'Something else' })],
		[
			'a translation',
			(all) => void Object.assign(all[0] ?? {}, { description_localizations: { de: 'Anderes' } }),
		],
		[
			'an option',
			(all) => void Object.assign(all.find(({ name }) => name === 'history') ?? {}, { options: [] }),
		],
		['one command less', (all) => void all.pop()],
	])('writes again after a change of %s', async (_what, change) => {
		await registerCommands(client, wanted);
		const changed = structuredClone(wanted);
		change(changed);
		expect((await registerCommands(client, changed)).outcome).toBe('written');
		expect((await registerCommands(client, changed)).outcome).toBe('unchanged');
		expect(writes(discord)).toHaveLength(2);
		expect(
			discord
				.commands()
				.map(({ name }) => name)
				.toSorted(),
		).toEqual(changed.map(({ name }) => name).toSorted());
	});

	test('does not mind the order in which Discord lists them', async () => {
		await registerCommands(client, wanted);
		expect((await registerCommands(client, wanted.toReversed())).outcome).toBe('unchanged');
	});
});

describe('the bot', () => {
	let app: TestApp;
	beforeAll(async () => {
		app = await startTestApp();
	});
	afterAll(() => app.close());

	test('registers once, for servers only, hidden from nobody, in every language', async () => {
		await app.restart();
		expect(writes(app.discord)).toHaveLength(1);
		expect(app.log()).toContain('"outcome":"unchanged"');
		for (const command of app.discord.commands()) {
			expect(command.default_member_permissions ?? null).toBeNull();
			expect(command.contexts).toEqual([0]);
			expect(command.description_localizations).toHaveProperty('de');
		}
		const listeners = app.discord.commandsFor(app.as('listener')).map(({ name }) => name);
		expect(listeners).toContain('dj');
	});
});
