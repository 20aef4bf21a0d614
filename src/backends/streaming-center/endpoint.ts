import { z } from 'zod';
import type { RefusalReason } from '#src/backends/backend-error.ts';
import { type ListAnswer, listOf } from './schemas/wire.ts';

/** A part of the panel: some refuse keys that are good elsewhere. */
export type Area = 'broadcast' | 'playlists' | 'music' | 'requests';

/** One row of the table of endpoints. `Result` is what a call gives, `Path` holds the names of its parameters. */
export interface Endpoint<Result = unknown, Path extends string = string> {
	method: 'GET' | 'POST' | 'PUT';
	/** Below `/api/v2`, always with a slash at its end. */
	path: Path;
	/** Whether the key goes along. `none` for all that is open: with a key some of these answers hold passwords. */
	key: 'none' | 'station';
	area: Area;
	/** A read: it may be sent again when the connection breaks. Actions are sent once, whatever happens. */
	repeatable: boolean;
	/** For the whole answer, from the first connection to the last byte. */
	deadlineMs: number;
	/** Most bytes of the answer, unpacked. */
	maxBytes: number;
	schema: z.ZodType<Result>;
	/** What is not there when the panel answers "not found"; null for what every panel has, so that something else answered. */
	about: 'station' | 'song' | 'playlist' | 'record' | null;
	/** The refusal that stands in a body, whatever its status; undefined if it is none. */
	refusal?: (body: unknown) => Refusal | undefined;
}

export interface Refusal {
	reason: RefusalReason;
	/** As the panel put it. */
	words: string;
}

type Settings = Partial<Pick<Endpoint, 'deadlineMs' | 'maxBytes' | 'about' | 'refusal'>>;

const mebibyte = 1024 * 1024;

/** A row that reads one document. */
export function read<Result, const Path extends string>(
	[key, area]: [Endpoint['key'], Area],
	path: Path,
	schema: z.ZodType<Result>,
	settings: Settings = {},
): Endpoint<Result, Path> {
	return {
		method: 'GET',
		repeatable: true,
		deadlineMs: 10_000,
		maxBytes: 2 * mebibyte,
		about: 'record',
		...settings,
		key,
		area,
		path,
		schema,
	};
}

/** A row that reads a list in either shape. */
export function list<Row, const Path extends string>(
	access: [Endpoint['key'], Area],
	path: Path,
	row: z.ZodType<Row>,
	settings: Settings = {},
): Endpoint<ListAnswer<Row>, Path> {
	// A panel that does not page sends everything there is.
	const limits = { maxBytes: 16 * mebibyte, deadlineMs: 20_000 };
	return read(access, path, listOf(row), { ...limits, ...settings });
}

/** A row that changes something. */
export function act<Result, const Path extends string>(
	access: [Endpoint['key'], Area],
	method: 'POST' | 'PUT',
	path: Path,
	schema: z.ZodType<Result>,
	settings: Settings = {},
): Endpoint<Result, Path> {
	return { ...read(access, path, schema, { deadlineMs: 30_000, ...settings }), method, repeatable: false };
}

/** What actions answer: `{}`, `{"result":"ok"}` or nothing at all. */
export const done = z.unknown().transform(() => null);
