import { type Answer, json } from './answer.ts';
import { pageOutOfRange } from './errors.ts';
import type { Visit } from './router.ts';

const anonymousMaximum = 25;
const everything = Number.MAX_SAFE_INTEGER;
const phpMaximum = 9_223_372_036_854_775_807n;

/** The rows as AzuraCast lists them: bare without a page size, in an envelope with one. Only those that are given are shown first. */
export function paged<T>(visit: Visit, rows: readonly T[], show: (row: T) => unknown = (row) => row): Answer {
	const { query } = visit.call;
	const size = query.get('rowCount') ?? query.get('per_page');
	const page = Math.max(1, toInteger(query.get('current') ?? query.get('page')));
	if (size === null) {
		// The page is looked at all the same, as if pages had ten rows.
		const last = pages(rows.length, 10);
		if (page > last) throw pageOutOfRange(page, last);
		return json(rows.map((row) => show(row)));
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
		rows: rows.slice((page - 1) * perPage, page * perPage).map((row) => show(row)),
	});
}

export interface Wish<T> {
	/** The texts in which the search phrase is looked for. */
	phrase?: (row: T) => readonly string[];
	/** What rows are sorted by, by the names that AzuraCast has for it. */
	sort?: Record<string, (row: T) => string | number>;
	/** Where there are so many rows that sorting them for each page takes too long: gives what `sorted` would give. */
	keep?: (sort: string, direction: 'asc' | 'desc', sorted: () => T[]) => readonly T[];
}

/** The rows whose texts contain the search phrase, in the order asked for. */
export function sought<T>({ call: { query } }: Visit, rows: readonly T[], wish: Wish<T>): readonly T[] {
	const { phrase: textsOf, keep = (_sort, _direction, sorted) => sorted() } = wish;
	const phrase = query.get('searchPhrase')?.trim().toLowerCase() ?? '';
	const sort = query.get('sort') ?? '';
	const key = wish.sort?.[sort];
	const isDown = query.get('sortOrder')?.toLowerCase() === 'desc';
	const direction = isDown ? -1 : 1;
	const inOrder =
		key === undefined
			? rows
			: keep(sort, isDown ? 'desc' : 'asc', () =>
					rows.toSorted((a, b) => direction * compare(key(a), key(b))),
				);
	if (phrase === '' || textsOf === undefined) return inOrder;
	return inOrder.filter((row) => textsOf(row).some((words) => words.toLowerCase().includes(phrase)));
}

const texts = new Intl.Collator();

function compare(a: string | number, b: string | number): number {
	return typeof a === 'number' && typeof b === 'number' ? a - b : texts.compare(String(a), String(b));
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
