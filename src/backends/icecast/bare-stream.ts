import { BackendError, type BackendProblem } from '#src/backends/backend-error.ts';
import { decodeText } from './decode-text.ts';
import type { Dialect, ServerView } from './dialect.ts';
import { lookIntoStream } from './in-stream.ts';
import { formatOf, mountKey, silentMount } from './mount-view.ts';
import type { PageOptions } from './page.ts';
import type { StreamHead } from './stream-head.ts';

const turnedAwayForMs = 60_000;

/** A stream without any page about it: what it says of itself to whoever listens. */
export const bareStream: Dialect = {
	kind: 'stream',
	label: 'Icecast',
	readOf: mountKey,
	read: readStream,
	find: ({ mounts: [only] }) => only,
	list: () => Promise.resolve({ mounts: [], version: null }),
};

async function readStream(base: string, mount: string, options: PageOptions): Promise<ServerView> {
	const url = new URL(base + mount);
	const { head, title } = await lookIntoStream(url, options);
	if (!head.isStream) {
		if (isSilent(head)) return { mounts: [silentMount(mount)], version: null };
		throw new BackendError('GET {stream}', url.host, problemOf(head, options.clock.now()));
	}
	const name = decodeText(Buffer.from(head.name, 'latin1'));
	const told = { online: true, name, title, bitrate: head.bitrate, format: formatOf(head.contentType) };
	return { mounts: [{ ...silentMount(mount), ...told }], version: null };
}

/** A server of streams that has no source there: Icecast says 404, SHOUTcast 1 `ICY 401`, SHOUTcast 2 503. */
function isSilent({ status, isRadio, isIcy }: StreamHead): boolean {
	return isIcy || (isRadio && (status === 404 || status === 503));
}

function problemOf({ status, location }: StreamHead, now: number): BackendProblem {
	if (status === 429) return { kind: 'rate-limited', until: now + turnedAwayForMs };
	if (status >= 500) return { kind: 'server-trouble', status };
	if (status === 403 || status === 401) return { kind: 'refused', reason: 'other', words: '' };
	const target = status >= 300 && status < 400 && location !== undefined ? URL.parse(location) : null;
	return target === null || target.origin === 'null'
		? { kind: 'wrong-address' }
		: { kind: 'wrong-address', leadsTo: target.origin };
}
