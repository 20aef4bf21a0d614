import { describe, expect, it } from 'vitest';
import { transportProblem } from '#src/backends/transport-problem.ts';

const withCode = (code: string) => Object.assign(new Error('quotes key and answer'), { code });

describe('transportProblem', () => {
	it.each([
		['ENOTFOUND', 'no-such-name'],
		['ECONNREFUSED', 'connection-refused'],
		['UND_ERR_CONNECT_TIMEOUT', 'timeout'],
		['UND_ERR_SOCKET', 'connection-lost'],
		['ECONNRESET', 'connection-lost'],
		['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate'],
		['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate'],
	])('tells %s', (code, reason) => {
		const problem = { kind: 'unreachable', reason, afterMs: 12 };
		expect(transportProblem(withCode(code), 12)).toEqual(problem);
		expect(transportProblem(new Error('fetch failed', { cause: withCode(code) }), 12)).toEqual(problem);
		expect(transportProblem(new AggregateError([withCode(code), withCode('X')]), 12)).toEqual(problem);
	});

	it.each(['ERR_SSL_WRONG_VERSION_NUMBER', 'EPROTO', 'HPE_INVALID_CONSTANT'])(
		'%s is another protocol',
		(code) => {
			expect(transportProblem(withCode(code), 0)).toEqual({ kind: 'wrong-address' });
		},
	);

	it.each([
		[withCode('UND_ERR_HEADERS_OVERFLOW'), 'no HTTP answer (UND_ERR_HEADERS_OVERFLOW)'],
		[new Error('quotes key and answer'), 'no HTTP answer (no code)'],
		['not even an error', 'no HTTP answer (no code)'],
	])('tells no more of %s than its code', (error, detail) => {
		expect(transportProblem(error, 0)).toEqual({ kind: 'unexpected-answer', detail });
	});
});
