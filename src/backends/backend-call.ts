import type { BackendProblem, KeyName } from './backend-error.ts';

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
