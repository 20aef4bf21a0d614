/** Time as an argument: what waits or looks at the clock takes one of these, so that tests and the playground can turn it. */
export interface Clock {
	/** Milliseconds since 1970, like `Date.now()`. */
	now(): number;
	/** Resolves after `ms`; rejects with the signal's reason as soon as it is aborted. */
	sleep(ms: number, signal?: AbortSignal): Promise<void>;
	/** Calls `run` every `ms` until the returned function is called. Never keeps the process alive. */
	every(ms: number, run: () => void): () => void;
}

export const systemClock: Clock = {
	now: () => Date.now(),
	sleep: (ms, signal) =>
		new Promise((resolve, reject) => {
			if (signal?.aborted === true) {
				reject(toError(signal.reason));
				return;
			}
			const stop = () => {
				clearTimeout(timer);
				reject(toError(signal?.reason));
			};
			const timer = setTimeout(() => {
				signal?.removeEventListener('abort', stop);
				resolve();
			}, ms);
			signal?.addEventListener('abort', stop, { once: true });
		}),
	every: (ms, run) => {
		const timer = setInterval(run, ms);
		timer.unref();
		return () => clearInterval(timer);
	},
};

/** Made once: an abort without a reason makes an error with a stack each time. */
const inTime = new Error('It was done in time');

/** What `work` gives, or `otherwise` if that takes longer than `ms`. The work itself goes on. */
export async function within<T>(clock: Clock, ms: number, work: Promise<T>, otherwise: T): Promise<T> {
	const over = new AbortController();
	const timeUp = clock.sleep(ms, over.signal).then(
		() => otherwise,
		() => otherwise,
	);
	try {
		return await Promise.race([work, timeUp]);
	} finally {
		over.abort(inTime);
	}
}

function toError(reason: unknown): Error {
	return reason instanceof Error ? reason : new Error('Stopped waiting');
}
