import { RESTJSONErrorCodes } from 'discord.js';
import { z } from 'zod';
import type { Clock } from '#src/clock.ts';
import { emptyAnswer } from './rest-answer.ts';
import { DiscordShut, type MakeRequest } from './rest-gate.ts';

type Answer = Awaited<ReturnType<MakeRequest>>;

/** Before the second, third and fourth try, in milliseconds; half of each by chance. */
const pauses = [400, 1_200, 3_600] as const;
/** An acknowledgement is due within three seconds. */
const callbackPauses = [300] as const;
/** Longer than this nobody waits in the middle of a call. */
const longestWaitMs = 5_000;

const refusal = z.object({ code: z.number() });

/**
 * Repeats what failed for Discord's or the network's fault, with growing pauses: discord.js would try four times within 60 ms. A
 * call that makes something new is never repeated, since the first may have been carried out and only its answer lost. The
 * acknowledgement of an interaction is, once: that it "was acknowledged already" then means that the first one arrived.
 */
export function repeatCalls(
	once: MakeRequest,
	clock: Clock,
	random: () => number = Math.random,
): MakeRequest {
	return async (url, init) => {
		const isCallback = /\/interactions\/\d+\/[^/]+\/callback$/.test(new URL(url).pathname);
		const left: number[] = [...(isCallback ? callbackPauses : init.method === 'POST' ? [] : pauses)];
		for (let attempt = 1; ; attempt++) {
			const outcome = await attemptOnce(once, url, init);
			if (isCallback && attempt > 1 && 'answer' in outcome && (await wasAcknowledged(outcome.answer)))
				return emptyAnswer();
			const pause = worthRepeating(outcome, init.signal ?? undefined) ? left.shift() : undefined;
			if (pause === undefined) {
				if ('answer' in outcome) return outcome.answer;
				throw outcome.error;
			}
			const doorMs = 'error' in outcome && outcome.error instanceof DiscordShut ? outcome.error.waitMs : 0;
			await clock.sleep(Math.max(doorMs, pause * (0.5 + random() / 2)), init.signal ?? undefined);
		}
	};
}

type Outcome = { answer: Answer } | { error: unknown };

async function attemptOnce(once: MakeRequest, ...call: Parameters<MakeRequest>): Promise<Outcome> {
	try {
		return { answer: await once(...call) };
	} catch (error) {
		return { error };
	}
}

function worthRepeating(outcome: Outcome, signal: AbortSignal | undefined): boolean {
	if (signal?.aborted === true) return false;
	if ('answer' in outcome) return outcome.answer.status >= 500;
	const { error } = outcome;
	if (error instanceof DiscordShut) return error.waitMs <= longestWaitMs && (error.status ?? 0) >= 500;
	return error instanceof Error && 'code' in error;
}

async function wasAcknowledged(answer: Answer): Promise<boolean> {
	if (answer.status !== 400) return false;
	const said = refusal.safeParse(await answer.json());
	return said.success && said.data.code === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged;
}
