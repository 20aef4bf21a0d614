import { BackendError } from '#src/backends/backend-error.ts';
import { decodeText } from './decode-text.ts';
import type { Dialect, ServerView } from './dialect.ts';
import { plainText } from './entities.ts';
import { silentMount } from './mount-view.ts';
import { type PageOptions, readPage } from './page.ts';

const page = { name: 'seven', path: '/7.html' } as const;
/** Where a SHOUTcast 1 sends its stream to browsers as well, which get a page at `/`. */
const onlyStream = '/;';

/** SHOUTcast 1: a server with one stream, and one line about it. */
export const shoutcast1: Dialect = {
	kind: 'shoutcast-1',
	label: 'SHOUTcast',
	readOf: () => 'all',
	read: (base, _mount, options) => readSeven(base, options),
	find: ({ mounts: [only] }) => only,
	list: readSeven,
};

async function readSeven(base: string, options: PageOptions): Promise<ServerView> {
	const { body } = await readPage(base, page, options);
	const line = /<body[^>]{0,100}>\s*(.*?)\s*<\/body>/is.exec(decodeText(body.subarray(0, 4_096)))?.[1];
	// listeners, status, peak, most, unique, bitrate, title: the title may have commas.
	const fields = /^(\d{1,9}),([01]),\d*,\d*,\d*,(\d*),(.*)$/s.exec(line ?? '');
	if (fields === null) {
		const detail = 'no line of seven';
		throw new BackendError(`GET ${page.path}`, new URL(base).host, { kind: 'unexpected-answer', detail });
	}
	const [, listeners, status, bitrate = '', title = ''] = fields;
	const silent = silentMount(onlyStream);
	if (status === '0') return { mounts: [silent], version: null };
	const told = { online: true, listeners: Number(listeners), title: plainText(title) };
	return {
		mounts: [{ ...silent, ...told, bitrate: bitrate === '' ? null : Number(bitrate) }],
		version: null,
	};
}
