import { PermissionFlagsBits } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buttons, selects } from '#demo/discord/read-message.ts';
import { channels, guildId, type PersonName, roles, startTestApp, type TestApp } from '#test/support/app.ts';
import { putOnAir } from '#test/support/on-air.ts';
import { seeOutcome } from '#test/support/outcome.ts';

let app: TestApp;

/** Two stations; `admin` is an administrator of the first alone. */
async function start(secondAdmin: string): Promise<void> {
	app = await startTestApp({
		stations: () => [
			{},
			{ name: 'Tidewater', station: 'tidewater', roles: { dj: [roles.dj], admin: [secondAdmin] } },
		],
	});
}
beforeEach(() => start('2009'));
afterEach(() => app.close());

/** A DJ's deed: skips the song on a station, which the server of the test lets succeed or fail. */
async function skip(station: 'Lanternlight FM' | 'Tidewater', person: PersonName = 'dj') {
	const seen = await seeOutcome(app, () => app.discord.command(app.as(person), 'dj skip', { station }));
	// Two skips of one station come ten seconds apart at least.
	await app.clock.advance(11_000);
	return seen;
}
const audit = (person: PersonName = 'admin') => app.run(person, 'audit');
const entries = (text: string) => text.split('\n').filter((line) => /^(✅|❔|❌|⚠️) /.test(line));
const labels = (message: Parameters<typeof buttons>[0]) =>
	buttons(message).map(({ label, disabled }) => `${label}${disabled === true ? ' (off)' : ''}`);
async function file(message: { attachments: { url: string; filename: string }[] }) {
	const answer = await fetch(message.attachments[0]?.url ?? '');
	// As it is, with the byte order mark that a reader of text would swallow.
	return { name: message.attachments[0]?.filename, text: Buffer.from(await answer.arrayBuffer()).toString() };
}

describe('/audit', () => {
	test.each(['listener', 'dj', 'manager'] as const)('is refused to a %s', async (person) => {
		const { text, isPrivate } = await audit(person);
		expect(isPrivate).toBe(true);
		expect(text).toContain('Only administrators and above can do this.');
	});

	test('says that nothing was done yet, and for how long entries are kept', async () => {
		const { text, isPrivate, message } = await audit();
		expect(isPrivate).toBe(true);
		expect(text).toBe(
			'## Audit · Test server\nNothing was done here yet.\n-# Entries are kept for 90 days. · Only of the stations that you are an administrator of.',
		);
		expect(buttons(message)).toEqual([]);
		expect(selects(message)).toEqual([]);
	});

	test('tells who did what, newest first, failures as well, without a call', async () => {
		await skip('Lanternlight FM');
		app.radio.faults.add({ path: /backend\/skip/, status: 502, body: 'Bad Gateway' });
		await skip('Lanternlight FM', 'manager');
		app.calls();
		const { text, message } = await audit();
		expect(app.calls()).toEqual([]);
		expect(text).toContain('## Audit · Test server\n-# 2 entries, newest first\n');
		const [newest = '', oldest = ''] = entries(text);
		expect(newest).toMatch(
			new RegExp(`^❌ <@${app.as('manager').userId}>: The song was not skipped · <t:\\d+:f>$`),
		);
		expect(oldest).toMatch(
			new RegExp(`^✅ <@${app.as('dj').userId}> skipped .+ on \\*\\*Lanternlight FM\\*\\* · <t:\\d+:f>$`),
		);
		expect(text).toMatch(/-# confirmed after \d+ s · reference [a-z0-9]{4}-\d{4}/);
		expect(message.pinged).toEqual([]);
		expect(labels(message)).toEqual(['Newer (off)', 'Older (off)', 'As a file']);
	});

	test('pages by ten, and the choice stays while paging', async () => {
		for (let i = 0; i < 11; i++) await skip('Lanternlight FM');
		await skip('Lanternlight FM', 'manager');
		const first = await audit();
		expect(first.text).toContain('-# 12 entries, newest first · page 1 of 2');
		expect(entries(first.text)).toHaveLength(10);
		const second = await app.click('admin', first.message, 'Older');
		expect(second.message.id).toBe(first.message.id);
		expect(entries(second.text)).toHaveLength(2);
		expect(labels(second.message)).toEqual(['Newer', 'Older (off)', 'As a file']);
		const dj = app.as('dj').userId;
		const chosen = await app.choose('admin', second.message, dj, 'Only one person…');
		expect(chosen.text).toContain(`-# 11 entries, newest first · only <@${dj}> · page 1 of 2`);
		const older = await app.click('admin', chosen.message, 'Older');
		expect(older.text).toContain(`only <@${dj}> · page 2 of 2`);
		expect(entries(older.text)).toHaveLength(1);
		const exported = await file((await app.click('admin', older.message, 'As a file')).message);
		expect(exported.text.trim().split('\n')).toHaveLength(12);
		const all = await app.choose('admin', older.message, 'all', 'Only…');
		expect(all.text).toContain('-# 12 entries');
		expect(JSON.stringify(selects(all.message))).not.toContain('Tidewater');
	}, 60_000);

	test('can be narrowed down to failures, and says if there are none', async () => {
		await skip('Lanternlight FM');
		const { message } = await audit();
		const none = await app.choose('admin', message, 'failed', 'Only…');
		expect(none.text).toContain(
			'-# 0 entries, newest first · only failures\nNothing like that was done here.',
		);
		app.radio.faults.add({ path: /backend\/skip/, status: 502, body: 'Bad Gateway' });
		await skip('Lanternlight FM');
		const one = await app.choose('admin', none.message, 'failed', 'Only…');
		expect(entries(one.text)).toEqual([expect.stringContaining('The song was not skipped')]);
	});

	test('comes as a file, with deeds in the reader’s words and formulas made harmless', async () => {
		const station = app.radio.station('lanternlight');
		putOnAir(station, { title: '=HYPERLINK("http://x")', artist: '' });
		await skip('Lanternlight FM');
		const { message, isPrivate } = await app.click('admin', (await audit()).message, 'As a file');
		expect(isPrivate).toBe(true);
		const { name, text } = await file(message);
		expect(name).toBe('audit-2026-11-22.csv');
		const [header, row = ''] = text.replace('\ufeff', '').split('\n');
		expect(text.startsWith('\ufeff')).toBe(true);
		expect(header).toBe('when,who,command,deed,station,what,outcome,why,seconds,reference');
		expect(row).toMatch(/^2026-11-22T19:\d\d:\d\d\.\d{3}Z,\d+,\/dj skip,"skipped =HYPERLINK/);
		expect(row).toContain(`,Lanternlight FM,"'=HYPERLINK(""http://x"")",done,,`);
		app.discord.setMemberRoles(guildId, app.as('german').userId, [roles.admin]);
		const german = await audit('german');
		expect(german.text).toContain('-# 1 Eintrag');
		expect(german.text).toMatch(/✅ <@\d+> hat .* auf \*\*Lanternlight FM\*\* übersprungen/);
		const exported = await file((await app.click('german', german.message, 'Als Datei')).message);
		expect(exported.text).toContain('auf Lanternlight FM übersprungen');
	});

	test('tells everybody in their own words what somebody else did in another language', async () => {
		app.discord.setMemberRoles(guildId, app.as('german').userId, [roles.admin]);
		const station = 'Lanternlight FM';
		const wish = { station, kind: 'feed', channel: channels.requests };
		const preview = await app.run('german', 'post add', wish);
		await app.click('german', preview.message, 'Posten');
		const [found] = await app.suggest('german', 'post remove', { station, post: 'Song für Song' }, 'post');
		expect(found?.name).toBe('Song für Song · #requests');
		const question = await app.run('german', 'post remove', { station, post: found!.value });
		await app.click('german', question.message, 'Post entfernen');
		const read = await audit();
		expect(entries(read.text)).toEqual([
			expect.stringContaining(`removed the post “Song by song · #requests” of **${station}**`),
			expect.stringContaining(`added the post “Song by song” for **${station}**`),
		]);
		const { text } = await file((await app.click('admin', read.message, 'As a file')).message);
		expect(text).toContain(`,Song by song · #requests,`);
		expect((await audit('german')).text).toContain(`hat den Post „Song für Song · #requests“ von`);
	});

	test('never bursts a card, however long the names are', async () => {
		const station = app.radio.station('lanternlight');
		for (let i = 0; i < 10; i++) {
			putOnAir(station, { title: '*_'.repeat(120), artist: '~`'.repeat(60), lengthSeconds: 600 });
			await skip('Lanternlight FM');
		}
		const { text } = await audit();
		expect(entries(text)).toHaveLength(10);
		expect(text.length).toBeLessThan(4_000);
	}, 60_000);
});

describe('an administrator of one station', () => {
	/** Whoever holds it is an administrator of the second station alone. */
	const secondAdmin = roles.manager;

	beforeEach(async () => {
		await app.close();
		await start(secondAdmin);
		await skip('Lanternlight FM');
		await skip('Tidewater');
	});

	test('sees what was done there alone, on pages and in the file', async () => {
		const { text, message } = await audit();
		expect(text).toContain('-# 1 entry\n');
		expect(text).toContain('**Lanternlight FM**');
		expect(text).not.toContain('Tidewater');
		const exported = await file((await app.click('admin', message, 'As a file')).message);
		expect(exported.text).not.toContain('Tidewater');
	});

	test('does not get at the other station by its id', async () => {
		app.discord.setMemberRoles(guildId, app.as('german').userId, [secondAdmin]);
		const theirs = await audit('german');
		expect(theirs.text).toContain('**Tidewater**');
		expect(theirs.text).not.toContain('Lanternlight');
		const menu = selects(theirs.message)[0];
		const value = menu?.type === 3 ? (menu.options.at(-1)?.value ?? '') : '';
		const mine = await audit();
		const planted = app.discord.message(mine.message.id);
		if (planted === undefined) throw new Error('The page is gone');
		planted.components = structuredClone(theirs.message.components);
		const seen = await app.choose('admin', planted, value, menu?.placeholder);
		expect(seen.text).toContain('Nothing like that was done here.');
		expect(seen.text).not.toMatch(/✅ <@/);
	});

	test('sees everything with the roles of both', async () => {
		app.discord.setMemberRoles(guildId, app.as('admin').userId, [roles.admin, secondAdmin]);
		const { text, message } = await audit();
		expect(text).toContain('-# 2 entries');
		const tidewater = JSON.stringify(selects(message)).match(
			/"value":"(s[^"]+)","label":"Tidewater"|"label":"Tidewater","value":"(s[^"]+)"/,
		);
		const value = tidewater?.[1] ?? tidewater?.[2] ?? '';
		const one = await app.choose('admin', message, value, 'Only…');
		expect(one.text).toContain('-# 1 entry · only Tidewater');
		// Roles that were taken away since are looked at anew.
		app.discord.setMemberRoles(guildId, app.as('admin').userId, [roles.admin]);
		expect((await app.choose('admin', message, 'all', 'Only…')).text).toContain('-# 1 entry');
		app.discord.setMemberRoles(guildId, app.as('admin').userId, [roles.dj]);
		expect((await app.choose('admin', message, 'all', 'Only…')).text).toContain(
			'Only administrators and above',
		);
	});
});

test('somebody who manages the Discord server sees everything, also of stations that are gone', async () => {
	await skip('Lanternlight FM');
	await skip('Tidewater');
	const owner = app.discord.addMember(guildId, {
		username: 'olga',
		locale: 'en-US',
		permissions: PermissionFlagsBits.ManageGuild,
	});
	const by = { ...app.as('admin'), userId: owner.id };
	const { text } = await app.see(app.discord.command(by, 'audit'));
	expect(text).toContain('-# 2 entries, newest first');
	expect(text).toContain('-# Entries are kept for 90 days.');
	expect(text).not.toContain('Only of the stations');
});
