import type { Show } from '#src/backends/roles/shows.ts';

/** A suggestion's value: no title that somebody types is taken for an id. */
const idMark = 'id:';

export function showValue({ id }: Pick<Show, 'id'>): string {
	return `${idMark}${id}`;
}

/** The id in the value of a suggestion; undefined for what somebody typed. */
export function idIn(typed: string): string | undefined {
	const text = typed.trim();
	return text.startsWith(idMark) ? text.slice(idMark.length) : undefined;
}

/** The shows that somebody means: by the value of a suggestion, by the whole title, or by a part of it. */
export function showsMeant(all: readonly Show[], typed: string): Show[] {
	const id = idIn(typed);
	if (id !== undefined) return all.filter((show) => show.id === id);
	const named = all.filter(({ title }) => folded(title) === folded(typed));
	return named.length > 0 ? named : all.filter((show) => showMatches(show, typed));
}

export function showMatches({ title, presenter }: Show, text: string): boolean {
	return folded(`${title} ${presenter}`).includes(folded(text));
}

function folded(text: string): string {
	return text.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ');
}
