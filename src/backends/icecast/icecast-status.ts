import { BackendError } from '#src/backends/backend-error.ts';
import { decodeDocument, undoDoubleEncoding } from './decode-text.ts';
import type { Dialect, ServerView } from './dialect.ts';
import { parseLooseJson } from './loose-json.ts';
import { formatOf, type MountView, mountKey } from './mount-view.ts';
import { type PageOptions, readPage } from './page.ts';
import { sourceSchema, statusSchema, type WireSource } from './schemas.ts';

const page = { name: 'status', path: '/status-json.xsl' } as const;
/** What sources send that were given no name. */
const noName = /^(?:unspecified name|no name|unnamed.*|this is my server name|-)?$/i;

/** Icecast 2.4 and newer, and its kin: one page shows all mounts that have a source. */
export const icecastStatus: Dialect = {
	kind: 'icecast',
	label: 'Icecast',
	readOf: () => 'all',
	read: (base, _mount, options) => readStatus(base, options),
	find: ({ mounts }, mount) => mounts.find((one) => mountKey(one.mount) === mountKey(mount)),
	list: readStatus,
};

async function readStatus(base: string, options: PageOptions): Promise<ServerView> {
	const { body } = await readPage(base, page, options);
	const parsed = statusSchema.safeParse(parseLooseJson(decodeDocument(body)));
	if (!parsed.success) {
		const detail = 'no icestats';
		throw new BackendError(`GET ${page.path}`, new URL(base).host, { kind: 'unexpected-answer', detail });
	}
	const { server_id: id, source } = parsed.data.icestats;
	const mounts = source.flatMap((row) => {
		const read = sourceSchema.safeParse(row);
		return read.success ? mountOf(read.data, new URL(base).pathname) : [];
	});
	return { mounts, version: /\d+\.\d+[\w.-]*/.exec(id)?.[0] ?? null };
}

/** None for a source whose place nobody knows. */
function mountOf(source: WireSource, prefix: string): MountView[] {
	// Of the address the path alone: servers mostly believe that they are called "localhost".
	const listened = URL.parse(
		source.mount === '' ? source.listenurl : source.mount,
		'http://localhost',
	)?.pathname;
	if (listened === undefined || listened === '/') return [];
	// Behind a proxy that adds a path, the server may know of it or not.
	const mount =
		prefix !== '/' && listened.startsWith(`${prefix}/`) ? listened.slice(prefix.length) : listened;
	const name = undoDoubleEncoding(source.server_name).trim();
	const isNamed = !noName.test(name);
	return [
		{
			mount,
			online: true,
			name: isNamed ? name : '',
			artist: source.artist,
			title: source.title === '' ? source['display-title'] : source.title,
			listeners: source.listeners,
			bitrate: source.bitrate ?? source['ice-bitrate'],
			format: formatOf(source.server_type),
			family: isNamed ? JSON.stringify([name, source.server_description, source.server_url]) : null,
			played: [],
		},
	];
}
