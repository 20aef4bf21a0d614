import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Actor, type LoopbackDiscord, startLoopbackDiscord } from '#demo/discord/loopback-discord.ts';
import { Permission } from '#demo/discord/permissions.ts';
import { botEnvironment, untilRegistered } from './stage.ts';

/** What a community of some size has. The bot's own membership is the only one that Discord sends without a privileged intent. */
export const guildSize = { roles: 16, categories: 5, texts: 16, voices: 5, emojis: 30 } as const;

/** Many Discord servers, each as large as {@link guildSize}, and nothing set up on any. */
export interface GuildsStage {
	discord: LoopbackDiscord;
	/** Somebody who manages the last of them. */
	manager: Actor;
	folder: string;
	environment: Record<string, string>;
	commandsRegistered(): Promise<void>;
	close(): Promise<void>;
}

export async function openGuildsStage(guilds: number, shards: number): Promise<GuildsStage> {
	const discord = await startLoopbackDiscord();
	let manager: Actor | undefined;
	for (let index = 0; index < guilds; index++) {
		const guild = addLargeGuild(discord, index);
		if (index !== guilds - 1) continue;
		const member = discord.addMember(guild.id, { username: 'owner', permissions: Permission.ManageGuild });
		manager = { guildId: guild.id, channelId: guild.channelId('channel-0'), userId: member.id };
	}
	if (manager === undefined) throw new Error('There are no servers');
	const folder = await mkdtemp(path.join(tmpdir(), 'airdeck-bench-'));
	return {
		discord,
		manager,
		folder,
		environment: botEnvironment(discord, folder, { SHARD_COUNT: String(shards) }),
		commandsRegistered: () => untilRegistered(discord),
		close: async () => {
			await discord.close();
			await rm(folder, { recursive: true, force: true });
		},
	};
}

function addLargeGuild(discord: LoopbackDiscord, index: number) {
	const names = (count: number, name: string) => Array.from({ length: count }, (_, one) => `${name}-${one}`);
	// As Discord makes ids: unlike each other in the bits that tell the shard.
	const id = String((BigInt(1_000_000 + index) << 22n) | 5n);
	const roleIds = names(guildSize.roles, 'role').map((_, one) => String(BigInt(id) + BigInt(one + 1)));
	// Some channels are closed to all but two roles, and muted for a third.
	const closed = [
		{ id, kind: 'role' as const, deny: Permission.ViewChannel },
		...roleIds
			.slice(0, 2)
			.map((role) => ({ id: role, kind: 'role' as const, allow: Permission.ViewChannel })),
		...roleIds
			.slice(2, 3)
			.map((role) => ({ id: role, kind: 'role' as const, deny: Permission.SendMessages })),
	];
	const overwrites = (one: number) => (one % 2 === 0 ? {} : { overwrites: closed });
	return discord.addGuild({
		id,
		name: `A community of listeners ${index}`,
		emojis: names(guildSize.emojis, 'emoji').map((name) => name.replace('-', '_')),
		roles: roleIds.map((role, one) => ({ id: role, name: `Role number ${one}`, color: 0x3498db + one })),
		channels: [
			...names(guildSize.categories, 'category').map((name, one) => ({ name, type: 4, ...overwrites(one) })),
			...names(guildSize.texts, 'channel').map((name, one) => ({
				name,
				type: one === 1 ? 5 : 0,
				topic: 'What this channel is for, in a sentence or two; and please read the rules before you write.',
				...overwrites(one),
			})),
			...names(guildSize.voices, 'voice').map((name, one) => ({ name, type: 2, ...overwrites(one) })),
		],
	});
}
