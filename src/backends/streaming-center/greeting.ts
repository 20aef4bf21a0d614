import { BackendError, problemKind } from '#src/backends/backend-error.ts';
import { describe } from '#src/backends/read-document.ts';
import type { StreamingCenterClient } from './client.ts';
import { endpointsByName } from './endpoints.ts';

/** Kinds that say something about a server which may well be a panel. */
const ofTheServer = new Set([
	'unreachable',
	'wrong-address',
	'rate-limited',
	'server-trouble',
	'address-barred',
]);

/** Whether a panel answers there. Throws a BackendError that says what does instead. */
export async function greet(client: StreamingCenterClient, host: string, server?: string): Promise<void> {
	const query = { limit: 1, offset: 0, ...(server === undefined ? {} : { server }) };
	try {
		await client.call('greeting', {}, { query });
	} catch (error) {
		if (ofTheServer.has(problemKind(error) ?? '') || !(error instanceof BackendError)) throw error;
		// Somebody else's JSON, or somebody else's "not found".
		throw new BackendError(describe(endpointsByName.greeting), host, { kind: 'wrong-address' });
	}
}
