import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PageQuery, type ReadList, readAll, readPage } from '#src/backends/azuracast/paging.ts';
import { beyondTheLastPage } from '#src/backends/azuracast/problem.ts';
import { BackendError } from '#src/backends/backend-error.ts';
import { bothKeys, collect, createBackend, failure, replay, sendJson, startServer } from './loopback.ts';

/** A list as AzuraCast hands it out: in one piece, or by pages with an error beyond the last. */
function listOf(size: (call: number) => number, isBare: boolean) {
	const calls: PageQuery[] = [];
	const read: ReadList<number> = async (query) => {
		const rows = Array.from({ length: size(calls.push(query)) }, (_, i) => i);
		if (isBare) return { rows, paging: null };
		const { rowCount, current: page } = query;
		const pages = Math.max(1, Math.ceil(rows.length / rowCount));
		if (page > pages) {
			const problem = { kind: 'unexpected-answer', detail: beyondTheLastPage } as const;
			throw new BackendError('GET /list', 'radio.test', problem);
		}
		const paging = { page, pages, total: rows.length };
		return { rows: rows.slice((page - 1) * rowCount, page * rowCount), paging };
	};
	return { read, calls };
}

const size = fc.nat(60);
const perPage = fc.integer({ min: 1, max: 25 });

describe('readAll', () => {
	it('gives every row once, in order, in both forms', async () => {
		await fc.assert(
			fc.asyncProperty(size, perPage, fc.boolean(), async (length, count, isBare) => {
				const { read, calls } = listOf(() => length, isBare);
				const rows = await collect(readAll(count, read));
				expect(rows).toEqual(Array.from({ length }, (_, i) => i));
				expect(calls.length).toBe(isBare ? 1 : Math.max(1, Math.ceil(length / count)));
				expect(calls.every(({ rowCount }) => rowCount === count)).toBe(true);
			}),
		);
	});

	it('ends quietly where the list has meanwhile come to end', async () => {
		await fc.assert(
			fc.asyncProperty(size, size, fc.nat(5), perPage, async (before, after, calls, count) => {
				const shrunk = Math.min(before, after);
				const { read } = listOf((call) => (call > calls ? shrunk : before), false);
				const rows = await collect(readAll(count, read));
				expect(rows.length).toBeGreaterThanOrEqual(Math.min(shrunk, before));
				expect(rows).toEqual(Array.from({ length: rows.length }, (_, i) => i));
			}),
		);
	});

	it('asks for no further page than is wanted', async () => {
		const { read, calls } = listOf(() => 50, false);
		for await (const row of readAll(10, read)) {
			if (row === 12) break;
		}
		expect(calls.map(({ current }) => current)).toEqual([1, 2]);
	});

	it('passes other errors on', async () => {
		const server = await startServer((_, response) => replay(response, 'history_nokey'));
		const { history } = createBackend(server.url, { keys: bothKeys });
		const first = failure(collect(history!.all({})));
		expect((await first).problem.kind).toBe('key-rejected');
	});
});

describe('readPage', () => {
	it('is the same page in both forms', async () => {
		await fc.assert(
			fc.asyncProperty(size, perPage, fc.integer({ min: 1, max: 8 }), async (length, count, page) => {
				const bare = await readPage(page, count, listOf(() => length, true).read);
				const paged = await readPage(page, count, listOf(() => length, false).read);
				expect(bare).toEqual(paged);
				expect(bare.total).toBe(length);
				expect(bare.page).toBe(page <= bare.pages ? page : 1);
				expect(bare.rows[0]).toBe(length === 0 ? undefined : (bare.page - 1) * count);
			}),
		);
	});

	it('stops at AzuraCast’s own error beyond the end, and shows the first page', async () => {
		const server = await startServer(({ url }, response) => {
			replay(
				response,
				url.includes('current=1&') || url.endsWith('current=1') ? 'requests_paged' : 'requests_paged_beyond',
			);
		});
		const { requests } = createBackend(server.url);
		await expect(requests!.search('', 999, 5)).resolves.toMatchObject({ page: 1, pages: 9, total: 42 });
		expect(server.hits.length).toBe(2);
	});

	it('shows an empty list as one empty page', async () => {
		const empty = { page: 1, per_page: 5, total: 0, total_pages: 0, links: {}, rows: [] };
		const server = await startServer((_, response) => sendJson(response, empty));
		const { requests } = createBackend(server.url);
		await expect(requests!.search('zzz', 1, 5)).resolves.toEqual({ rows: [], page: 1, pages: 1, total: 0 });
	});
});
