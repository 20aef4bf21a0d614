import type { Socket } from 'node:net';
import type { ObserveCall } from '#src/backends/backend-call.ts';
import { BackendError, type BackendProblem, problemKind } from '#src/backends/backend-error.ts';
import type { ServerConnections } from '#src/backends/server-connections.ts';
import { transportProblem } from '#src/backends/transport-problem.ts';
import { withDeadline } from '#src/backends/with-deadline.ts';
import { decodeText } from './decode-text.ts';
import { readHead, type StreamHead } from './stream-head.ts';

/** What a stream says of itself. */
export interface StreamLook {
	head: StreamHead;
	/** '' if it tells none within the bounds, or has no titles at all. */
	title: string;
}

export interface LookOptions {
	connections: ServerConnections;
	observe?: ObserveCall;
	/** For all of it, in real milliseconds. */
	deadlineMs?: number;
}

const usualDeadlineMs = 8_000;
const mostHeadBytes = 16_384;
/** A title stands after every 8 to 64 KB of sound; what a server sends at once when somebody connects is about as much. */
const mostBytes = 400_000;
/** What a server sends at once may begin before the source had told its first title: an empty one is believed after this. */
const emptyUntilBytes = 100_000;

/**
 * Listens to a stream until its first title and hangs up. It speaks over a bare connection, because SHOUTcast 1 and some of
 * its kin answer `ICY 200 OK`, which is no HTTP. Throws a BackendError if nothing answers that is a stream or says why not.
 */
export async function lookIntoStream(
	url: URL,
	{ connections, observe, deadlineMs = usualDeadlineMs }: LookOptions,
): Promise<StreamLook> {
	const asked = 'GET {stream}';
	const startedAt = performance.now();
	const report = (outcome: 'ok' | 'given-up' | BackendProblem['kind']) =>
		observe?.({
			endpoint: 'stream',
			key: 'none',
			outcome,
			tookMs: performance.now() - startedAt,
			waitedMs: 0,
		});
	try {
		const look = await withDeadline(deadlineMs, undefined, (signal) =>
			connections.socket({ url, signal, asked }, async (socket, agent) => {
				socket.write(request(url, agent));
				const { look: heard, bytes } = await listen(socket);
				if (heard !== undefined) return heard;
				const afterMs = Math.round(performance.now() - startedAt);
				throw new BackendError(asked, url.host, noHead(bytes, signal, afterMs));
			}),
		);
		report('ok');
		return look;
	} catch (error) {
		report(problemKind(error) ?? 'given-up');
		throw error;
	}
}

function request(url: URL, agent: string): string {
	const lines = [
		`GET ${url.pathname}${url.search} HTTP/1.0`,
		`Host: ${url.host}`,
		`User-Agent: ${agent}`,
		'Icy-MetaData: 1',
		'Accept: */*',
		'Connection: close',
	];
	return `${lines.join('\r\n')}\r\n\r\n`;
}

/** Why there was nothing that could be the head of an answer. */
function noHead(bytes: number, signal: AbortSignal, afterMs: number): BackendProblem {
	if (signal.aborted) return transportProblem(signal.reason, afterMs);
	return bytes > 0 ? { kind: 'wrong-address' } : { kind: 'unreachable', reason: 'connection-lost', afterMs };
}

/** Without a look if the connection ended before there was a head; then `bytes` is how much had come. */
async function listen(socket: Socket): Promise<{ look?: StreamLook; bytes: number }> {
	let kept = Buffer.alloc(0);
	let head: StreamHead | undefined;
	let title = '';
	try {
		for await (const chunk of socket) {
			if (!(chunk instanceof Uint8Array)) continue;
			kept = Buffer.concat([kept, chunk]);
			if (head === undefined) {
				const read = readHead(kept);
				if (read === undefined && kept.length > mostHeadBytes) break;
				if (read === undefined) continue;
				head = read.head;
				kept = kept.subarray(read.length);
			}
			if (!head.isStream || head.metaint === null) break;
			const found = findTitle(kept, head.metaint);
			title = found ?? '';
			if (found !== undefined || kept.length > mostBytes) break;
		}
	} catch {
		// Cut off or out of time: what was heard so far counts, and who called looks at how far that was.
	}
	return head === undefined ? { bytes: kept.length } : { look: { head, title }, bytes: kept.length };
}

/** The first title in the blocks; undefined while none has come that can be believed. */
function findTitle(bytes: Buffer, metaint: number): string | undefined {
	let isEmpty = false;
	for (let at = metaint; at < bytes.length; ) {
		const length = (bytes[at] ?? 0) * 16;
		const end = at + 1 + length;
		const title = length > 0 && end <= bytes.length ? titleIn(bytes.subarray(at + 1, end)) : undefined;
		if (title !== undefined && title !== '') return title;
		isEmpty ||= title === '';
		at = end + metaint;
	}
	return isEmpty && bytes.length > emptyUntilBytes ? '' : undefined;
}

/** `StreamTitle='It's late';StreamUrl='';` with zeros up to the end of the block. */
function titleIn(block: Buffer): string | undefined {
	// Each byte a letter, so that the encoding of the title is left open.
	const text = block.toString('latin1').replace(/\0+$/, '');
	const title = /StreamTitle='(.*?)'(?:;\s*(?:Stream|[A-Za-z]+=')|;?\s*$)/s.exec(text)?.[1];
	return title === undefined ? undefined : decodeText(Buffer.from(title, 'latin1'));
}
