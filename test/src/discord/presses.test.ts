import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { LoopbackMessage } from '#demo/discord/loopback-discord.ts';
import { buttons, customIdOf, textOf } from '#demo/discord/read-message.ts';
import { guildId, roles, startTestApp, type TestApp } from '#test/support/app.ts';

let app: TestApp;

beforeAll(async () => {
	app = await startTestApp();
});
beforeEach(async () => {
	app.discord.faults.clear();
	await app.clock.advance(20_000);
	app.calls();
});
afterAll(() => app.close());

/** Gives a message of the bot a button of long ago. */
async function withButton(customId: string): Promise<LoopbackMessage> {
	const { message } = await app.run('listener', 'nowplaying');
	const refresh = buttons(message).find(({ label }) => label === 'Refresh');
	if (refresh === undefined) throw new Error('The card has no Refresh button');
	refresh.custom_id = customId;
	app.calls();
	return message;
}

async function stationId(): Promise<string> {
	const { message } = await app.run('listener', 'nowplaying');
	return /^nowplaying:refresh:(\w+)$/.exec(customIdOf(message, 'Refresh'))?.[1] ?? '';
}

describe('an old button', () => {
	test.each([
		['no id of ours', 'nonsense'],
		['a command that is gone', 'polka:dance:1'],
		['an action that is gone', 'nowplaying:dance:1'],
		['a station that is gone', 'nowplaying:refresh:nosuchid'],
		['a name of JavaScript’s own', 'constructor:toString:1'],
		['an action of JavaScript’s own', 'nowplaying:toString:1'],
		['kept words that have fallen away', 'nowplaying:~again:~AAAAAAAAAAAA'],
		['kept words that are none', 'nowplaying:~again:not json'],
	])('with %s is answered, privately', async (_what, customId) => {
		const message = await withButton(customId);
		const seen = await app.press('german', message, customId);
		expect(seen.isPrivate).toBe(true);
		expect(seen.text).toContain('### ⛔ Diese Karte ist alt');
		expect(textOf(message)).toContain('On air · Lanternlight FM');
		expect(app.calls()).toEqual([]);
	});

	test.each([
		['a playlist into a state', (station: string) => `dj playlist:set:${station}:1:sideways`],
		['a chosen playlist into a state', (station: string) => `dj playlist:pick:${station}`],
	])(
		'that puts %s that is gone is answered as old, and nothing is done or logged as a mistake',
		async (_what, idFor) => {
			const id = idFor(await stationId());
			const logged = app.log().length;
			const seen = await app.press('dj', await withButton(id), id);
			expect(seen.isPrivate).toBe(true);
			expect(seen.text).toContain('### ⛔ This card is old');
			expect(app.calls()).toEqual([]);
			expect(app.log().slice(logged)).not.toMatch(/"level":[56]0/);
		},
	);

	test('that this version still knows works after a restart', async () => {
		const card = await app.run('listener', 'nowplaying');
		await app.restart();
		const refreshed = await app.click('dj', card.message, 'Refresh');
		expect(refreshed.text).toContain('On air · Lanternlight FM');
		expect(refreshed.message.id).toBe(card.message.id);
		const form = await app.openForm('listener', card.message, 'Request a song');
		await app.restart();
		const nothing = await app.submit('listener', form, { text: 'no such thing' });
		expect(nothing.text).toContain('Nothing on Lanternlight FM matches');
	});

	test('takes odd page numbers for the first page', async () => {
		const station = await stationId();
		for (const page of ['-1', 'NaN', '1e9', '0.5', '']) {
			const id = `history:page:${station}:${page}`;
			const seen = await app.press('listener', await withButton(id), id);
			expect(seen.text).toMatch(/page 1 of \d+/);
		}
	});
});

describe('a button', () => {
	test('asks for the level of its command, for whoever presses', async () => {
		const card = await app.run('listener', 'nowplaying');
		const queue = await app.click('dj', card.message, 'Up next');
		app.calls();
		app.discord.setMemberRoles(guildId, app.as('dj').userId, []);
		const seen = await app.click('dj', queue.message, 'Skip the song on air');
		app.discord.setMemberRoles(guildId, app.as('dj').userId, [roles.dj]);
		expect(seen.isPrivate).toBe(true);
		expect(seen.text).toContain('Only DJs and above can do this on Lanternlight FM.');
		expect(app.calls()).toEqual([]);
	});

	test('of a public card redraws it in the language of the server, a private one in that of the person', async () => {
		const { message } = await app.run('listener', 'nowplaying');
		expect((await app.click('german', message, 'Refresh')).text).toContain('On air · Lanternlight FM');
		const mine = await app.click('german', message, 'Up next');
		expect((await app.click('german', mine.message, 'Aktualisieren')).text).toContain('Als Nächstes');
	});

	test('whose work fails leaves the card as it was, and tells the presser alone', async () => {
		const { message, text } = await app.run('listener', 'history');
		await app.radio.down();
		const seen = await app.click('german', message, 'Older');
		await app.radio.up();
		expect(seen.isPrivate).toBe(true);
		expect(seen.text).toContain('### ⛔ Der Verlauf wurde nicht abgerufen');
		expect(textOf(message)).toBe(text);
		expect((await app.click('listener', message, 'Older')).text).toContain('page 2 of ');
	});

	test('that is acknowledged too late does nothing', async () => {
		const card = await app.run('listener', 'nowplaying');
		const queue = await app.click('dj', card.message, 'Up next');
		const skip = buttons(queue.message).find(({ label }) => label === 'Skip the song on air');
		app.calls();
		app.discord.faults.add({ method: 'POST', path: /\/callback$/, delayMs: 3_000 });
		const act = app.discord.press(app.as('dj'), queue.message.id, skip?.custom_id ?? '');
		await expect.poll(() => app.discord.requests.at(-1)?.path).toMatch(/\/callback$/);
		await app.clock.advance(3_000);
		await expect(act.answer()).rejects.toThrow('did not respond in time');
		expect(app.calls()).toEqual([]);
	});

	test('that opens a form too late stays without one', async () => {
		const { message } = await app.run('listener', 'nowplaying');
		app.discord.faults.add({
			method: 'POST',
			path: /\/callback$/,
			status: 404,
			body: { message: 'Unknown interaction', code: 10062 },
		});
		const request = buttons(message).find(({ label }) => label === 'Request a song');
		app.discord.press(app.as('listener'), message.id, request?.custom_id ?? '');
		await expect.poll(() => app.discord.requests.at(-1)?.status).toBe(404);
		expect(app.log()).not.toContain('An interaction could not be answered');
	});
});
