import type { Secret } from '#config/secret.ts';
import type { Clock } from '#src/clock.ts';
import { openStore, type Store } from './open-store.ts';
import { StoreUnreachable } from './store-error.ts';

/** A database that is started together with the bot is there by then; for longer, the supervisor tries. */
const patienceMs = 60_000;
const firstPauseMs = 500;
const longestPauseMs = 5_000;

/**
 * Opens the store, and tries again for a minute while it cannot be reached.
 * @param onWait told each time, before the pause
 * @throws {StoreUnreachable} if it was never reached; {StoreError} at once if it cannot be opened as it is set
 */
export async function awaitStore(
	databaseUrl: Secret,
	clock: Clock,
	onWait: (error: StoreUnreachable) => void,
): Promise<Store> {
	const until = clock.now() + patienceMs;
	for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
		try {
			return await openStore(databaseUrl);
		} catch (error) {
			if (!(error instanceof StoreUnreachable) || clock.now() + pauseMs > until) throw error;
			onWait(error);
		}
		await clock.sleep(pauseMs);
	}
}
