import { Events, GatewayIntentBits } from 'discord.js';
import { describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import {
	closeAfterEach,
	createClient,
	login,
	once,
	openDiscord,
	receiveCommand,
	setStage,
	slash,
} from '../with-bot.ts';

closeAfterEach();
const commands = [slash('queue')];

describe('logging in', () => {
	it('needs the right token', async () => {
		const discord = await openDiscord();

		await expect(createClient(discord).login('MTIz.abc.def')).rejects.toThrow(/invalid token/i);
		expect(discord.gateway.identifyCount).toBe(0);
	});

	it('closes with 4014 for privileged intents', async () => {
		const discord = await openDiscord();
		const client = createClient(discord, [GatewayIntentBits.Guilds, GatewayIntentBits.MessageContent]);

		await expect(client.login(discord.token)).rejects.toThrow(/disallowed intents/i);
	});

	it('closes as the test wants', async () => {
		const discord = await openDiscord();
		discord.gateway.refuseIdentifyWith(4004);
		await expect(createClient(discord).login(discord.token)).rejects.toThrow(/authentication failed/i);

		discord.gateway.refuseIdentifyWith(undefined);
		await login(createClient(discord), discord);
		expect(discord.gateway.sessions).toBe(1);
	});

	it.each<[string, unknown[], number]>([
		['an identify without intents that exist', [{ op: 2, d: { token: 'TOKEN', intents: 1 << 30 } }], 4013],
		['an identify with another token', [{ op: 2, d: { token: 'x', intents: 1 } }], 4004],
		['a shard that cannot be', [{ op: 2, d: { token: 'TOKEN', intents: 1, shard: [2, 2] } }], 4010],
		['a presence before the identify', [{ op: 3, d: {} }], 4003],
		['an unknown opcode', [{ op: 77, d: {} }], 4001],
		['an identify without a token', [{ op: 2, d: {} }], 4002],
		['a packet of more than 4096 bytes', [{ op: 3, d: { x: 'x'.repeat(4096) } }], 4002],
		['a second identify', Array(2).fill({ op: 2, d: { token: 'TOKEN', intents: 1 } }), 4005],
		['more than 120 packets a minute', Array(121).fill({ op: 1, d: null }), 4008],
	])('closes the line on %s', async (_, packets, code) => {
		const discord = await openDiscord();
		const line = new WebSocket(discord.apiUrl.replace('http', 'ws').replace('/api', '?v=10&encoding=json'));
		line.on('open', () => {
			for (const packet of packets) line.send(JSON.stringify(packet).replace('TOKEN', discord.token));
		});

		const closed = await new Promise((resolve) => {
			line.on('close', resolve);
		});

		expect(closed).toBe(code);
	});
});

describe('a line that breaks', () => {
	it.each([4000, 4009, 1001])('is resumed after %i, with what was missed', async (code) => {
		const stage = await setStage({ commands });
		const resumed = once(stage.client, Events.ShardResume);

		stage.discord.gateway.drop(code);
		const { act, interaction } = await receiveCommand(stage, 'queue');
		await resumed;
		await interaction.reply('Still here');

		expect((await act.answer()).kind).toBe('message');
		expect(stage.discord.gateway).toMatchObject({ identifyCount: 1, sessions: 1 });
	});

	it('is resumed when Discord asks for it, and when a session is invalid but can be resumed', async () => {
		const stage = await setStage({ commands });
		let resumed = once(stage.client, Events.ShardResume);
		stage.discord.gateway.reconnectRequest();
		await resumed;

		resumed = once(stage.client, Events.ShardResume);
		stage.discord.gateway.invalidate(true);
		await resumed;

		expect(stage.discord.gateway.identifyCount).toBe(1);
	});

	it('is identified anew when the session is gone', { timeout: 20_000 }, async () => {
		const stage = await setStage({ commands });
		const ready = once(stage.client, Events.ShardReady);
		stage.discord.gateway.invalidate(false);
		await ready;

		expect(stage.discord.gateway).toMatchObject({ identifyCount: 2, sessions: 1 });
	});

	it('is noticed by a bot whose heartbeats get no answer', async () => {
		const stage = await setStage({ heartbeatMs: 150 });
		const reconnecting = once(stage.client, Events.ShardReconnecting);
		stage.discord.gateway.stopAcks(true);
		await reconnecting;
		stage.discord.gateway.stopAcks(false);

		await vi.waitFor(() => expect(stage.discord.gateway.sessions).toBe(1));
	});

	it('ends with the bot’s goodbye', async () => {
		const stage = await setStage();
		await stage.client.destroy();

		await vi.waitFor(() => expect(stage.discord.gateway.sessions).toBe(0));
	});
});

describe('events', () => {
	it('tell of servers that come and go while the bot is connected', async () => {
		const { client, discord } = await setStage();
		const joined = once(client, Events.GuildCreate);
		const { id } = discord.addGuild({ name: 'Second' });
		expect((await joined)[0]).toMatchObject({ id, name: 'Second' });

		const left = once(client, Events.GuildDelete);
		discord.removeGuild(id);
		expect((await left)[0].id).toBe(id);
	});

	it('go only to bots that asked for them', async () => {
		const { Guilds, GuildMessages } = GatewayIntentBits;
		const stage = await setStage();
		const talkative = createClient(stage.discord, [Guilds, GuildMessages]);
		await login(talkative, stage.discord);
		const quietly: unknown[] = [];
		stage.client.on(Events.MessageCreate, (message) => quietly.push(message));
		const heard = once(talkative, Events.MessageCreate);

		await stage.client.rest.post(`/channels/${stage.channelId}/messages`, { body: { content: 'Hi' } });

		expect((await heard)[0].content).toBe('Hi');
		expect(quietly).toEqual([]);
	});

	it('answer a request for members, the whole list only with the intent for it', async () => {
		const { client, guild, mara } = await setStage();
		const own = client.guilds.cache.get(guild.id)!;

		const [member] = (await own.members.fetch({ user: [mara.userId, '1'] })).values();

		expect(member?.user.username).toBe('mara');
		await expect(own.members.fetch({ time: 200 })).rejects.toThrow(/didn't arrive in time/i);
	});

	it('keep the bot’s presence', async () => {
		const stage = await setStage();
		stage.client.user.setPresence({ status: 'idle' });

		await vi.waitFor(() => expect(stage.discord.gateway.presence).toMatchObject({ status: 'idle' }));
	});
});
