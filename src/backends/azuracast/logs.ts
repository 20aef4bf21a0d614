import type { LogFile, LogPiece, LogsRole } from '#src/backends/roles/operations.ts';
import type { Query } from './address.ts';
import type { AzuraCastClient } from './client.ts';
import type { Results } from './endpoints.ts';

export function createLogsRole(client: AzuraCastClient): LogsRole {
	return {
		async list() {
			return toLogFiles(await client.call('stationLogs', {}));
		},
		read: (key, from) => readLog((query) => client.call('stationLog', { log: key }, { query }), from),
	};
}

export function toLogFiles(logs: Results['stationLogs']): LogFile[] {
	return logs.map(({ key, name, tail }) => ({ key, name, grows: tail }));
}

/** The end of a log (AzuraCast sends at most a mebibyte of one that grows), or what came after `from`. */
export async function readLog(
	read: (query: Query) => Promise<Results['stationLog']>,
	from: number | undefined,
): Promise<LogPiece> {
	const piece = await read(from === undefined ? {} : { position: from });
	if (from === undefined || piece.position === null || piece.position >= from) return toPiece(piece);
	// The log has become shorter, so it was begun anew: all of it came after `from`.
	return toPiece(await read({}));
}

function toPiece({ contents, position }: Results['stationLog']): LogPiece {
	return { text: contents, position };
}
