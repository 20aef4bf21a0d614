import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { REST, PermissionFlagsBits as Right } from 'discord.js';
import { describe, expect, onTestFinished, test } from 'vitest';
import { BotRights } from '#src/discord/bot-rights.ts';

const guild = '100';
const bot = '900';
const bits = (...rights: bigint[]) => String(rights.reduce((sum, right) => sum | right, 0n));
const { ViewChannel, SendMessages, AttachFiles, EmbedLinks, Administrator } = Right;

interface Overwrite {
	id: string;
	allow?: bigint[];
	deny?: bigint[];
}

/** A Discord with one server, one channel and one member: the bot. */
async function discord(options: {
	everyone?: bigint[];
	role?: bigint[];
	overwrites?: Overwrite[];
	inGuild?: string;
	status?: number;
}) {
	const {
		everyone = [ViewChannel, SendMessages],
		role = [],
		overwrites = [],
		inGuild = guild,
		status = 200,
	} = options;
	const asked: string[] = [];
	const answers: Record<string, unknown> = {
		'/v10/channels/1': {
			guild_id: inGuild,
			permission_overwrites: overwrites.map(({ id, allow = [], deny = [] }) => ({
				id,
				allow: bits(...allow),
				deny: bits(...deny),
			})),
		},
		[`/v10/guilds/${guild}/roles`]: [
			{ id: guild, permissions: bits(...everyone) },
			{ id: 'bots', permissions: bits(...role) },
			{ id: 'others', permissions: bits(Administrator) },
		],
		[`/v10/guilds/${guild}/members/${bot}`]: { roles: ['bots'] },
	};
	const server = createServer((request, response) => {
		asked.push(request.url ?? '');
		response.writeHead(status, { 'content-type': 'application/json' });
		response.end(JSON.stringify(status === 200 ? answers[request.url ?? ''] : { message: 'No', code: 0 }));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	onTestFinished(() => void server.close());
	const { port } = server.address() as AddressInfo;
	const rest = new REST({ api: `http://127.0.0.1:${port}`, retries: 0 }).setToken('x');
	return { rights: new BotRights(rest, bot), asked };
}

describe('what the bot may in a channel', () => {
	test('is what @everyone and its own roles give, and nothing of other roles', async () => {
		const { rights, asked } = await discord({ role: [AttachFiles] });
		expect([...((await rights.in(guild, '1')) ?? [])].toSorted()).toEqual([
			'AttachFiles',
			'SendMessages',
			'ViewChannel',
		]);
		await rights.in(guild, '1');
		// The server's roles are read once.
		expect(asked.filter((path) => path.includes('/guilds/'))).toHaveLength(2);
	});

	test.each<[string, Overwrite[], boolean]>([
		['denied to @everyone', [{ id: guild, deny: [SendMessages] }], false],
		[
			'given back to its role',
			[
				{ id: guild, deny: [SendMessages] },
				{ id: 'bots', allow: [SendMessages] },
			],
			true,
		],
		['denied to another role', [{ id: 'others', deny: [SendMessages] }], true],
		['denied to its role', [{ id: 'bots', deny: [SendMessages] }], false],
		[
			'given by one role and denied by another',
			[{ id: 'bots', allow: [SendMessages], deny: [SendMessages] }],
			true,
		],
		[
			'denied to its role, given to itself',
			[
				{ id: 'bots', deny: [SendMessages] },
				{ id: bot, allow: [SendMessages] },
			],
			true,
		],
		[
			'denied to itself',
			[
				{ id: bot, deny: [SendMessages] },
				{ id: guild, allow: [SendMessages] },
			],
			false,
		],
	])('%s', async (_what, overwrites, may) => {
		const { rights } = await discord({ overwrites });
		expect((await rights.in(guild, '1'))?.has('SendMessages')).toBe(may);
	});

	test('is everything for an administrator, whatever a channel says', async () => {
		const { rights } = await discord({
			everyone: [],
			role: [Administrator],
			overwrites: [{ id: bot, deny: [EmbedLinks] }],
		});
		expect((await rights.in(guild, '1'))?.has('EmbedLinks')).toBe(true);
	});

	test.each([403, 404])(
		'is unknown where the channel is gone or hidden (%i), or of another server',
		async (status) => {
			expect(await (await discord({ status })).rights.in(guild, '1')).toBeUndefined();
			expect(await (await discord({ inGuild: '200' })).rights.in(guild, '1')).toBeUndefined();
		},
	);

	test('is not unknown but an error where Discord cannot be asked', async () => {
		const { rights } = await discord({ status: 500 });
		await expect(rights.in(guild, '1')).rejects.toThrow();
	});
});
