import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { selects, textOf } from '#demo/discord/read-message.ts';
import { channels, guildId, roles, startTestApp, type TestApp } from '#test/support/app.ts';
import { putOnAir } from '#test/support/on-air.ts';
import { passTime } from '#test/support/pass-time.ts';

let app: TestApp;
beforeAll(async () => {
	app = await startTestApp({
		live: true,
		stations: [{ channels: { nowPlaying: channels.nowPlaying, audit: channels.audit } }],
	});
});
afterAll(() => app.close());

const card = () => app.discord.messages(channels.nowPlaying).map(textOf).join('\n');
/** The card, some seconds later. */
async function later(): Promise<string> {
	await passTime(app.clock, 6_000);
	return card();
}
const edit = () => app.run('owner', 'settings edit');
async function choose(value: string) {
	const { message } = await edit();
	const menu = selects(message).find(({ placeholder }) =>
		placeholder?.startsWith('Language of public posts'),
	);
	return app.choose('owner', message, value, menu?.placeholder);
}

describe('the language of public posts', () => {
	test('is the Discord server’s own before anybody chose, among those that the bot speaks', async () => {
		const { message } = await edit();
		const menu = selects(message).find(({ placeholder }) => placeholder?.startsWith('Language'));
		const own = 'As this Discord server: English (United States)';
		expect(menu?.placeholder).toBe(`Language of public posts: ${own}`);
		const options = (menu !== undefined && 'options' in menu ? menu.options : []).map(
			({ label, value }) => `${value} ${label}`,
		);
		expect(options[0]).toBe(`own ${own}`);
		expect(options).toEqual(
			expect.arrayContaining(['de Deutsch', 'en-US English (United States)', 'fr français']),
		);
	});

	test('once chosen is that of what stands in channels at once, of public answers and of the audit', async () => {
		await expect.poll(later).toContain('On air · Lanternlight FM');
		const { text } = await choose('de');
		expect(text).toContain('✅ Public posts are in this language from now on: Deutsch.');
		await passTime(app.clock, 6_000);
		await expect.poll(card).toContain('Auf Sendung · Lanternlight FM');
		expect(app.discord.messages(channels.nowPlaying)).toHaveLength(1);
		putOnAir(app.radio.station('lanternlight'), { title: 'Nachtlicht', artist: 'Ada' });
		await expect.poll(later).toMatch(/Auf Sendung[^]*Nachtlicht/);
		expect((await app.run('listener', 'nowplaying')).text).toContain('Auf Sendung · Lanternlight FM');
		// What one person alone sees stays in their language.
		expect((await app.run('listener', 'help')).text).toContain('## Help');
		const line = () => app.discord.messages(channels.audit).map(textOf).at(-1);
		await expect.poll(line).toContain('hat die Sprache der öffentlichen Beiträge festgelegt: Deutsch');
		expect((await app.run('owner', 'audit')).text).toContain('set the language of public posts: Deutsch');
		expect((await app.run('owner', 'settings show')).text).toContain(
			'Public posts are in this language: Deutsch.',
		);
	});

	test('outlives a restart, and goes back to the Discord server’s own', async () => {
		await app.restart();
		expect((await app.run('listener', 'nowplaying')).text).toContain('Auf Sendung · Lanternlight FM');
		const { text } = await choose('own');
		expect(text).toContain('from now on: As this Discord server: English (United States).');
		expect((await app.run('listener', 'nowplaying')).text).toContain('On air · Lanternlight FM');
		await expect.poll(later).toContain('On air · Lanternlight FM');
	});

	test('is for those who may manage the Discord server', async () => {
		const { message, text } = await app.run('admin', 'settings edit');
		expect(text).toContain('Change Lanternlight FM');
		expect(selects(message).map(({ placeholder }) => placeholder)).not.toContainEqual(
			expect.stringContaining('Language'),
		);
		// Who may not any more, by the time of choosing, has chosen nothing.
		const shown = await edit();
		const { userId } = app.as('owner');
		app.discord.addMember(guildId, { id: userId, username: 'olga', roles: [roles.admin] });
		const menu = selects(shown.message).find(({ placeholder }) => placeholder?.startsWith('Language'));
		const late = await app.choose('owner', shown.message, 'fr', menu?.placeholder);
		expect(late.text).not.toContain('from now on');
		expect((await app.run('listener', 'nowplaying')).text).toContain('On air · Lanternlight FM');
	});
});
