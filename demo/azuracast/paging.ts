import { type Answer, json } from './answer.ts';
import { pageOutOfRange } from './errors.ts';
import type { Visit } from './router.ts';

const anonymousMaximum = 25;
const everything = Number.MAX_SAFE_INTEGER;
const phpMaximum = 9_223_372_036_854_775_807n;

/** The rows as AzuraCast lists them: bare without a page size, in an envelope with one. */
export function paged(visit: Visit, rows: readonly unknown[]): Answer {
	const { query } = visit.call;
	const size = query.get('rowCount') ?? query.get('per_page');
	const page = Math.max(1, toInteger(query.get('current') ?? query.get('page')));
	if (size === null) {
		// The page is looked at all the same, as if pages had ten rows.
		const last = pages(rows.length, 10);
		if (page > last) throw pageOutOfRange(page, last);
		return json(rows);
	}
	const perPage = pageSize(toInteger(size), visit.account !== null);
	const last = pages(rows.length, perPage);
	if (page > last) throw pageOutOfRange(page, last);
	return json({
		page,
		per_page: perPage === everything ? Number(phpMaximum) : perPage,
		total: rows.length,
		total_pages: last,
		links: {
			first: pageAddress(visit, 1),
			previous: pageAddress(visit, Math.max(1, page - 1)),
			next: pageAddress(visit, Math.min(last, page + 1)),
			last: pageAddress(visit, last),
		},
		rows: rows.slice((page - 1) * perPage, page * perPage),
	});
}

/** The rows whose texts contain the search phrase, in the order asked for; `texts` is read by its keys as AzuraCast sorts. */
export function sought<T>(
	{ call: { query } }: Visit,
	rows: readonly T[],
	options: { phrase?: (row: T) => readonly string[]; sort?: Record<string, (row: T) => string | number> },
): T[] {
	const phrase = query.get('searchPhrase')?.trim().toLowerCase() ?? '';
	const { phrase: textsOf } = options;
	const found =
		phrase === '' || textsOf === undefined
			? [...rows]
			: rows.filter((row) => textsOf(row).some((words) => words.toLowerCase().includes(phrase)));
	const key = options.sort?.[query.get('sort') ?? ''];
	if (key === undefined) return found;
	const direction = query.get('sortOrder')?.toLowerCase() === 'desc' ? -1 : 1;
	return found.toSorted((a, b) => direction * compare(key(a), key(b)));
}

function compare(a: string | number, b: string | number): number {
	return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b));
}

function pageSize(wanted: number, hasKey: boolean): number {
	const size = wanted > 0 ? wanted : everything;
	return hasKey ? size : Math.min(size, anonymousMaximum);
}

function pages(total: number, perPage: number): number {
	return Math.max(1, Math.ceil(total / perPage));
}

function pageAddress({ call }: Visit, page: number): string {
	const query = new URLSearchParams(call.query);
	query.set('page', String(page));
	return `${call.path}?${query.toString()}`;
}

/** As PHP reads a number: `abc` is 0. */
function toInteger(given: string | null): number {
	const value = Number.parseInt(given ?? '', 10);
	return Number.isNaN(value) ? 0 : value;
}
