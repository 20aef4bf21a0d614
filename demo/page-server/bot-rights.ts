import { z } from 'zod';
import { Permission } from '../discord/permissions.ts';
import { botRights } from '../page/wire.ts';
import { HttpProblem } from './http-problem.ts';
import type { PageGuild, PagePlayground } from './page-playground.ts';
import { type Route, route } from './route.ts';

type Channel = PageGuild['channels'][number];

const change = z.strictObject({ channelId: z.string(), right: z.enum(botRights), isHeld: z.boolean() });

/** The rights that the bot was denied in one channel. */
export function deniedRights({ overwrites }: Channel, botId: string) {
	const denied = overwrites.find(({ id, kind }) => kind === 'member' && id === botId)?.deny ?? 0n;
	return botRights.filter((right) => (denied & Permission[right]) !== 0n);
}

/** Gives or takes one right of the bot's in one channel, as a moderator does in the channel's settings. */
export function botRightsRoute({ discord, guilds }: PagePlayground): Route {
	return route(change, async ({ channelId, right, isHeld }) => {
		const channel = guilds.flatMap(({ channels }) => channels).find(({ id }) => id === channelId);
		if (channel === undefined) throw new HttpProblem(404, 'There is no such channel.');
		const others = deniedRights(channel, discord.applicationId).filter((one) => one !== right);
		const denied = isHeld ? others : [...others, right];
		const deny = denied.reduce((sum, one) => sum | Permission[one], 0n);
		discord.setBotPermissions(channelId, { deny });
		return {};
	});
}
