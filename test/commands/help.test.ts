import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Permission } from '#demo/discord/permissions.ts';
import { textOf } from '#demo/discord/read-message.ts';
import { guildId, type PersonName, startTestApp, type TestApp } from '#test/support/app.ts';

describe('/help', () => {
	let app: TestApp;
	beforeAll(async () => {
		app = await startTestApp();
	});
	afterAll(() => app.close());

	const forListeners = 'help history listen nowplaying queue request schedule search stations'.split(' ');
	const mentioned = (text: string) =>
		new Set([...text.matchAll(/<\/([a-z -]+):\d+>/g)].map(([, name]) => name));

	test.each<[PersonName, string, string[]]>([
		['listener', 'listener', []],
		['dj', 'DJ', ['dj skip']],
		['manager', 'manager', ['dj skip']],
		['admin', 'administrator', ['dj skip']],
	])('tells a %s privately what they may do here, and nothing more', async (person, level, more) => {
		const { text, isPrivate } = await app.run(person, 'help');
		expect(isPrivate).toBe(true);
		expect(text).toMatch(new RegExp(`^## Help\\n-# You are ${level} here\\n`));
		expect(mentioned(text)).toEqual(new Set([...forListeners, ...more]));
		expect(app.calls()).toEqual([]);
	});

	test('names commands so that they can be clicked', async () => {
		const { text } = await app.run('dj', 'help');
		const id = app.discord.commands().find(({ name }) => name === 'dj')?.id;
		expect(text).toContain(`### DJ\n</dj skip:${id}> Skip the song on the air`);
	});

	test('is in the person’s language', async () => {
		const { text } = await app.run('german', 'help');
		expect(text).toContain('## Hilfe\n-# Deine Stufe hier: Hörer\n### Zuhören\n');
		expect(text).toMatch(/<\/queue:\d+> Was als Nächstes kommt/);
	});

	test('counts whoever may manage the server as an administrator', async () => {
		const owner = app.discord.addMember(guildId, {
			username: 'olga',
			permissions: Permission.ManageGuild,
		});
		const act = app.discord.command({ ...app.as('listener'), userId: owner.id }, 'help');
		const answer = await act.answer();
		expect(answer.kind === 'message' && textOf(answer.message)).toContain('You are administrator here');
	});

	test('says when there is no station yet', async () => {
		const bare = await startTestApp({ stations: [] });
		const { text } = await bare.run('dj', 'help');
		expect(text).toContain('-# You are listener here\nNo station is set up here yet.');
		await bare.close();
	});
});
