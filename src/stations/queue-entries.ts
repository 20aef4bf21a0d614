import type { QueueEntry } from '#src/backends/roles/queue.ts';

/** An entry with its place in the queue, from 1. */
export interface PlacedEntry {
	entry: QueueEntry;
	place: number;
}

/** A suggestion's value: no text that somebody types is taken for an id. */
const idMark = 'id:';

export function entryValue({ id }: QueueEntry): string {
	return `${idMark}${id}`;
}

/** The entries that can still be taken out, with the places that people see. */
export function removable(entries: readonly QueueEntry[]): PlacedEntry[] {
	return entries.map((entry, index) => ({ entry, place: index + 1 })).filter(({ entry }) => !entry.sent);
}

/**
 * The entries that somebody means: by the value of a suggestion, by place, or by words of title and artist. Entries that the
 * player has already are among them, so that a refusal can name them.
 */
export function entriesMeant(entries: readonly QueueEntry[], typed: string): QueueEntry[] {
	const text = typed.trim();
	if (text.startsWith(idMark)) return entries.filter((entry) => entryValue(entry) === text);
	const place = /^#?(\d{1,4})\.?$/.exec(text)?.[1];
	const placed = place === undefined ? undefined : entries[Number(place) - 1];
	if (placed !== undefined) return [placed];
	return entries.filter((entry) => entryMatches(entry, text));
}

/** Whether every word stands in the entry's artist, title or album. */
export function entryMatches({ song }: QueueEntry, text: string): boolean {
	const line = `${song.artist} ${song.title} ${song.album} ${song.text}`.toLowerCase();
	const words = text.toLowerCase().split(/[\s–—-]+/u);
	return words.every((word) => line.includes(word));
}
