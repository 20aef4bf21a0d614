import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RateLimitError } from 'discord.js';
import { afterEach, describe, expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { Secret } from '#config/secret.ts';
import { type LoopbackDiscord, startLoopbackDiscord } from '#demo/discord/loopback-discord.ts';
import { createDiscordClient } from '#src/discord/client.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
	for (const close of closing.splice(0).toReversed()) await close();
});

/** Just enough of a gateway to hear how a client introduces itself. */
async function hearIdentify(): Promise<{ apiUrl: string; identify: Promise<unknown> }> {
	const http = createServer((_request, response) => {
		const { port } = http.address() as AddressInfo;
		const limits = { total: 1000, remaining: 1000, reset_after: 0, max_concurrency: 1 };
		response.setHeader('content-type', 'application/json');
		response.end(JSON.stringify({ url: `ws://127.0.0.1:${port}`, shards: 1, session_start_limit: limits }));
	});
	const sockets = new WebSocketServer({ server: http });
	const identify = new Promise((resolve) => {
		sockets.on('connection', (socket) => {
			socket.send(JSON.stringify({ op: 10, d: { heartbeat_interval: 41_250 } }));
			socket.on('message', (bytes: Buffer) => {
				const packet: unknown = JSON.parse(bytes.toString());
				if (typeof packet !== 'object' || packet === null || !('op' in packet) || packet.op !== 2) return;
				resolve(packet);
				// What Discord says for good: the client does not come back.
				socket.close(4004);
			});
		});
	});
	http.listen(0, '127.0.0.1');
	await once(http, 'listening');
	closing.push(async () => {
		sockets.close();
		http.closeAllConnections();
		http.close();
	});
	return { apiUrl: `http://127.0.0.1:${(http.address() as AddressInfo).port}/api`, identify };
}

async function connected(): Promise<{
	discord: LoopbackDiscord;
	client: ReturnType<typeof createDiscordClient>;
}> {
	const discord = await startLoopbackDiscord();
	closing.push(() => discord.close());
	const client = createDiscordClient({ apiUrl: discord.apiUrl });
	closing.push(() => client.destroy());
	const ready = once(client, 'clientReady');
	await client.login(discord.token);
	await ready;
	return { discord, client };
}

describe('the client', () => {
	test('asks for the Guilds intent and no other', async () => {
		const { apiUrl, identify } = await hearIdentify();
		const client = createDiscordClient({ apiUrl });
		closing.push(() => client.destroy());
		const refused = once(client, 'shardDisconnect');
		client.login('a.b.c').catch(() => undefined);
		expect(await identify).toMatchObject({ op: 2, d: { intents: 1 } });
		await refused;
	});

	test('keeps no members, users or messages of what passes by', async () => {
		const { discord, client } = await connected();
		const guild = discord.addGuild({ name: 'Busy', channels: [{ name: 'general' }] });
		for (let number = 0; number < 20; number++) {
			const member = discord.addMember(guild.id, { username: `member${number}` });
			discord.setMemberRoles(guild.id, member.id, []);
		}
		await expect.poll(() => client.guilds.cache.size).toBe(1);
		const channel = await client.channels.fetch(guild.channelId('general'));
		if (channel?.isSendable() !== true) throw new Error('The channel cannot be written in');
		for (let number = 0; number < 3; number++) await channel.send(`message ${number}`);
		expect(channel.messages.cache.size).toBe(0);
		expect(client.users.cache.size).toBe(1);
		expect(client.guilds.cache.first()?.members.cache.size).toBeLessThanOrEqual(1);
	});

	test('mentions nobody in a message that says nothing about mentions', async () => {
		const { discord, client } = await connected();
		const guild = discord.addGuild({ name: 'Loud', channels: [{ name: 'general' }] });
		const member = discord.addMember(guild.id, { username: 'target' });
		await expect.poll(() => client.guilds.cache.size).toBe(1);
		const channel = await client.channels.fetch(guild.channelId('general'));
		if (channel?.isSendable() !== true) throw new Error('The channel cannot be written in');
		const sent = await channel.send(`@everyone <@${member.id}>`);
		await sent.edit(`<@${member.id}> again`);
		expect(discord.message(sent.id)?.pinged).toEqual([]);
	});

	test('says at once that a pause is too long, instead of hanging on it', async () => {
		const { discord, client } = await connected();
		discord.faults.add({ path: /^\/gateway\/bot$/, status: 429, headers: { 'retry-after': '120' } });
		await expect(client.rest.get('/gateway/bot')).rejects.toBeInstanceOf(RateLimitError);
	});

	test.each([{ reset: true }, { status: 500 }])('repeats nothing by itself: %j', async (fault) => {
		const { discord, client } = await connected();
		const guild = discord.addGuild({ name: 'Home', channels: [{ name: 'general' }] });
		const path = `/channels/${guild.channelId('general')}/messages` as const;
		discord.faults.add({ path: /messages/, afterwards: true, ...fault });
		await expect(client.rest.post(path, { body: { content: 'Once' } })).rejects.toThrow();
		expect(discord.messages(guild.channelId('general'))).toHaveLength(1);
	});

	test('uploads files whichever HTTP client was loaded first', async () => {
		// Loading undici replaces the dispatcher that all copies of it share.
		await import('undici8');
		const { discord, client } = await connected();
		const guild = discord.addGuild({ name: 'Files', channels: [{ name: 'general' }] });
		await expect.poll(() => client.guilds.cache.size).toBe(1);
		const channel = await client.channels.fetch(guild.channelId('general'));
		if (channel?.isSendable() !== true) throw new Error('The channel cannot be written in');
		const sent = await channel.send({ files: [{ attachment: Buffer.from('ünïcode'), name: 'a.csv' }] });
		expect(discord.message(sent.id)?.attachments).toMatchObject([{ filename: 'a.csv', size: 9 }]);
	});

	test('lets no secret out that is held in the process: not in words, names of files, or text files', async () => {
		const held = new Secret('canary-of-the-client-0815');
		const { discord, client } = await connected();
		const guild = discord.addGuild({ name: 'Leaks', channels: [{ name: 'general' }] });
		await expect.poll(() => client.guilds.cache.size).toBe(1);
		const channel = await client.channels.fetch(guild.channelId('general'));
		if (channel?.isSendable() !== true) throw new Error('The channel cannot be written in');
		await channel.send(`the key is "${held.reveal()}" here`);
		const text = Buffer.from(`ü ${held.reveal()} ü`);
		const picture = Buffer.from([0x89, 0x50, 0xff, 0x00]);
		const sent = await channel.send({
			content: `with ${held.reveal()}`,
			files: [
				{ attachment: text, name: 'a.log' },
				{ attachment: picture, name: 'b.png' },
			],
		});
		expect(JSON.stringify(discord.requests)).not.toContain(held.reveal());
		const files = discord.message(sent.id)?.attachments ?? [];
		const contents = await Promise.all(
			files.map(async ({ url }) => Buffer.from(await (await fetch(url)).arrayBuffer())),
		);
		expect(contents.map((content) => content.toString('latin1'))).toEqual([
			Buffer.from('ü [removed] ü').toString('latin1'),
			picture.toString('latin1'),
		]);
	});
});
