import { BackendError } from '#src/backends/backend-error.ts';
import type { Clock } from '#src/clock.ts';

/** A server that has not answered a read for this long is silent. */
const silentForMs = 3_000;
/** Clocks of radio servers are not exactly ours. */
const clockToleranceMs = 3_000;

/**
 * What `reading` gives before an order. Where that fails, or is silent for three seconds, what `known` gives: reads that hang must not
 * keep an order back that the server might well take. Where `known` has nothing, the reading is waited for, and its error thrown.
 * @param known gets the error, or undefined for silence
 */
export async function readOrKnown<Read, Known>(
	clock: Clock,
	reading: Promise<Read>,
	known: (error: BackendError | undefined) => Known | undefined,
): Promise<Read | Known> {
	const over = new AbortController();
	const asked = reading.catch((error: unknown) => {
		const instead = error instanceof BackendError ? known(error) : undefined;
		if (instead === undefined) throw error;
		return instead;
	});
	// Nobody may be waiting for it any more when it fails.
	asked.catch(() => undefined);
	const silent = clock.sleep(silentForMs, over.signal).then(
		() => known(undefined) ?? asked,
		// It answered: this loses the race, which is over.
		() => asked,
	);
	try {
		return await Promise.race([asked, silent]);
	} finally {
		over.abort();
	}
}

/** Whether the server is away, or not well: then its failing reads say nothing about what was asked. */
export function isAway({ problem }: BackendError): boolean {
	return problem.kind === 'unreachable' || problem.kind === 'server-trouble';
}

/** Whether what began at `beganAt` may have come of an order given at `orderedAt`. By a station's clock and ours, in milliseconds since 1970. */
export function mayFollow(beganAt: number, orderedAt: number): boolean {
	return beganAt >= orderedAt - clockToleranceMs;
}
