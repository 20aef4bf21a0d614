import { once } from 'node:events';
import type { Client } from 'discord.js';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type LoopbackDiscord, startLoopbackDiscord } from '#demo/discord/loopback-discord.ts';
import { invitedBotPermissions, Permission } from '#demo/discord/permissions.ts';
import { textOf } from '#demo/discord/read-message.ts';
import { ManualClock } from '#demo/manual-clock.ts';
import { accent, type Card, card, text } from '#src/discord/card.ts';
import { ChannelApi } from '#src/discord/channel-api.ts';
import { ChannelWriter } from '#src/discord/channel-writer.ts';
import { createDiscordClient } from '#src/discord/client.ts';

const here = '300000000000000001';
const there = '300000000000000002';
const silent = '300000000000000003';
const words = (content: string): Card => card(accent.calm, text(content));

describe('messages that nobody asked for', () => {
	let clock: ManualClock;
	let discord: LoopbackDiscord;
	let client: Client;
	let writer: ChannelWriter;
	let personId: string;

	beforeEach(async () => {
		clock = new ManualClock();
		discord = await startLoopbackDiscord({ clock });
		const muted = invitedBotPermissions & ~Permission.SendMessages;
		const guild = discord.addGuild({
			name: 'Server',
			channels: [
				{ id: here, name: 'here' },
				{ id: there, name: 'there' },
				{ id: silent, name: 'silent', botPermissions: muted },
			],
		});
		personId = discord.addMember(guild.id, { username: 'mara' }).id;
		client = createDiscordClient({ apiUrl: discord.apiUrl });
		const ready = once(client, 'clientReady');
		await client.login(discord.token);
		await ready;
		writer = new ChannelWriter(new ChannelApi(client), clock, pino({ level: 'silent' }), () => 1);
	});
	afterEach(async () => {
		await writer.close();
		await client.destroy();
		await discord.close();
	});

	const shown = (channelId = here) => discord.messages(channelId).map((message) => textOf(message));
	const calls = (method: string, channelId = here) =>
		discord.requests.filter(
			(request) => request.method === method && request.path.startsWith(`/channels/${channelId}/`),
		);
	const sent = async (content: string, nonce: string) => {
		const result = await writer.send(here, words(content), { nonce });
		if (result.kind !== 'sent') throw new Error(`It came to ${result.kind}`);
		return result.messageId;
	};
	/** Turns the clock second by second until `done` holds. */
	const untilTrue = async (done: () => boolean) => {
		for (let second = 0; second < 400 && !done(); second++) {
			await clock.advance(1_000);
			await new Promise((resolve) => setTimeout(resolve, 2));
		}
		expect(done()).toBe(true);
	};

	test('go out under a name of their own, so that a second try is no second message', async () => {
		const first = await sent('Hello', 'one');
		expect(await sent('Hello', 'one')).toBe(first);
		expect(shown()).toEqual(['Hello']);
		expect(calls('POST')[0]?.body).toMatchObject({
			nonce: 'one',
			enforce_nonce: true,
			allowed_mentions: { parse: [] },
		});
	});

	test('ping the one person they are for, and nobody else', async () => {
		await writer.send(here, words(`<@${personId}> @everyone`), { nonce: 'p', ping: { user: personId } });
		expect(discord.messages(here)[0]?.pinged).toEqual([personId]);
	});

	test('are edited at most once in five seconds, with what is newest when the edit leaves', async () => {
		const id = await sent('0', 'edits');
		let newest = 0;
		const draw = () => words(String(newest));
		newest = 1;
		await writer.edit(here, id, draw);
		expect(shown()).toEqual(['1']);
		const later = writer.edit(here, id, draw);
		for (newest = 2; newest < 9; newest++) await clock.advance(500);
		expect(shown()).toEqual(['1']);
		await clock.advance(1_600);
		await later;
		expect(shown()).toEqual(['9']);
		expect(calls('PATCH')).toHaveLength(2);
		expect(calls('PATCH')[0]?.body).toMatchObject({ allowed_mentions: { parse: [] } });
	});

	test('a new message does not wait for the turn of an edit, nor one channel for another', async () => {
		const id = await sent('0', 'first');
		await writer.edit(here, id, words('1'));
		const waits = writer.edit(here, id, words('2'));
		await sent('quick', 'second');
		await writer.send(there, words('elsewhere'), { nonce: 'third' });
		expect(shown()).toEqual(['1', 'quick']);
		expect(shown(there)).toEqual(['elsewhere']);
		await clock.advance(5_000);
		expect(await waits).toEqual({ kind: 'sent', messageId: id });
	});

	test('an edit with nothing new in it is none', async () => {
		const id = await sent('0', 'same');
		expect(await writer.edit(here, id, () => undefined)).toEqual({ kind: 'unchanged' });
		expect(calls('PATCH')).toHaveLength(0);
	});

	test('wait as long as Discord asks, and are not repeated meanwhile', async () => {
		discord.faults.add({ method: 'POST', path: /messages$/, status: 429, headers: { 'retry-after': '7' } });
		const result = writer.send(here, words('late'), { nonce: 'late' });
		await expect.poll(() => calls('POST').length).toBe(1);
		await clock.advance(6_900);
		expect(calls('POST')).toHaveLength(1);
		await untilTrue(() => shown().length === 1);
		expect(await result).toMatchObject({ kind: 'sent' });
		expect(calls('POST')).toHaveLength(2);
	});

	test('a limit on edits of old messages is waited out, with the newest state', async () => {
		const id = await sent('0', 'old');
		await clock.advance(2 * 3_600_000);
		const body = { message: 'Maximum number of edits to messages older than 1 hour reached', code: 30_046 };
		discord.faults.add({ method: 'PATCH', path: /messages/, status: 429, body });
		let newest = 'a';
		const result = writer.edit(here, id, () => words(newest));
		await expect.poll(() => calls('PATCH').length).toBe(1);
		newest = 'b';
		await untilTrue(() => shown()[0] === 'b');
		expect(await result).toMatchObject({ kind: 'sent' });
		expect(calls('PATCH')).toHaveLength(2);
	});

	test('trouble at Discord is tried again with growing pauses, an edit for as long as it takes', async () => {
		const id = await sent('0', 'trouble');
		discord.faults.add({ method: 'PATCH', path: /messages/, status: 502, times: 6 });
		const start = clock.now();
		const result = writer.edit(here, id, words('1'));
		await expect.poll(() => calls('PATCH').length).toBe(1);
		await untilTrue(() => shown()[0] === '1');
		expect(await result).toMatchObject({ kind: 'sent' });
		expect(calls('PATCH')).toHaveLength(7);
		// 1 + 2 + 4 + 8 + 16 + 32 seconds.
		expect(clock.now() - start).toBeGreaterThanOrEqual(63_000);
	});

	test('an answer that got lost leaves one message', async () => {
		discord.faults.add({ method: 'POST', path: /messages$/, status: 500, afterwards: true });
		const result = writer.send(here, words('once'), { nonce: 'once' });
		await expect.poll(() => calls('POST').length).toBe(1);
		await untilTrue(() => calls('POST').length === 2);
		expect(await result).toEqual({ kind: 'sent', messageId: discord.messages(here)[0]?.id });
		expect(shown()).toEqual(['once']);
	});

	test('a message is given up when it is no longer worth it', async () => {
		discord.faults.add({ method: 'POST', path: /messages$/, status: 503, times: 99 });
		const outcome: string[] = [];
		void writer
			.send(here, words('never'), { nonce: 'never', worthMs: 10_000 })
			.then(({ kind }) => outcome.push(kind));
		await expect.poll(() => calls('POST').length).toBe(1);
		await untilTrue(() => outcome.length > 0);
		expect(outcome).toEqual(['trouble']);
		expect(calls('POST').length).toBeLessThan(6);
	});

	test('a deleted message and a deleted channel are told apart', async () => {
		const id = await sent('0', 'gone');
		discord.deleteMessage(here, id);
		expect(await writer.edit(here, id, words('1'))).toEqual({ kind: 'gone-message' });
		discord.deleteChannel(here);
		expect(await writer.edit(here, id, words('1'))).toEqual({ kind: 'gone-channel' });
	});

	test('a channel that refuses is asked once, told by the name of the right, and not asked again until it may be', async () => {
		const refused = { kind: 'no-right', right: 'SendMessages' };
		expect(await writer.send(silent, words('1'), { nonce: '1' })).toEqual(refused);
		expect(await writer.send(silent, words('2'), { nonce: '2' })).toEqual(refused);
		expect(calls('POST', silent)).toHaveLength(1);
		discord.setBotPermissions(silent, { allow: Permission.SendMessages });
		writer.reopen(silent);
		await writer.send(silent, words('3'), { nonce: '3' });
		expect(calls('POST', silent)).toHaveLength(2);
	});

	test.each([200_000, 240_000])('words that a filter blocks (%i) are told as such', async (code) => {
		discord.faults.add({ method: 'POST', path: /messages$/, status: 400, body: { message: 'No', code } });
		expect(await writer.send(here, words('bad'), { nonce: 'bad' })).toEqual({ kind: 'blocked-text' });
		expect(await sent('good', 'good')).toMatch(/^\d+$/);
	});

	test('a message is found again by its nonce, or by the mark in it', async () => {
		const id = await sent('plain', 'known');
		const result = await writer.send(here, words('marked'), { nonce: 'other', mark: 4_711 });
		expect(await writer.find(here, { nonce: 'known', mark: 1_234 })).toEqual({
			kind: 'found',
			messageId: id,
		});
		expect(await writer.find(here, { nonce: '-', mark: 4_711 })).toMatchObject({
			kind: 'found',
			messageId: result.kind === 'sent' ? result.messageId : '',
		});
		expect(await writer.find(here, { nonce: '-', mark: 99 })).toEqual({ kind: 'not-found' });
	});

	test('more than a channel can take is not taken', async () => {
		discord.faults.add({ method: 'POST', path: /messages$/, hang: true });
		const waiting = Array.from({ length: 105 }, (_, n) =>
			writer.send(here, words(String(n)), { nonce: `n${n}` }),
		);
		const kinds = await Promise.all(waiting.slice(100).map(async (one) => (await one).kind));
		expect(kinds).toEqual(Array.from({ length: 5 }, () => 'not-taken'));
		// Ends what hangs.
		await discord.close();
		await expect.poll(() => clock.waiting).toBeGreaterThan(0);
		discord = await startLoopbackDiscord({ clock });
	});

	test('when the bot stops, what waits is given back at once', async () => {
		const id = await sent('0', 'stop');
		await writer.edit(here, id, words('1'));
		const waits = writer.edit(here, id, words('2'));
		await writer.close();
		expect(await waits).toEqual({ kind: 'not-taken' });
		expect(await writer.send(here, words('3'), { nonce: '3' })).toEqual({ kind: 'not-taken' });
	});
});
