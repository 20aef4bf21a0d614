import { BackendError, problemKind } from '#src/backends/backend-error.ts';
import { describe } from '#src/backends/read-document.ts';
import type { DirectClient } from './direct-client.ts';
import { endpoints } from './endpoints.ts';

const asked = describe(endpoints.serverStatus);
/** Kinds that say something about a server which may well be an AzuraCast. */
const ofTheServer = new Set([
	'unreachable',
	'wrong-address',
	'rate-limited',
	'server-trouble',
	'address-barred',
]);

/** Whether an AzuraCast answers there. Throws a BackendError that says what does instead. */
export async function greet(client: DirectClient, host: string): Promise<void> {
	try {
		const { online, timestamp } = await client.call('serverStatus', {}, { key: null });
		// The schema takes what PHP leaves out for null, so that any JSON object fits it.
		if (online && timestamp !== null) return;
	} catch (error) {
		if (ofTheServer.has(problemKind(error) ?? '') || !(error instanceof BackendError)) throw error;
	}
	throw new BackendError(asked, host, { kind: 'wrong-address' });
}

/** The version of an AzuraCast as it says itself; null if it does not tell. Throws wrong-address for another system's page. */
export async function readVersion(client: DirectClient, host: string): Promise<string | null> {
	let description: string;
	try {
		description = await client.call('description', {}, { key: null });
	} catch (error) {
		// A proxy may keep the page to itself; the rest works without it.
		if (error instanceof BackendError) return null;
		throw error;
	}
	const head = description.slice(0, 4_096);
	if (!head.includes('AzuraCast')) throw new BackendError(asked, host, { kind: 'wrong-address' });
	return versionIn(head);
}

/** Rolling releases show the last stable tag, older ones words around it. */
function versionIn(description: string): string | null {
	return /^\s+version:\s*["']?v?(\d+\.\d+\.\d+)/m.exec(description)?.[1] ?? null;
}

/** Whether `version` is older than `than`; false for a version that is not known. */
export function isBefore(version: string | null, than: string): boolean {
	if (version === null) return false;
	const wanted = than.split('.').map(Number);
	const have = version.split('.').map(Number);
	for (const [i, number] of wanted.entries()) {
		const difference = (have[i] ?? 0) - number;
		if (difference !== 0) return difference < 0;
	}
	return false;
}
