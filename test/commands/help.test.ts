import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Permission } from '#demo/discord/permissions.ts';
import { textOf } from '#demo/discord/read-message.ts';
import { loadCommands } from '#src/discord/load-commands.ts';
import { includesLevel, type Level } from '#src/stations/levels.ts';
import { guildId, type PersonName, startTestApp, type TestApp } from '#test/support/app.ts';

const commands = await loadCommands(path.join(import.meta.dirname, '../../commands'));

describe('/help', () => {
	let app: TestApp;
	beforeAll(async () => {
		app = await startTestApp();
	});
	afterAll(() => app.close());

	const forListeners = 'help history listen nowplaying queue request schedule search stations'.split(' ');
	const mentioned = (text: string) =>
		new Set([...text.matchAll(/<\/([a-z -]+):\d+>/g)].map(([, name]) => name));

	/** What AzuraCast has not. */
	const elsewhere = new Set(['episode publish', 'episode archive', 'show list', 'show create', 'show edit']);
	/** Every command that there is for a station of AzuraCast, by the level that it takes. */
	const upTo = (level: Level) =>
		[...commands]
			.filter(([name, command]) => includesLevel(level, command.level) && !elsewhere.has(name))
			.map(([name]) => name);

	test.each<[PersonName, Level, string]>([
		['listener', 'listener', 'listener'],
		['dj', 'dj', 'DJ'],
		['manager', 'manager', 'manager'],
		['admin', 'admin', 'administrator'],
	])('tells a %s privately what they may do here, and nothing more', async (person, level, word) => {
		const { text, isPrivate } = await app.run(person, 'help');
		expect(isPrivate).toBe(true);
		expect(text).toMatch(new RegExp(`^## Help\\n-# You are ${word} on Lanternlight FM\\n`));
		expect(mentioned(text)).toEqual(new Set(upTo(level)));
		expect(upTo(level).length).toBeGreaterThanOrEqual(forListeners.length);
		expect(app.calls()).toEqual([]);
	});

	test('names commands so that they can be clicked, each with what it does', async () => {
		const { text } = await app.run('dj', 'help');
		const id = app.discord.commands().find(({ name }) => name === 'dj')?.id;
		expect(text).toContain(`</dj skip:${id}> Skip the song on the air`);
		for (const name of forListeners) expect(text).toContain(`</${name}:`);
	});

	test('where there are too many for a card, tells what they do by group', async () => {
		const { message, text } = await app.run('admin', 'help');
		expect(text).not.toContain('Skip the song on the air');
		const group = await app.choose('admin', message, 'server');
		expect(group.text).toContain('### Server\n');
		expect(group.text).toMatch(/<\/server stats:\d+> \S/);
		expect(mentioned(group.text).size).toBe(
			upTo('admin').filter((name) => name.startsWith('server ')).length,
		);
		const all = await app.click('admin', group.message, 'All commands');
		expect(all.text).toBe(text);
	});

	test('says which command cannot run, and which right its key lacks', async () => {
		const poor = await startTestApp({ stations: (radio) => [{ keys: { station: radio.keys.limited } }] });
		await poor.run('manager', 'doctor');
		const { text } = await poor.run('dj', 'help');
		expect(text).toMatch(
			/<\/dj skip:\d+> Skip the song on the air\n-# ❌ the station key lacks Manage Station Broadcasting/,
		);
		expect(text).toMatch(/<\/nowplaying:\d+> [^\n]*\n<\//);
		await poor.close();
	});

	test('is in the person’s language', async () => {
		const { text } = await app.run('german', 'help');
		expect(text).toContain('## Hilfe\n-# Deine Stufe auf Lanternlight FM: Hörer\n### Zuhören\n');
		expect(text).toMatch(/<\/queue:\d+> Was als Nächstes kommt/);
	});

	test('counts whoever may manage the server as an administrator', async () => {
		const owner = app.discord.addMember(guildId, {
			username: 'olga',
			permissions: Permission.ManageGuild,
		});
		const act = app.discord.command({ ...app.as('listener'), userId: owner.id }, 'help');
		const answer = await act.answer();
		expect(answer.kind === 'message' && textOf(answer.message)).toContain(
			'You are administrator on Lanternlight FM',
		);
	});

	test('says when there is no station yet', async () => {
		const bare = await startTestApp({ stations: [] });
		const { text } = await bare.run('dj', 'help');
		expect(text).toContain('-# You are listener here\nNo station is set up here yet.');
		await bare.close();
	});
});
