import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { isTimeout } from '#src/backends/transport-problem.ts';
import { withDeadline } from '#src/backends/with-deadline.ts';

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

/** Work that ends only with its signal, as a request does. */
const endless = (signal: AbortSignal) =>
	new Promise<never>((_resolve, reject) => {
		if (signal.aborted) reject(signal.reason as Error);
		signal.addEventListener('abort', () => reject(signal.reason as Error));
	});

describe('work with a deadline', () => {
	test('that is done in time leaves no timer behind', async () => {
		expect(await withDeadline(1_000, undefined, async () => 'done')).toBe('done');
		expect(vi.getTimerCount()).toBe(0);
	});

	test('that takes too long ends with a timeout', async () => {
		const ended = withDeadline(1_000, undefined, endless).catch((error: unknown) => error);
		await vi.advanceTimersByTimeAsync(1_000);
		expect(isTimeout(await ended)).toBe(true);
	});

	test('ends with the reason of the given signal', async () => {
		const given = new AbortController();
		const ended = withDeadline(1_000, given.signal, endless).catch((error: unknown) => error);
		const reason = new Error('Not wanted any more');
		given.abort(reason);
		expect(await ended).toBe(reason);
		expect(await withDeadline(1_000, given.signal, endless).catch((error: unknown) => error)).toBe(reason);
	});

	test('that failed is still ended when the time is over: its answer may be coming', async () => {
		let kept: AbortSignal | undefined;
		const failing = withDeadline(1_000, undefined, async (signal) => {
			kept = signal;
			throw new Error('Failed');
		});
		await expect(failing).rejects.toThrow('Failed');
		await vi.advanceTimersByTimeAsync(1_000);
		expect(kept?.aborted).toBe(true);
	});
});
