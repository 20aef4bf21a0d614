/**
 * Runs `work` with a signal that ends when `ms` are over or when `given` ends. After a result the timer is stopped, which
 * `AbortSignal.timeout` cannot do: it would keep every request that went well, with all that hangs on it, until its deadline.
 * After a failure it runs on, for something of the request may still be coming.
 */
export async function withDeadline<Result>(
	ms: number,
	given: AbortSignal | undefined,
	work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
	const over = new AbortController();
	const end = () => over.abort(given?.reason);
	const timer = setTimeout(() => over.abort(new DOMException('The deadline passed', 'TimeoutError')), ms);
	timer.unref();
	if (given?.aborted === true) end();
	else given?.addEventListener('abort', end, { once: true });
	const result = await work(over.signal);
	clearTimeout(timer);
	given?.removeEventListener('abort', end);
	return result;
}
