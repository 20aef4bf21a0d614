import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';

/** How long everybody else had to wait while something was done, in milliseconds. */
export interface LoopDelay {
	tookMs: number;
	p99Ms: number;
	longestMs: number;
}

/** So often the delay is looked at; each figure holds this much that is no delay. */
export const resolutionMs = 1;

/** Does the work and watches this process's event loop. */
export async function watchLoop(work: () => Promise<unknown>): Promise<LoopDelay> {
	const delays = monitorEventLoopDelay({ resolution: resolutionMs });
	delays.enable();
	const startedAt = performance.now();
	await work();
	const tookMs = performance.now() - startedAt;
	// What held the loop last is seen at its next turn.
	await pause(5 * resolutionMs);
	delays.disable();
	return { tookMs, p99Ms: delays.percentile(99) / 1e6, longestMs: delays.max / 1e6 };
}
