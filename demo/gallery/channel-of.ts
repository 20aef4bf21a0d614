import type { LoopbackGuild } from '../discord/loopback-discord.ts';

/** The channel that begins with this, whatever else is in its name. */
export function channelOf(guild: LoopbackGuild, name: string): string {
	const found = guild.channels.find((channel) => channel.name.startsWith(name));
	if (found === undefined) throw new Error(`There is no channel ${name} in ${guild.name}`);
	return found.id;
}
