import type { ServerConnections } from './server-connections.ts';
import { withDeadline } from './with-deadline.ts';

const deadlineMs = 5_000;
/** A large cover; what is larger is a poster. */
const mostBytes = 2 * 1024 * 1024;
const kept = new Set(['image/jpeg', 'image/jpg', 'image/png', 'image/webp', 'image/gif']);

/**
 * Reads the file of a cover, without any key, once, and without following where it may lead (AzuraCast leads on to its stand-in for songs
 * without one). Undefined for what is no picture. Throws a BackendError if nothing usable came.
 */
export async function coverFile(
	connections: ServerConnections,
	address: string,
	signal: AbortSignal,
): Promise<Uint8Array | undefined> {
	const url = URL.parse(address);
	if (url === null || url.username !== '' || url.password !== '') return undefined;
	const answer = await withDeadline(deadlineMs, signal, (over) =>
		connections.send({
			method: 'GET',
			url,
			headers: { accept: 'image/webp,image/png,image/jpeg,image/gif' },
			signal: over,
			maxBytes: mostBytes,
			asked: 'GET a cover',
		}),
	);
	return answer.status === 200 && kept.has(answer.contentType) ? answer.body : undefined;
}
