import { describe, expect, it } from 'vitest';
import { verdictOf } from '#src/backends/azuracast/key-check/verdict.ts';
import { beyondTheLastPage } from '#src/backends/azuracast/problem.ts';
import { BackendError, type BackendProblem } from '#src/backends/backend-error.ts';

const failed = (problem: BackendProblem) => new BackendError('GET /test', 'radio.example.org', problem);
const noAnswer = { state: 'unproven', unproven: 'no-answer' };

describe('the failure of a probe', () => {
	it.each<[BackendProblem, object]>([
		[{ kind: 'not-found', what: 'record' }, { state: 'granted' }],
		[{ kind: 'unexpected-answer', detail: beyondTheLastPage }, { state: 'granted' }],
		[{ kind: 'unexpected-answer', detail: 'something else' }, noAnswer],
		[{ kind: 'unreachable', reason: 'timeout', afterMs: 5_000 }, noAnswer],
		[{ kind: 'wrong-address' }, noAnswer],
		[{ kind: 'address-barred' }, noAnswer],
	])('%j means %j', (problem, verdict) => {
		expect(verdictOf(failed(problem), 'station')).toEqual(verdict);
		expect(verdictOf(failed(problem), 'global')).toEqual(verdict);
	});

	it.each<[string, BackendProblem, 'global' | 'station']>([
		['a key that is rejected', { kind: 'key-rejected', key: 'station', tail: 'cdef' }, 'global'],
		['a station that is gone', { kind: 'not-found', what: 'station' }, 'station'],
	])('says something about more than the right: %s', (_what, problem, scope) => {
		const error = failed(problem);
		expect(() => verdictOf(error, scope)).toThrow(error);
	});

	it('is no verdict where the mistake is ours', () => {
		expect(() => verdictOf(new TypeError('ours'), 'station')).toThrow('ours');
	});
});
