import { z } from 'zod';
import { flag, id, many, number, text } from './wire.ts';

const log = z.object({ key: id, name: text, tail: flag });

/** A bare list since 0.21, before that in `logs`. */
export const stationLogs = z.preprocess(
	(value) => (Array.isArray(value) ? { logs: value } : value),
	z.object({ logs: z.array(log) }).transform(({ logs }) => logs),
);

/** The server's logs, and since 0.23 those of the stations that the key may read. */
export const serverLogs = z.preprocess(
	(value) => (Array.isArray(value) ? { logs: value } : value),
	z
		.object({
			globalLogs: z.array(log).optional(),
			logs: z.array(log).optional(),
			stationLogs: many(z.object({ id, name: text, logs: many(log) })),
		})
		.refine(({ globalLogs, logs }) => globalLogs !== undefined || logs !== undefined)
		.transform(({ globalLogs, logs, stationLogs: ofStations }) => ({
			server: globalLogs ?? logs ?? [],
			stations: ofStations,
		})),
);

/** A piece of a log. `position` is where the next one begins; null for a file that is always sent whole. */
export const logContents = z.object({ contents: text, eof: flag, position: number });
