import { BackendError, problemKind } from '#src/backends/backend-error.ts';
import { decodeDocument } from './decode-text.ts';
import type { Dialect, ServerView } from './dialect.ts';
import { plainText } from './entities.ts';
import { parseLooseJson } from './loose-json.ts';
import { formatOf, type MountView } from './mount-view.ts';
import { type Page, type PageOptions, readPage } from './page.ts';
import { playedSchema, statisticsSchema, statsSchema, type WireStats } from './schemas.ts';

/** SHOUTcast 2: a server with numbered streams, which remembers its last titles. */
export const shoutcast2: Dialect = {
	kind: 'shoutcast-2',
	label: 'SHOUTcast',
	readOf: (mount) => String(streamNumber(mount)),
	read: async (base, mount, options) => {
		const sid = streamNumber(mount);
		const stats = await readStats(base, sid, options);
		const played = stats.streamstatus === 1 ? await readPlayed(base, sid, options) : [];
		return { mounts: [viewOf(stats, sid, played)], version: versionOf(stats.version) };
	},
	find: ({ mounts: [only] }) => only,
	list,
};

/** The number of the stream that an address means: `/stream/2/`; the first one where it names none. */
function streamNumber(mount: string): number {
	return Number(/^\/stream\/(\d{1,9})(?:\/|$)/.exec(mount)?.[1] ?? 1);
}

/** Where a stream is heard. */
export function streamPath(sid: number): string {
	return `/stream/${sid}/`;
}

/** All streams; of a server that keeps that to itself the first one. */
async function list(base: string, options: PageOptions): Promise<ServerView> {
	try {
		const page = { name: 'statistics', path: '/statistics?json=1' } as const;
		const { version, streams } = await readJson(base, page, options, statisticsSchema);
		const mounts = streams.flatMap((row) => {
			const stats = statsSchema.safeParse(row);
			return stats.success && stats.data.id !== null ? [viewOf(stats.data, stats.data.id, [])] : [];
		});
		if (mounts.length > 0) return { mounts, version: versionOf(version) };
	} catch (error) {
		if (problemKind(error) === undefined || problemKind(error) === 'unreachable') throw error;
	}
	const stats = await readStats(base, 1, options);
	return { mounts: [viewOf(stats, 1, [])], version: versionOf(stats.version) };
}

function readStats(base: string, sid: number, options: PageOptions): Promise<WireStats> {
	return readJson(base, { name: 'stats', path: `/stats?sid=${sid}&json=1` }, options, statsSchema);
}

/** What was on; nothing where the server does not tell, which costs the rest nothing. */
async function readPlayed(base: string, sid: number, options: PageOptions): Promise<MountView['played']> {
	try {
		const page = { name: 'played', path: `/played?sid=${sid}&type=json` } as const;
		const rows = await readJson(base, page, options, playedSchema);
		return rows.map(({ title, playedat }) => ({ title: plainText(title), at: playedat * 1000 }));
	} catch (error) {
		if (error instanceof BackendError) return [];
		throw error;
	}
}

async function readJson<Result>(
	base: string,
	page: Page,
	options: PageOptions,
	schema: { safeParse(value: unknown): { success: true; data: Result } | { success: false } },
): Promise<Result> {
	const { body } = await readPage(base, page, options);
	const parsed = schema.safeParse(parseLooseJson(decodeDocument(body)));
	if (parsed.success) return parsed.data;
	const asked = `GET ${page.path.split('?', 1).join('')}`;
	throw new BackendError(asked, new URL(base).host, { kind: 'unexpected-answer', detail: 'not as expected' });
}

function viewOf(stats: WireStats, sid: number, played: MountView['played']): MountView {
	const online = stats.streamstatus === 1;
	return {
		mount: streamPath(sid),
		online,
		name: plainText(stats.servertitle),
		artist: '',
		title: online ? plainText(stats.songtitle) : '',
		listeners: online ? stats.currentlisteners : null,
		bitrate: stats.bitrate,
		format: formatOf(stats.content),
		family: null,
		played,
	};
}

function versionOf(text: string): string | null {
	return /\d+\.\d+[\w.]*/.exec(text)?.[0] ?? null;
}
