import type { z } from 'zod';
import type { Scope } from './scopes.ts';

/** One row of the table of endpoints. `Result` is what a call gives, `Path` holds the names of its parameters. */
export interface Endpoint<Result = unknown, Path extends string = string> {
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	/** Below `/v1`. */
	path: Path;
	/** What the key has to be given. */
	scope: Scope;
	/** `reading`: the key for reads; `writing`: the one that may change something. */
	access: 'reading' | 'writing';
	/**
	 * It may be sent again when the connection breaks: reads, and what is sent under a name of its own, which AutoPod carries out
	 * once in 24 hours. Everything else is sent once, whatever happens.
	 */
	repeatable: boolean;
	/** For the whole answer, from the first connection to the last byte. */
	deadlineMs: number;
	/** Most bytes of the answer, unpacked. */
	maxBytes: number;
	schema: z.ZodType<Result>;
}

const mebibyte = 1024 * 1024;
/** AutoPod takes no more than a megabyte of JSON; one episode needs far less. */
const limits = { deadlineMs: 10_000, maxBytes: 4 * mebibyte } as const;

/** A row that reads one document. */
export function read<Result, const Path extends string>(
	scope: Scope,
	path: Path,
	schema: z.ZodType<Result>,
): Endpoint<Result, Path> {
	return { ...limits, method: 'GET', access: 'reading', repeatable: true, scope, path, schema };
}

/** A row that makes something; each call has to carry an attempt's name. */
export function create<Result, const Path extends string>(
	scope: Scope,
	path: Path,
	schema: z.ZodType<Result>,
): Endpoint<Result, Path> {
	const slow = { ...limits, deadlineMs: 30_000 };
	return { ...slow, method: 'POST', access: 'writing', repeatable: true, scope, path, schema };
}

/** A row that changes what is there. */
export function change<Result, const Path extends string>(
	method: 'PUT' | 'DELETE',
	scope: Scope,
	path: Path,
	schema: z.ZodType<Result>,
): Endpoint<Result, Path> {
	const slow = { ...limits, deadlineMs: 30_000 };
	return { ...slow, method, access: 'writing', repeatable: false, scope, path, schema };
}
