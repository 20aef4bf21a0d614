import { errors } from 'undici8';
import { barredCode } from './address-guard.ts';
import type { BackendProblem, UnreachableReason } from './backend-error.ts';

const reasons: Record<string, UnreachableReason> = {
	ENOTFOUND: 'no-such-name',
	EAI_AGAIN: 'no-such-name',
	ECONNREFUSED: 'connection-refused',
	EHOSTUNREACH: 'connection-refused',
	ENETUNREACH: 'connection-refused',
	EADDRNOTAVAIL: 'connection-refused',
	UND_ERR_CONNECT_TIMEOUT: 'timeout',
	UND_ERR_HEADERS_TIMEOUT: 'timeout',
	UND_ERR_BODY_TIMEOUT: 'timeout',
	ETIMEDOUT: 'timeout',
	ECONNRESET: 'connection-lost',
	ECONNABORTED: 'connection-lost',
	EPIPE: 'connection-lost',
	UND_ERR_SOCKET: 'connection-lost',
	UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'connection-lost',
	UND_ERR_ABORTED: 'connection-lost',
	ERR_STREAM_PREMATURE_CLOSE: 'connection-lost',
	/** A packed answer that ends too early. */
	Z_BUF_ERROR: 'connection-lost',
	CERT_HAS_EXPIRED: 'certificate',
	CERT_NOT_YET_VALID: 'certificate',
	DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate',
	SELF_SIGNED_CERT_IN_CHAIN: 'certificate',
	UNABLE_TO_GET_ISSUER_CERT: 'certificate',
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate',
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate',
	ERR_TLS_CERT_ALTNAME_INVALID: 'certificate',
};

/** What went wrong underneath HTTP, told by the codes of Node's and undici's errors. */
export function transportProblem(error: unknown, afterMs: number): BackendProblem {
	if (isTimeout(error)) return { kind: 'unreachable', reason: 'timeout', afterMs };
	const code = codeOf(error);
	if (code === barredCode) return { kind: 'address-barred' };
	const reason = reasons[code];
	if (reason !== undefined) return { kind: 'unreachable', reason, afterMs };
	if (isOtherProtocol(error, code)) return { kind: 'wrong-address' };
	if (code.startsWith('Z_')) return { kind: 'unexpected-answer', detail: 'damaged while packed' };
	return { kind: 'unexpected-answer', detail: `no HTTP answer (${code})` };
}

/** `https` asked of a port that speaks plain HTTP, or the other way round, or a port that speaks neither. */
function isOtherProtocol(error: unknown, code: string): boolean {
	if (error instanceof errors.HTTPParserError) return true;
	return code === 'EPROTO' || code.startsWith('ERR_SSL_') || code.startsWith('HPE_');
}

/** `no code` for an error without one. */
export function codeOf(error: unknown): string {
	if (!(error instanceof Error)) return 'no code';
	if ('code' in error && typeof error.code === 'string') return error.code;
	// Several addresses were tried; they mostly fail alike.
	if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
	return codeOf(error.cause);
}

/** The deadline passed, as `AbortSignal.timeout` tells it. */
export function isTimeout(error: unknown): boolean {
	return error instanceof Error && error.name === 'TimeoutError';
}
