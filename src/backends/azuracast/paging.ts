import { BackendError } from '#src/backends/backend-error.ts';
import type { Page } from '#src/backends/roles.ts';
import { beyondTheLastPage } from './problem.ts';
import type { ListAnswer } from './schemas/answers.ts';

/** AzuraCast's own names; without a `rowCount` it would send the whole list, however long. */
export interface PageQuery extends Record<string, number> {
	rowCount: number;
	current: number;
}

export type ReadList<Row> = (query: PageQuery) => Promise<ListAnswer<Row>>;

/** One page of a list, from 1. A page beyond the end gives the first one: the list has become shorter meanwhile. */
export async function readPage<Row>(page: number, perPage: number, read: ReadList<Row>): Promise<Page<Row>> {
	const answer = (await readOrEnd(page, perPage, read)) ?? (await read({ rowCount: perPage, current: 1 }));
	return toPage(answer, page, perPage);
}

/** What the server sent as the page that was asked for: it may have sent all. */
export function toPage<Row>(answer: ListAnswer<Row>, page: number, perPage: number): Page<Row> {
	if (answer.paging !== null) {
		const { total, pages } = answer.paging;
		return { rows: answer.rows, page: answer.paging.page, pages: Math.max(1, pages), total };
	}
	const pages = Math.max(1, Math.ceil(answer.rows.length / perPage));
	const shown = page <= pages ? page : 1;
	const rows = answer.rows.slice((shown - 1) * perPage, shown * perPage);
	return { rows, page: shown, pages, total: answer.rows.length };
}

/** Every row of a list, page after page; ends at the last page or where the list has meanwhile come to end. */
export async function* readAll<Row>(perPage: number, read: ReadList<Row>): AsyncGenerator<Row, void, void> {
	for (let page = 1; ; page += 1) {
		const answer = await readOrEnd(page, perPage, read);
		if (answer === null) return;
		yield* answer.rows;
		// The number of pages is taken from the latest answer, as it changes while we read.
		if (answer.paging === null || answer.rows.length === 0 || page >= answer.paging.pages) return;
	}
}

/** Null beyond the last page, for which AzuraCast has an error. */
export async function readOrEnd<Row>(
	page: number,
	perPage: number,
	read: ReadList<Row>,
): Promise<ListAnswer<Row> | null> {
	try {
		return await read({ rowCount: perPage, current: page });
	} catch (error) {
		if (page > 1 && isBeyondTheEnd(error)) return null;
		throw error;
	}
}

function isBeyondTheEnd(error: unknown): boolean {
	if (!(error instanceof BackendError)) return false;
	const { problem } = error;
	return problem.kind === 'unexpected-answer' && problem.detail === beyondTheLastPage;
}
