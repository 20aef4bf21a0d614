import { EventEmitter } from 'node:events';
import { ChannelType, Collection, PermissionsBitField } from 'discord.js';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { LoopbackDiscord } from '#demo/discord/loopback-discord.ts';
import { Permission } from '#demo/discord/permissions.ts';
import type { NewGuild } from '#demo/discord/populate.ts';
import { customIdOf, textOf } from '#demo/discord/read-message.ts';
import { ManualClock } from '#demo/manual-clock.ts';
import { Welcomes, welcomeSchema } from '#src/discord/welcomes.ts';
import { Store } from '#src/store/open-store.ts';
import { SqliteFile, SqliteKeyv } from '#src/store/sqlite-keyv.ts';
import { startTestApp, type TestApp } from '#test/support/app.ts';
import { arrive, passTime } from '#test/support/pass-time.ts';

const dayMs = 24 * 3_600_000;
/** As often as it looks for servers that it was not told of. */
const lookMs = 10 * 60_000;
const heading = '## Airdeck is here';

let app: TestApp;
let home: Home;

/** A server with the bot in it, and what everybody sees there. */
interface Home {
	id: string;
	says(channel: string): string[];
	all(): string[];
	channelId(name: string): string;
}
function homeOf(discord: LoopbackDiscord, guild: NewGuild = { name: 'Home' }): Home {
	const added = discord.addGuild({
		channels: [
			{ name: 'rules', botPermissions: Permission.ViewChannel },
			{ name: 'general' },
			{ name: 'lobby' },
		],
		systemChannel: 'lobby',
		...guild,
	});
	const says = (channel: string) => discord.messages(added.channelId(channel)).map(textOf);
	return {
		id: added.id,
		says,
		all: () => added.channels.flatMap(({ name }) => says(name)),
		channelId: (name) => added.channelId(name),
	};
}
const start = async (options: Parameters<typeof startTestApp>[0] = {}) => {
	app = await startTestApp({ live: true, ...options });
};
/** What would have come is there by now. */
async function settle(): Promise<void> {
	await passTime(app.clock, 3_000);
	await new Promise((resolve) => setTimeout(resolve, 100));
	await arrive();
}
const welcomed = (one = home) => expect.poll(() => one.all()).toHaveLength(1);

describe('a Discord server that the bot joins', () => {
	beforeAll(() => start());
	afterEach(() => app.discord.faults.clear());
	afterAll(() => app.close());

	test('reads once, in its system channel, what to do next', async () => {
		home = homeOf(app.discord);
		await welcomed();
		const [text = ''] = home.says('lobby');
		expect(text).toContain(heading);
		const id = (name: string) => app.discord.commands().find((one) => one.name === name)?.id ?? '';
		expect(text).toContain(`An administrator runs </setup:${id('setup')}>: about three minutes.`);
		expect(text).toContain(`</help:${id('help')}>`);
		expect(text).toContain('[Set up]');
	});

	test.each<[string, NewGuild, string[]]>([
		[
			'the first channel in which it may write, where the system channel is closed',
			{
				name: 'Home',
				channels: [
					{ name: 'talk', type: 2 },
					{ name: 'news', type: 5 },
					{ name: 'rules', botPermissions: Permission.ViewChannel },
					{ name: 'general' },
					{ name: 'lobby', botPermissions: Permission.SendMessages },
				],
				systemChannel: 'lobby',
			},
			['general'],
		],
		[
			'the first one, where there is no system channel',
			{ name: 'Home', channels: [{ name: 'general' }, { name: 'lobby' }] },
			['general'],
		],
		[
			'nowhere, where it may write in no channel',
			{ name: 'Home', channels: [{ name: 'rules', botPermissions: Permission.ViewChannel }] },
			[],
		],
	])('reads it in %s', async (_, { systemChannel, ...guild }, expected) => {
		home = homeOf(app.discord, {
			systemChannel: undefined as never,
			...guild,
			...(systemChannel && { systemChannel }),
		});
		if (expected.length > 0) await welcomed();
		await settle();
		expect(guild.channels?.map(({ name }) => name).filter((name) => home.says(name).length > 0)).toEqual(
			expected,
		);
		// Neither is it tried again, nor when a channel opens later.
		const first = guild.channels?.[0]?.name ?? '';
		app.discord.setBotPermissions(home.channelId(first), {});
		await app.restart();
		await settle();
		expect(home.all()).toHaveLength(expected.length);
	});

	test.each([
		['de', '## Airdeck ist da'],
		['es-419', '## Airdeck ya está aquí'],
		['fr', '## Airdeck est là'],
		['ja', heading],
	])('reads it in its language: %s', async (locale, words) => {
		home = homeOf(app.discord, { name: 'Home', locale });
		await expect.poll(() => home.says('lobby').join()).toContain(words);
	});

	test('is not welcomed anew after a restart, a lost connection or an outage', async () => {
		home = homeOf(app.discord);
		await welcomed();
		await app.restart();
		await settle();
		app.discord.gateway.drop(4000);
		await expect.poll(() => app.discord.gateway.resumeCount).toBeGreaterThan(0);
		app.discord.setAvailable(home.id, false);
		await arrive();
		app.discord.setAvailable(home.id, true);
		await passTime(app.clock, 2_000);
		await app.clock.advance(lookMs);
		await settle();
		expect(home.all()).toHaveLength(1);
	});

	test('that Discord cannot reach just then is welcomed when it can', async () => {
		home = homeOf(app.discord, { name: 'Home', unavailable: true });
		await settle();
		expect(home.all()).toEqual([]);
		app.discord.setAvailable(home.id, true);
		await welcomed();
		app.discord.setAvailable(home.id, false);
		await arrive();
		app.discord.setAvailable(home.id, true);
		await settle();
		expect(home.all()).toHaveLength(1);
	});

	test('is welcomed at the next start when it was joined meanwhile, unless that is a day ago', async () => {
		await app.stopBot();
		const joined = (ago: number) => homeOf(app.discord, { name: 'Home', joinedAt: app.clock.now() - ago });
		const [late, old] = [joined(dayMs - 60_000), joined(dayMs + 60_000)];
		await app.restart();
		await welcomed(late);
		await settle();
		expect(old.all()).toEqual([]);
	});

	test('is welcomed again when the bot was thrown out and comes back', async () => {
		home = homeOf(app.discord);
		await welcomed();
		app.discord.removeGuild(home.id);
		await app.clock.advance(60_000);
		const again = homeOf(app.discord, { id: home.id, name: 'Home' });
		await welcomed(again);
	});

	test('is welcomed once though the answer of Discord was lost', async () => {
		const hit = { path: /^\/channels\/\d+\/messages$/, method: 'POST' };
		app.discord.faults.add({ ...hit, afterwards: true, closeSocket: true });
		home = homeOf(app.discord);
		await welcomed();
		await app.clock.advance(lookMs);
		await settle();
		await app.restart();
		await settle();
		expect(home.all()).toHaveLength(1);
	});

	test('is welcomed when Discord is done with its trouble', async () => {
		const hit = { path: /^\/channels\/\d+\/messages$/, method: 'POST', times: Number.POSITIVE_INFINITY };
		app.discord.faults.add({ ...hit, status: 503 });
		home = homeOf(app.discord);
		for (let looks = 0; looks < 2; looks += 1) await app.clock.advance(lookMs);
		expect(home.all()).toEqual([]);
		app.discord.faults.clear();
		await expect
			.poll(async () => {
				await app.clock.advance(60_000);
				return home.all();
			})
			.toHaveLength(1);
		await settle();
		expect(home.all()).toHaveLength(1);
	});

	test('is one of many that come at once: each is welcomed, a few at a time', async () => {
		let [under, most] = [0, 0];
		const hit = { path: /^\/channels\/\d+\/messages$/, method: 'POST', times: Number.POSITIVE_INFINITY };
		app.discord.faults.add({ ...hit, delayMs: 1_000 });
		const homes = Array.from({ length: 40 }, (_, index) => homeOf(app.discord, { name: `Home ${index}` }));
		const said = () => homes.filter((one) => one.all().length > 0).length;
		await expect
			.poll(
				async () => {
					const before = said();
					await passTime(app.clock, 1_000);
					under = said() - before;
					most = Math.max(most, under);
					return said();
				},
				{ timeout: 10_000 },
			)
			.toBe(40);
		expect(most).toBeLessThanOrEqual(8);
		await settle();
		expect(homes.map((one) => one.all().length)).toEqual(homes.map(() => 1));
	});
});

test('two processes that hear of the same server welcome it once', async () => {
	const file = new SqliteFile(':memory:');
	const storeOf = () => new Store({ createAdapter: () => new SqliteKeyv(file), close: async () => {} });
	const clock = new ManualClock();
	const sent: string[] = [];
	const lobby = {
		id: '1',
		type: ChannelType.GuildText,
		parentId: null,
		rawPosition: 0,
		permissionsFor: () => new PermissionsBitField(PermissionsBitField.All),
	};
	const guild = {
		id: '2',
		available: true,
		joinedTimestamp: clock.now(),
		members: { me: {} },
		channels: { cache: new Collection([[lobby.id, lobby]]) },
		systemChannelId: null,
	};
	const processOf = () =>
		new Welcomes({
			client: Object.assign(new EventEmitter(), { guilds: { cache: new Map([[guild.id, guild]]) } }) as never,
			memory: storeOf().namespace('welcomes', welcomeSchema),
			writer: {
				send: async (_channel, _drawn, { nonce }) => {
					sent.push(nonce);
					return { kind: 'sent', messageId: '3' };
				},
				edit: async () => ({ kind: 'unchanged' }),
				find: async () => ({ kind: 'not-found' }),
			},
			draw: () => ({ components: [] }),
			drawDone: () => ({ components: [] }),
			clock,
			log: pino({ level: 'silent' }),
		});
	const both = [processOf(), processOf()];
	for (const one of both) one.start();
	await vi.waitFor(() => expect(sent).toHaveLength(1));
	await clock.advance(lookMs);
	await Promise.all(both.map((one) => one.close()));
	expect(sent).toHaveLength(1);
	file.close();
});

describe('the button of the welcome', () => {
	beforeEach(() => start({ stations: [] }));
	afterEach(() => app.close());

	const join = async () => {
		home = homeOf(app.discord);
		await welcomed();
		const channelId = home.channelId('lobby');
		const [message] = app.discord.messages(channelId);
		const by = (permissions: bigint) => ({
			guildId: home.id,
			channelId,
			userId: app.discord.addMember(home.id, { username: 'olga', permissions }).id,
		});
		const press = (who: ReturnType<typeof by>) =>
			app.see(app.discord.press(who, message!.id, customIdOf(message!, 'Set up')));
		return { channelId, by, press };
	};

	test('begins the set-up privately, and the welcome stands as it was until that is done', async () => {
		const { channelId, by, press } = await join();
		const owner = by(Permission.ManageGuild);
		const wizard = await press(owner);
		expect(wizard.isPrivate).toBe(true);
		expect(wizard.text).toContain('## Where is your radio server?');
		expect(home.says('lobby')[0]).toContain('[Set up]');

		const pressed = (message: typeof wizard.message, label: string) =>
			app.discord.press(owner, message.id, customIdOf(message, label));
		const form = await pressed(wizard.message, 'Enter the address').answer();
		if (form.kind !== 'modal') throw new Error('No form opened');
		const keys = await app.see(app.discord.submit(owner, form.modal, { address: app.radio.url }));
		const saved = await app.see(pressed(keys.message, 'Save without keys'));
		expect(saved.text).toContain('set up');
		await expect
			.poll(async () => {
				await passTime(app.clock, 1_000);
				return home.says('lobby')[0];
			})
			.toMatch(new RegExp(`Set up by <@${owner.userId}> at <t:\\d+:f>$`));
		expect(app.discord.messages(channelId)).toHaveLength(1);
	});

	test('is refused privately to who may not set up', async () => {
		const { by, press } = await join();
		const refused = await press(by(0n));
		expect(refused.isPrivate).toBe(true);
		expect(refused.text).toContain('Only administrators and above can do this');
	});
});

describe('a Discord server for which stations are declared', () => {
	const id = '100000000000000077';
	test('reads which ones are ready, and a button shows them privately', async () => {
		await start({
			stations: [{ guildId: id }, { guildId: id, name: 'Tidewater *Live*', station: 'tidewater' }],
		});
		home = homeOf(app.discord, { id, name: 'Home' });
		await welcomed();
		const [message] = app.discord.messages(home.channelId('lobby'));
		expect(textOf(message!)).toMatch(
			/2 stations are ready: \u2068?Lanternlight FM\u2069?, \u2068?Tidewater \\\*Live\\\*/,
		);
		expect(textOf(message!)).not.toContain('Set up');
		const { id: userId } = app.discord.addMember(id, { username: 'lina' });
		const by = { guildId: id, channelId: message!.channel_id, userId };
		const shown = await app.see(app.discord.press(by, message!.id, customIdOf(message!, 'Stations')));
		expect(shown.isPrivate).toBe(true);
		expect(shown.text).toContain('## Stations');
		expect(home.all()).toHaveLength(1);
		await app.close();
	});
});
