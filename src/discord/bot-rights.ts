import { DiscordAPIError, PermissionFlagsBits, PermissionsBitField, type REST, Routes } from 'discord.js';
import { z } from 'zod';

const bits = z.string().transform(BigInt);
const roleSchema = z.object({ id: z.string(), permissions: bits });
const memberSchema = z.object({ roles: z.array(z.string()) });
const channelSchema = z.object({
	guild_id: z.string().optional(),
	permission_overwrites: z.array(z.object({ id: z.string(), allow: bits, deny: bits })).optional(),
});

/** What the bot may do in channels, asked over REST: for looks without a gateway, where nothing is in memory. */
export class BotRights {
	readonly #rest: REST;
	readonly #botId: string;
	readonly #members = new Map<string, Promise<{ roles: Set<string>; base: bigint }>>();

	constructor(rest: REST, botId: string) {
		this.#rest = rest;
		this.#botId = botId;
	}

	/**
	 * The rights by Discord's own names; undefined for a channel that is gone, hidden from the bot, or of another server. Throws
	 * what REST throws if Discord cannot be asked.
	 */
	async in(guildId: string, channelId: string): Promise<ReadonlySet<string> | undefined> {
		try {
			const channel = channelSchema.parse(await this.#rest.get(Routes.channel(channelId)));
			if (channel.guild_id !== guildId) return undefined;
			const { roles, base } = await this.#member(guildId);
			return new Set(new PermissionsBitField(this.#within(guildId, channel, roles, base)).toArray());
		} catch (error) {
			const isHidden = error instanceof DiscordAPIError && (error.status === 403 || error.status === 404);
			if (isHidden) return undefined;
			throw error;
		}
	}

	/** @everyone's overwrite first, then those of the roles together, then the bot's own. */
	#within(
		guildId: string,
		{ permission_overwrites: overwrites = [] }: z.output<typeof channelSchema>,
		roles: ReadonlySet<string>,
		base: bigint,
	): bigint {
		if ((base & PermissionFlagsBits.Administrator) !== 0n) return PermissionsBitField.All;
		const steps = [
			overwrites.filter(({ id }) => id === guildId),
			overwrites.filter(({ id }) => id !== guildId && roles.has(id)),
			overwrites.filter(({ id }) => id === this.#botId),
		];
		return steps.reduce(
			(held, step) => (held & ~union(step.map(({ deny }) => deny))) | union(step.map(({ allow }) => allow)),
			base,
		);
	}

	#member(guildId: string) {
		const known = this.#members.get(guildId) ?? this.#readMember(guildId);
		this.#members.set(guildId, known);
		return known;
	}

	async #readMember(guildId: string) {
		const [all, member] = await Promise.all([
			this.#rest.get(Routes.guildRoles(guildId)),
			this.#rest.get(Routes.guildMember(guildId, this.#botId)),
		]);
		const roles = new Set([guildId, ...memberSchema.parse(member).roles]);
		const held = z
			.array(roleSchema)
			.parse(all)
			.filter(({ id }) => roles.has(id));
		return { roles, base: union(held.map(({ permissions }) => permissions)) };
	}
}

function union(grants: readonly bigint[]): bigint {
	return grants.reduce((sum, grant) => sum | grant, 0n);
}
