import { ExponentialBackoff, handleWhen, retry } from 'cockatiel';
import { BackendError, type UnreachableReason } from './backend-error.ts';

export interface RepeatOptions {
	/** Longest first pause in milliseconds; the second is about twice as long, both shortened by chance. */
	initialDelayMs: number;
	/** How often a failed read is sent again. */
	attempts: number;
}

export const defaultRepeat: RepeatOptions = { initialDelayMs: 250, attempts: 2 };

const longestPauseMs = 1_000;
/** What a proxy says while the program behind it starts again. */
const passingStatuses = new Set([502, 503, 504]);
/** A wrong name or certificate does not mend itself within a second, and a timeout has used up the time. */
const passingReasons = new Set<UnreachableReason>(['connection-refused', 'connection-lost']);

/**
 * Runs `read`, and again after a jittered pause if it failed in a way that passes. Only for reads: an action that was sent
 * twice happens twice. Pauses end with `signal`'s deadline, except for the last {@link longestPauseMs}.
 */
export function repeatReads<T>(
	read: () => Promise<T>,
	signal: AbortSignal,
	{ initialDelayMs, attempts }: RepeatOptions = defaultRepeat,
): Promise<T> {
	const backoff = new ExponentialBackoff({ initialDelay: initialDelayMs, maxDelay: longestPauseMs });
	return retry(handleWhen(isPassing), { maxAttempts: attempts, backoff }).execute(read, signal);
}

function isPassing(error: unknown): boolean {
	if (!(error instanceof BackendError) || error.askedAgainAt !== undefined) return false;
	const { problem } = error;
	if (problem.kind === 'unreachable') return passingReasons.has(problem.reason);
	return problem.kind === 'server-trouble' && passingStatuses.has(problem.status);
}
