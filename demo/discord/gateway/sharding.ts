import { z } from 'zod';
import type { Dispatch } from '../world.ts';

/** The shard of a bot's session, and how many there are. */
export type Shard = readonly [own: number, all: number];

/** Discord wants no more servers on a shard than this. */
export const mostGuilds = 2_500;

/** A server belongs to one shard, by its id. */
export function isOnShard(guildId: string, [own, all]: Shard): boolean {
	return Number((BigInt(guildId) >> 22n) % BigInt(all)) === own;
}

const ofGuild = z.object({ guild_id: z.string().optional(), id: z.string().optional() });

/** Whether an event goes to that shard: to that of its server, and to the first one if it has none. */
export function goesTo({ event, data }: Dispatch, shard: Shard): boolean {
	const { guild_id: guild, id } = ofGuild.catch({}).parse(data);
	const guildId = guild ?? (/^GUILD_(CREATE|UPDATE|DELETE)$/.test(event) ? id : undefined);
	return guildId === undefined ? shard[0] === 0 : isOnShard(guildId, shard);
}
