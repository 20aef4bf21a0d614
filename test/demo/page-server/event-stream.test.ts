import type { Interaction } from 'discord.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type PlaygroundStage, post, setPlayground } from './page-client.ts';

const lina = '100000000000000011';
let stage: PlaygroundStage;
let url: string;

beforeAll(async () => {
	stage = await setPlayground([{ name: 'hello' }], async (interaction: Interaction) =>
		interaction.isChatInputCommand() ? interaction.reply(`Hello ${interaction.guild?.name}`) : undefined,
	);
	url = stage.playground.pageUrl;
});
afterAll(() => stage.close());

const hello = (channelId: string) =>
	post(`${url}/api/command`, { as: lina, channelId, name: 'hello', options: {} });

it('shows one Discord server of two, by its name in the address', async () => {
	const fresh = await stage.follow(lina, 'fresh').world();
	expect(fresh.servers).toEqual([
		{ slug: 'playground', name: 'Airdeck Playground' },
		{ slug: 'fresh', name: 'Fresh server' },
	]);
	expect(fresh.guild).toMatchObject({ slug: 'fresh', name: 'Fresh server', fileLimit: 50 * 1024 * 1024 });
	expect(fresh.channels.map(({ name }) => name)).toContain('upload');
	expect(fresh.people.map(({ name }) => name)).toEqual(['Lina', 'Dario', 'Mo', 'Ada']);
	expect(fresh.roles.map(({ name }) => name)).toContain('Manager');
	// An address of another day may name a server that is gone.
	expect((await stage.follow(lina, 'nowhere').world()).guild.slug).toBe('playground');
});

it('keeps what happens in one server out of the other', async () => {
	const [here, there] = [stage.follow(lina), stage.follow(lina, 'fresh')];
	const [first, fresh] = await Promise.all([here.world(), there.world()]);
	await hello(fresh.channels[0]!.id);
	await there.message('Hello Fresh server');
	await hello(first.channels[0]!.id);
	await here.message('Hello Airdeck Playground');
	expect(JSON.stringify(here.events)).not.toContain('Hello Fresh server');
	expect((await stage.follow(lina).world()).messages.map(({ content }) => content)).toEqual([
		'Hello Airdeck Playground',
	]);
});

it('tells the world anew when a role or a channel is gone', async () => {
	const { discord } = stage.playground;
	const page = stage.follow(lina, 'fresh');
	const { guild, roles, channels } = await page.world();
	discord.deleteRole(guild.id, roles.find(({ name }) => name === 'DJ')!.id);
	discord.deleteChannel(channels.find(({ name }) => name === 'audit')!.id);
	await expect
		.poll(() => page.events.filter(({ kind }) => kind === 'world').length)
		.toBeGreaterThanOrEqual(3);
	const later = await stage.follow(lina, 'fresh').world();
	expect(later.roles.map(({ name }) => name)).not.toContain('DJ');
});

it('takes a right of the bot away in one channel, and shows which are gone', async () => {
	const page = stage.follow(lina);
	const { channels } = await page.world();
	const channelId = channels.find(({ name }) => name === 'requests')!.id;
	const change = (right: string, isHeld: boolean, id = channelId) =>
		post(`${url}/api/bot-rights`, { channelId: id, right, isHeld });
	const denied = async () =>
		(await stage.follow(lina).world()).channels.find(({ id }) => id === channelId)?.denied;
	await change('SendMessages', false);
	await change('AttachFiles', false);
	expect(await denied()).toEqual(['SendMessages', 'AttachFiles']);
	await expect.poll(() => stage.rightsIn('requests')).toEqual({ ViewChannel: true, SendMessages: false });
	await change('SendMessages', true);
	expect(await denied()).toEqual(['AttachFiles']);
	await expect.poll(() => stage.rightsIn('requests')).toEqual({ ViewChannel: true, SendMessages: true });
	expect((await change('BanMembers', false)).status).toBe(400);
	expect((await change('SendMessages', false, '1')).status).toBe(404);
});
