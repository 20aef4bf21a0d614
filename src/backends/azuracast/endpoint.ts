import { z } from 'zod';
import type { Feature, KeyName } from '#src/backends/backend-error.ts';
import type { Permission } from './permissions.ts';
import { done, type ListAnswer, listOf, nothing } from './schemas/answers.ts';

/** One row of the table of endpoints. `Result` is what a call gives, `Path` holds the names of its parameters. */
export interface Endpoint<Result = unknown, Path extends string = string> {
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	/** Below `/api`. `{station}` is filled in by the client, the other names by the caller. */
	path: Path;
	/** The weakest key that can do it. `none`: no key for a public station, the station key for a private one. */
	key: 'none' | KeyName;
	/** Without its key the call goes out all the same: AzuraCast allows it on public stations. */
	keyOptional: boolean;
	/** All of them are needed. */
	permissions: readonly Permission[];
	/** A read: it may be sent again when the connection breaks. Actions are sent once, whatever happens. */
	repeatable: boolean;
	/** Counts towards AzuraCast's limit of 2 calls in 5 seconds from one address. */
	rateLimited: boolean;
	/** For the whole answer, from the first connection to the last byte. */
	deadlineMs: number;
	/** Most bytes of the answer, unpacked. */
	maxBytes: number;
	answer: 'json' | 'list' | 'text' | 'bytes';
	schema: z.ZodType<Result>;
	/** What is not there when AzuraCast answers "not found". */
	about: 'station' | 'song' | 'playlist' | 'log' | 'record';
	/** What is switched off when AzuraCast answers "unsupported". */
	feature: Feature;
	/** AzuraCast says "unsupported" with a bare RuntimeException here. */
	unsupportedAtRunTime: boolean;
}

type Settings = Partial<Omit<Endpoint, 'method' | 'path' | 'key' | 'answer' | 'schema'>>;

const mebibyte = 1024 * 1024;
/** A start waits ten seconds for each process, and a restart stops first. */
export const slowActionMs = 90_000;

const defaults = {
	method: 'GET',
	keyOptional: false,
	permissions: [],
	repeatable: true,
	rateLimited: false,
	deadlineMs: 10_000,
	maxBytes: 2 * mebibyte,
	about: 'record',
	feature: 'other',
	unsupportedAtRunTime: false,
} as const satisfies Partial<Endpoint>;

/** A row that reads one JSON document. */
export function read<Result, const Path extends string>(
	key: Endpoint['key'],
	path: Path,
	schema: z.ZodType<Result>,
	settings: Settings = {},
): Endpoint<Result, Path> {
	return { ...defaults, ...settings, key, path, schema, answer: 'json' };
}

/** A row that reads a list which AzuraCast can page; `row` is one entry. */
export function list<Row, const Path extends string>(
	key: Endpoint['key'],
	path: Path,
	row: z.ZodType<Row>,
	settings: Settings = {},
): Endpoint<ListAnswer<Row>, Path> {
	const limits = { maxBytes: 16 * mebibyte, deadlineMs: 20_000 };
	return { ...defaults, ...limits, ...settings, key, path, schema: listOf(row), answer: 'list' };
}

/** A row that changes something and answers that it was done. */
export function act<const Path extends string>(
	key: Endpoint['key'],
	method: 'POST' | 'PUT' | 'DELETE',
	path: Path,
	settings: Settings = {},
): Endpoint<z.output<typeof done>, Path> {
	return actFor(key, method, path, done, settings);
}

/** A row that changes something and answers with a record. */
export function actFor<Result, const Path extends string>(
	key: Endpoint['key'],
	method: 'POST' | 'PUT' | 'DELETE',
	path: Path,
	schema: z.ZodType<Result>,
	settings: Settings = {},
): Endpoint<Result, Path> {
	const once = { repeatable: false, deadlineMs: 30_000 };
	return { ...defaults, ...once, ...settings, method, key, path, schema, answer: 'json' };
}

/** A row that reads a text document. */
export function readText<const Path extends string>(
	key: Endpoint['key'],
	path: Path,
	settings: Settings = {},
): Endpoint<string, Path> {
	return { ...defaults, ...settings, key, path, schema: z.string(), answer: 'text' };
}

/** A row that reads a file. */
export function readBytes<const Path extends string>(
	key: Endpoint['key'],
	path: Path,
	settings: Settings = {},
): Endpoint<Uint8Array, Path> {
	return { ...defaults, ...settings, key, path, schema: z.instanceof(Uint8Array), answer: 'bytes' };
}

/** A row whose only use is to show that a right is held; a record number 0 that does not exist shows it as well. */
export function probe<const Path extends string>(
	key: Endpoint['key'],
	path: Path,
	permission: Permission,
	settings: Settings = {},
): Endpoint<null, Path> {
	return read(key, path, nothing, { permissions: [permission], ...settings });
}

/** Public endpoints, on which a private station shows itself only to a key, and hides every error behind "Station not found." */
export function isPublicStationEndpoint(endpoint: Endpoint): boolean {
	return (endpoint.key === 'none' || endpoint.keyOptional) && endpoint.path.includes('{station}');
}
