import { type BackendProblem, type KeyName, problemKind } from './backend-error.ts';

/** One call of a radio server, for metrics: it holds no address and no value that came from outside. */
export interface BackendCall {
	/** The row of the backend's table of endpoints. */
	endpoint: string;
	/** The key that was sent. */
	key: KeyName | 'none';
	outcome: 'ok' | 'given-up' | BackendProblem['kind'];
	/** Without the wait for a turn. */
	tookMs: number;
	/** Spent waiting because of the server's rate limit. */
	waitedMs: number;
}

export type ObserveCall = (call: BackendCall) => void;

/**
 * Runs a call and tells how it ended. `spent` says where the time went, if not all of it was the call's.
 */
export async function observed<Result>(
	{
		observe,
		endpoint,
		key,
	}: { observe: ObserveCall | undefined; endpoint: string; key: KeyName | undefined },
	work: () => Promise<Result>,
	spent?: () => { tookMs: number; waitedMs: number },
): Promise<Result> {
	const startedAt = performance.now();
	const report = (outcome: BackendCall['outcome']) => {
		const times = spent?.() ?? { tookMs: performance.now() - startedAt, waitedMs: 0 };
		observe?.({ endpoint, key: key ?? 'none', outcome, ...times });
	};
	try {
		const result = await work();
		report('ok');
		return result;
	} catch (error) {
		report(problemKind(error) ?? 'given-up');
		throw error;
	}
}
