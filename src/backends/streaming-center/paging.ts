import type { Page } from '#src/backends/roles.ts';
import type { ListAnswer } from './schemas/wire.ts';

export interface PageQuery {
	limit: number;
	offset: number;
}

/** A list was asked for its page `page` of `perPage` and answered this. */
function toPage<Row>({ rows, total }: ListAnswer<Row>, page: number, perPage: number): Page<Row> {
	const offset = (page - 1) * perPage;
	// A bare array is the whole list, whatever was asked for.
	const all = total ?? rows.length;
	const shown = total === null ? rows.slice(offset, offset + perPage) : rows.slice(0, perPage);
	return { rows: shown, page, pages: Math.max(1, Math.ceil(all / perPage)), total: all };
}

/** One page of a list, from 1. */
export async function readPage<Row>(
	page: number,
	perPage: number,
	read: (query: PageQuery) => Promise<ListAnswer<Row>>,
): Promise<Page<Row>> {
	return toPage(await read({ limit: perPage, offset: (page - 1) * perPage }), page, perPage);
}

/** Up to `most` rows of a list, in as few reads as the panel allows. */
export async function readRows<Row>(
	most: number,
	read: (query: PageQuery) => Promise<ListAnswer<Row>>,
): Promise<Row[]> {
	const rows: Row[] = [];
	for (;;) {
		const answer = await read({ limit: most - rows.length, offset: rows.length });
		if (answer.total === null) return answer.rows.slice(0, most);
		rows.push(...answer.rows);
		if (answer.rows.length === 0 || rows.length >= Math.min(most, answer.total)) return rows.slice(0, most);
	}
}

/** All rows of a list that is asked for as a whole: some panels give no more than a page of it all the same. */
export async function readAll<Row>(
	read: (query: Partial<PageQuery>) => Promise<ListAnswer<Row>>,
): Promise<Row[]> {
	const first = await read({});
	const rows = [...first.rows];
	const { total } = first;
	if (total === null) return rows;
	while (rows.length < total) {
		const more = await read({ limit: total - rows.length, offset: rows.length });
		// The list shrank, or has another shape by now, in which it is whole.
		if (more.total === null) return more.rows;
		if (more.rows.length === 0) return rows;
		rows.push(...more.rows);
	}
	return rows;
}
