import { ActivityType, type Client } from 'discord.js';
import { shardOf } from '#src/sharding.ts';
import { Presence, type PresenceParts } from './presence.ts';

/** The bot's activity on every shard that this process has connected: the song of a station of one of the shard's own Discord servers. */
export function shardPresences(client: Client<true>, parts: Omit<PresenceParts, 'show'>) {
	const count = client.options.shardCount ?? 1;
	const presences = Array.from(
		client.ws.shards.keys(),
		(shardId) =>
			new Presence({
				...parts,
				stations: () => parts.stations().filter(({ guildId }) => shardOf(guildId, count) === shardId),
				show: (name) => {
					const activities = name === undefined ? [] : [{ name, type: ActivityType.Listening }];
					client.user.setPresence({ activities, shardId });
				},
			}),
	);
	return {
		start: () => {
			for (const presence of presences) presence.start();
		},
		close: () => {
			for (const presence of presences) presence.close();
		},
	};
}
