import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Permission } from '#demo/discord/permissions.ts';
import { textOf } from '#demo/discord/read-message.ts';
import { startSimulatedIcecast } from '#demo/icecast/simulated-icecast.ts';
import { ManualClock } from '#demo/manual-clock.ts';
import { loadCommands } from '#src/discord/load-commands.ts';
import { includesLevel, type Level } from '#src/stations/levels.ts';
import { channels, guildId, type PersonName, startTestApp, type TestApp } from '#test/support/app.ts';
import { icecastStation } from '#test/support/icecast-station.ts';

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
	/** What has no object where no post was made, and the only station is declared. */
	const idle = new Set(['post list', 'post remove', 'settings remove']);
	/** Every command that there is for a station of AzuraCast, by the level that it takes. */
	const upTo = (level: Level) =>
		[...commands]
			.filter(
				([name, command]) => includesLevel(level, command.level) && !elsewhere.has(name) && !idle.has(name),
			)
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

	test('tells of posts once there are any, and of removing stations where that can be done', async () => {
		const posting = await startTestApp({
			live: true,
			stations: [{ channels: { nowPlaying: channels.nowPlaying } }],
		});
		const told = async () => mentioned((await posting.run('admin', 'help')).text);
		// The card that comes with the channel stands in the list, and cannot be removed.
		await expect.poll(told).toContain('post list');
		expect(await told()).not.toContain('post remove');
		const asked = await posting.run('admin', 'post add', { kind: 'feed', channel: channels.general });
		await posting.click('admin', asked.message, 'Post it');
		expect(await told()).toContain('post remove');
		expect(await told()).not.toContain('settings remove');
		await posting.close();
	});
});

describe('/help where no station is set up', () => {
	let bare: TestApp;
	beforeAll(async () => {
		bare = await startTestApp({ stations: [] });
	});
	afterAll(() => bare.close());
	const named = (text: string) => [...text.matchAll(/<\/([a-z -]+):\d+>/g)].map(([, name]) => name);

	test('shows who may manage the server the first step, and takes it by a button', async () => {
		const { text, message } = await bare.run('owner', 'help');
		expect(text).toMatch(
			/^## Help\n-# You are administrator here\nNo station is set up here yet\.\nThe first step: <\/setup:\d+>, about three minutes\./,
		);
		expect(named(text)).not.toContain('dj skip');
		expect(named(text)).not.toContain('post add');
		const begun = await bare.click('owner', message, 'Set up');
		expect(begun.text).toContain('## Where is your radio server?');
		expect(begun.isPrivate).toBe(true);
	});

	test('tells everybody else who begins, and what there is then', async () => {
		const { text } = await bare.run('dj', 'help');
		expect(text).toMatch(
			/-# You are listener here\nNo station is set up here yet\.\nThe first step is <\/setup:\d+>, for those/,
		);
		expect(text).not.toContain('[Set up]');
		expect(named(text)).toEqual(['setup', 'nowplaying', 'search', 'request', 'schedule', 'help']);
		expect((await bare.run('german', 'help')).text).toContain('Der erste Schritt ist ');
	});

	test('/stations leads there as well, privately', async () => {
		const { message, isPrivate } = await bare.run('listener', 'stations');
		expect(isPrivate).toBe(false);
		const begun = await bare.click('owner', message, 'Set up');
		expect(begun.isPrivate).toBe(true);
		expect(begun.text).toContain('## Where is your radio server?');
		const refused = await bare.click('listener', message, 'Set up');
		expect(refused.text).toContain('Only administrators and above can do this');
	});
});

describe('/help at a station of another radio system', () => {
	test('tells only of what that has', async () => {
		const clock = new ManualClock();
		const server = await startSimulatedIcecast({ clock });
		const app = await startTestApp({ clock, stations: [icecastStation(server)] });
		const { text } = await app.run('owner', 'help');
		expect(text).toContain('</nowplaying:');
		for (const name of ['dj skip', 'request', 'queue', 'server stats', 'station restart'])
			expect(text).not.toContain(`</${name}:`);
		expect(text).not.toContain('### DJ');
		await app.close();
		await server.close();
	});
});
