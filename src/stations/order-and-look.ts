import { BackendError } from '#src/backends/backend-error.ts';
import { type Clock, within } from '#src/clock.ts';

/** What became of an order: the station showed it, or it did not within the looks. Times in milliseconds. */
export type Seen<T> = { kind: 'seen'; seen: T; afterMs: number } | { kind: 'not-seen'; waitedMs: number };

const usualLooks = 6;
const betweenLooksMs = 1_000;
/** A server whose answers hang is not looked at longer than this, the last look included. */
export const mostLookingMs = 30_000;

/**
 * Gives an order once and then looks until the station shows that it was carried out: at once, and again every second. `look` gives
 * undefined as long as nothing is to be seen. An order whose answer was lost is looked for as well; if it is not seen, the loss is
 * thrown, as every other failure of the order.
 */
export async function orderAndLook<T>(
	clock: Clock,
	order: () => Promise<void>,
	look: () => Promise<T | undefined>,
	looks = usualLooks,
): Promise<Seen<T>> {
	const startedAt = clock.now();
	const lost = await lostAnswer(order);
	const until = clock.now() + mostLookingMs;
	for (let done = 0; done < looks && clock.now() < until; done++) {
		if (done > 0) await clock.sleep(betweenLooksMs);
		const seen = await within(clock, until - clock.now(), lookOnce(look), undefined);
		if (seen !== undefined) return { kind: 'seen', seen, afterMs: clock.now() - startedAt };
	}
	if (lost !== undefined) throw lost;
	return { kind: 'not-seen', waitedMs: clock.now() - startedAt };
}

async function lostAnswer(order: () => Promise<void>): Promise<BackendError | undefined> {
	try {
		await order();
		return undefined;
	} catch (error) {
		if (error instanceof BackendError && error.perhapsDone) return error;
		throw error;
	}
}

async function lookOnce<T>(look: () => Promise<T | undefined>): Promise<T | undefined> {
	try {
		return await look();
	} catch (error) {
		// The order was given; a failed look only means that it is not confirmed yet.
		if (error instanceof BackendError) return undefined;
		throw error;
	}
}
