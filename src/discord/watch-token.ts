import { type Client, DiscordAPIError, Routes } from 'discord.js';
import type { Logger } from 'pino';
import type { Secret } from '#config/secret.ts';
import type { Clock } from '#src/clock.ts';
import { DiscordRefused, tokenRefused } from './connect.ts';
import type { RestGate } from './rest-gate.ts';

const secondLookMs = 3_000;

/**
 * After a call whose token Discord did not take, discord.js forgets the token, and the bot would live on without being able to
 * call anything. So it is looked at a second time: a token that is not taken then either was reset.
 */
export function watchToken(
	client: Client,
	token: Secret,
	parts: { gate: RestGate; clock: Clock; log: Logger; onRefused: (reason: DiscordRefused) => void },
): void {
	const { gate, clock, log, onRefused } = parts;
	let looking = false;
	const look = async () => {
		await clock.sleep(secondLookMs);
		client.rest.setToken(token.reveal());
		try {
			await client.rest.get(Routes.gatewayBot());
			log.warn('Discord did not take the token for a moment');
		} catch (error) {
			if (error instanceof DiscordAPIError && error.status === 401)
				onRefused(new DiscordRefused(tokenRefused));
			else log.warn({ err: error }, 'Whether Discord still takes the token is not known');
			client.rest.setToken(token.reveal());
		}
	};
	gate.onUnauthorized(() => {
		if (looking) return;
		looking = true;
		void look().finally(() => {
			looking = false;
		});
	});
}
