import { BaseInteraction, ChatInputCommandInteraction, Client, PermissionFlagsBits } from 'discord.js';
import { afterAll, describe, expect, test } from 'vitest';
import { personOf } from '#src/discord/person.ts';

const guildId = '100000000000000001';
const client = new Client({ intents: [] });
afterAll(() => client.destroy());

/** A real interaction of discord.js, made of what Discord sends. */
function interaction(member: Record<string, unknown> | undefined): BaseInteraction {
	const user = {
		id: '300000000000000001',
		username: 'mira',
		discriminator: '0',
		avatar: null,
		global_name: null,
	};
	const payload = {
		id: '400000000000000001',
		application_id: '500000000000000001',
		type: 2,
		token: 'unused',
		version: 1,
		locale: 'de',
		channel_id: '600000000000000001',
		attachment_size_limit: 1,
		entitlements: [],
		authorizing_integration_owners: {},
		data: { id: '700000000000000001', name: 'queue', type: 1 },
		...(member === undefined
			? { user }
			: {
					guild_id: guildId,
					member: { user, joined_at: null, deaf: false, mute: false, flags: 0, ...member },
				}),
	};
	const built: unknown = Reflect.construct(ChatInputCommandInteraction, [client, payload]);
	if (!isInteraction(built)) throw new Error('discord.js built something else');
	return built;
}

function isInteraction(value: unknown): value is BaseInteraction {
	return value instanceof BaseInteraction;
}

/** The Discord server with these roles, as the gateway tells of it. */
function learnGuild(roleIds: string[]): void {
	const roles = [guildId, ...roleIds].map((id) => ({
		id,
		name: id,
		permissions: '0',
		position: 1,
		colors: {},
	}));
	const add: unknown = Reflect.get(client.guilds, '_add');
	if (typeof add !== 'function') throw new Error('discord.js keeps its servers otherwise');
	Reflect.apply(add, client.guilds, [{ id: guildId, name: 'Radio', roles }]);
}

describe('who acts', () => {
	test('with the roles that Discord sent along, though the server is not known', () => {
		expect(personOf(interaction({ roles: ['2001', '2002'], permissions: '0' }))).toEqual({
			id: '300000000000000001',
			roleIds: ['2001', '2002'],
			managesServer: false,
		});
	});

	test('with roles that are newer than what is known of the server', () => {
		learnGuild(['2001']);
		const person = personOf(interaction({ roles: ['2001', '2009'], permissions: '0' }));
		expect(person.roleIds).toEqual(expect.arrayContaining(['2001', '2009']));
	});

	test('with the roles of this moment, not of an earlier one', () => {
		learnGuild(['2001', '2002']);
		expect(personOf(interaction({ roles: ['2001'], permissions: '0' })).roleIds).toContain('2001');
		const later = personOf(interaction({ roles: ['2002'], permissions: '0' })).roleIds;
		expect(later).toContain('2002');
		expect(later).not.toContain('2001');
	});

	test.each([
		['Manage Server', PermissionFlagsBits.ManageGuild, true],
		['Administrator', PermissionFlagsBits.Administrator, true],
		['Manage Channels', PermissionFlagsBits.ManageChannels, false],
		['nothing', 0n, false],
	])('%s: manages the server is %s', (_name, bits, manages) => {
		expect(personOf(interaction({ roles: [], permissions: bits.toString() })).managesServer).toBe(manages);
	});

	test('outside of a server has no roles and manages nothing', () => {
		expect(personOf(interaction(undefined))).toEqual({
			id: '300000000000000001',
			roleIds: [],
			managesServer: false,
		});
	});
});
