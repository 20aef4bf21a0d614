import { BackendError } from '#src/backends/backend-error.ts';
import type { RightReport } from '#src/backends/roles/key-check.ts';
import { beyondTheLastPage } from '../problem.ts';

/** What a probe showed about its right. */
export type Verdict = Pick<RightReport, 'state' | 'unproven'>;

const noAnswer: Verdict = { state: 'unproven', unproven: 'no-answer' };

/**
 * What the failure of a probe means for its right. The right is looked at before the record and before the feature, so both
 * of these prove it. Throws `error` again where it says something about the key or the station as a whole.
 */
export function verdictOf(error: unknown, scope: 'global' | 'station'): Verdict {
	if (!(error instanceof BackendError)) throw error;
	const { problem } = error;
	switch (problem.kind) {
		case 'key-rejected':
			throw error;
		case 'right-missing':
			return { state: 'missing' };
		case 'not-found':
			// The station is looked for before the key, so this proves nothing about anybody.
			if (scope === 'station' && problem.what === 'station') throw error;
			return { state: 'granted' };
		case 'feature-off':
			return { state: 'feature-off' };
		case 'not-offered':
			return { state: 'unproven', unproven: 'not-in-version' };
		case 'unexpected-answer':
			return problem.detail === beyondTheLastPage ? { state: 'granted' } : noAnswer;
		case 'key-missing':
		case 'key-needs-https':
		case 'rate-limited':
		case 'refused':
		case 'server-trouble':
		case 'unreachable':
		case 'wrong-address':
		case 'address-barred':
			return noAnswer;
	}
}
