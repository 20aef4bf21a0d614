import type { Playlist } from '#src/backends/roles/playlists.ts';

/** A suggestion's value: no name that somebody types is taken for an id. */
const idMark = 'id:';

export function playlistValue({ id }: Playlist): string {
	return `${idMark}${id}`;
}

/** The playlists that somebody means: by the value of a suggestion, by the whole name, or by a part of it. */
export function playlistsMeant(all: readonly Playlist[], typed: string): Playlist[] {
	const text = typed.trim();
	if (text.startsWith(idMark)) return all.filter((playlist) => playlistValue(playlist) === text);
	const named = all.filter(({ name }) => sameName(name, text));
	return named.length > 0 ? named : all.filter((playlist) => nameMatches(playlist, text));
}

export function nameMatches({ name }: Playlist, text: string): boolean {
	return folded(name).includes(folded(text));
}

/** Whether people would take both for the same name. */
export function sameName(one: string, other: string): boolean {
	return folded(one) === folded(other);
}

function folded(name: string): string {
	return name.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ');
}
