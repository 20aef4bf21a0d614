import type { ObserveCall } from './backends/backend-call.ts';
import type { Metrics } from './web/metrics.ts';

/** Counts the calls to radio servers. */
export function recordCalls(metrics: Metrics): ObserveCall {
	return ({ tookMs, waitedMs, ...call }) => {
		metrics.backendCall({ ...call, ms: tookMs });
		if (waitedMs > 0) metrics.rateLimitWait(waitedMs);
	};
}
