import { type Client, DiscordAPIError, Routes } from 'discord.js';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Secret } from '#config/secret.ts';
import type { Clock } from '#src/clock.ts';
import { DiscordRefused, tokenRefused } from './connect.ts';
import { fewIdentifies, type IdentifyBudget } from './identify-budget.ts';

const gatewaySchema = z.object({
	session_start_limit: z.object({ remaining: z.number(), reset_after: z.number() }),
});

/** It is looked again at least this often: somebody may have stopped what used them up. */
const longestWaitMs = 3_600_000;

/**
 * Asks how many connections Discord allows for today, and waits while hardly any are left: nothing is wrong then that a person or
 * a restart could mend, and with the last one Discord resets the token. Rejects with DiscordRefused for a token that is not taken.
 */
export async function awaitSessionLimit(
	client: Client,
	token: Secret,
	parts: { budget: IdentifyBudget; clock: Clock; log: Logger; ending: AbortSignal },
): Promise<void> {
	const { budget, clock, log, ending } = parts;
	client.rest.setToken(token.reveal());
	for (;;) {
		const { session_start_limit: limit } = await read(client);
		budget.learn(limit);
		if (limit.remaining >= fewIdentifies) return;
		const waitMs = Math.min(Math.max(limit.reset_after, 1_000), longestWaitMs);
		log.error(
			{ left: limit.remaining, resetAt: new Date(clock.now() + limit.reset_after).toISOString() },
			'Hardly any connections to Discord are left for today; waiting for new ones, because with the last one Discord resets the token',
		);
		await clock.sleep(waitMs, ending);
	}
}

async function read(client: Client): Promise<z.output<typeof gatewaySchema>> {
	try {
		return gatewaySchema.parse(await client.rest.get(Routes.gatewayBot()));
	} catch (error) {
		if (error instanceof DiscordAPIError && error.status === 401) throw new DiscordRefused(tokenRefused);
		throw error;
	}
}
