import { type Client, DiscordjsError, DiscordjsErrorCodes, Events, GatewayCloseCodes } from 'discord.js';
import type { Logger } from 'pino';
import type { Secret } from '#config/secret.ts';

/** Discord will not have this bot as it is configured: trying again changes nothing until somebody changes the settings. */
export class DiscordRefused extends Error {
	override readonly name = 'DiscordRefused';
}

/** What is said of a token that Discord does not take. */
export const tokenRefused =
	'DISCORD_TOKEN: Discord does not accept this token. Make a new one in the Developer Portal.';

const sentences: Readonly<Record<number, string>> = {
	[GatewayCloseCodes.AuthenticationFailed]: tokenRefused,
	[GatewayCloseCodes.InvalidShard]: 'Discord refuses this shard.',
	[GatewayCloseCodes.ShardingRequired]: 'Discord demands more shards for this many servers.',
	[GatewayCloseCodes.InvalidAPIVersion]:
		'Discord no longer speaks the version of its API that this bot uses. Update Airdeck.',
	[GatewayCloseCodes.InvalidIntents]:
		'Discord does not know the intents that this bot asks for. Update Airdeck.',
	[GatewayCloseCodes.DisallowedIntents]:
		'Discord does not allow this application the intents that it asks for.',
};

/**
 * Connects and waits until the bot is ready. Rejects with {@link DiscordRefused} for a token, version or intents that Discord
 * refuses; `onRefused` tells when that happens later.
 */
export async function connectToDiscord(
	client: Client,
	token: Secret,
	log: Logger,
	onRefused: (reason: DiscordRefused) => void,
): Promise<void> {
	client.on(Events.Error, (error) =>
		log.error({ err: error }, 'The connection to Discord reported an error'),
	);
	client.on(Events.ShardError, (error) => log.warn({ err: error }, 'The connection to Discord had trouble'));
	client.on(Events.ShardReconnecting, () => log.warn('Connecting to Discord anew'));
	client.on(Events.ShardResume, () => log.info('The connection to Discord is back'));
	await new Promise<void>((resolve, reject) => {
		client.once(Events.ClientReady, () => resolve());
		client.on(Events.ShardDisconnect, ({ code }) => {
			const refused = new DiscordRefused(
				sentences[code] ?? `Discord closed the connection for good (code ${code}).`,
			);
			reject(refused);
			onRefused(refused);
		});
		client.login(token.reveal()).catch((error: unknown) => {
			const invalid = error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid;
			reject(
				invalid
					? new DiscordRefused(tokenRefused)
					: error instanceof Error
						? error
						: new Error('Discord could not be reached'),
			);
		});
	});
}
