import type { Logger } from 'pino';
import type { BreakerChange } from './backends/breaker.ts';
import type { Metrics } from './web/metrics.ts';

/** One line in the log when a radio server begins to be left alone and one when it is well again; the probes in between are counted. */
export function tellBreaker(metrics: Metrics, log: Logger): (change: BreakerChange) => void {
	return ({ server, host, to, problem, again, until }) => {
		metrics.breaker(server, to);
		if (to === 'left-alone' && again !== true)
			log.warn({ host, problem, until }, 'A radio server does not answer and is left alone for a while');
		else if (to === 'well') log.info({ host }, 'A radio server that was left alone answers again');
		else log.debug({ host, problem, until }, 'A radio server that is left alone was probed');
	};
}
