import { Breath } from '../breath.ts';
import type { MediaSong } from '../media-song.ts';
import { mostFoldedUnits } from './fold.ts';
import { IdTable } from './id-table.ts';
import { KnownWords } from './known-words.ts';
import { type Popularity, rankOf } from './rank.ts';
import { fields, requestableFlag, type Segment } from './segment.ts';
import { termsOf, wordsOf } from './terms.ts';

/** So few terms are sorted at once. */
const mostSorted = 2_000;
/** After so many steps of a short loop the clock is looked at. */
const stride = 16_384;
const separators = /[/\\_]+/g;
const ending = /\.[a-z0-9]{1,5}$/i;

/** Numbers of which nobody knows how many come. */
class Growing {
	#values = new Uint32Array(1_024);
	length = 0;

	push(value: number): void {
		if (this.length === this.#values.length) {
			const larger = new Uint32Array(this.length * 2);
			larger.set(this.#values);
			this.#values = larger;
		}
		this.#values[this.length++] = value;
	}

	at(place: number): number {
		return this.#values[place] ?? 0;
	}
}

/** What is made of texts that come several times in a row, as artists, albums and folders do in a library: made once for each row. */
class Repeated<T> {
	readonly #make: (text: string) => T;
	#last: { text: string; made: T } | undefined;

	constructor(make: (text: string) => T) {
		this.#make = make;
	}

	of(text: string): T {
		if (this.#last?.text !== text) this.#last = { text, made: this.#make(text) };
		return this.#last.made;
	}
}

/** Makes an index over these songs, in slices. */
export async function buildSegment(songs: readonly MediaSong[], popularity: Popularity): Promise<Segment> {
	const breath = new Breath();
	const numbers = new Map<string, number>();
	/** By the number of a term: one more than the slot of the song that had it last. */
	const lastIn: number[] = [];
	const numbersOf = (words: readonly string[]): number[] => {
		const result: number[] = [];
		for (const term of words) {
			if (term === '') continue;
			let number = numbers.get(term);
			if (number === undefined) {
				numbers.set(term, (number = numbers.size));
				lastIn.push(0);
			}
			result.push(number);
		}
		return result;
	};
	const names = new KnownWords(termsOf, numbersOf);
	const places = new KnownWords(wordsOf, numbersOf);
	const artists = new Repeated((text) => names.of(text));
	const albums = new Repeated((text) => names.of(text));
	const folders = new Repeated((text) => places.of(spaced(text)));
	// One after the other: how many terms a song has, and which in which field.
	const found = new Growing();
	const perSong = new Growing();
	const ranks = new Uint32Array(songs.length);
	const wordCounts = new Uint8Array(songs.length);
	const flags = new Uint8Array(songs.length);
	const ids = new IdTable(songs.length);
	for (const [slot, song] of songs.entries()) {
		if (slot % 64 === 0) await breath.due();
		ids.add(song.id, slot);
		ranks[slot] = rankOf(song, popularity(song));
		flags[slot] = song.requestable ? requestableFlag : 0;
		const before = found.length;
		const add = (terms: readonly number[], field: number): void => {
			for (const number of terms) {
				if (lastIn[number] === slot + 1) continue;
				lastIn[number] = slot + 1;
				found.push(number);
				found.push(field);
			}
		};
		const title = names.of(song.title);
		const artist = artists.of(song.artist);
		wordCounts[slot] = Math.min(15, title.count) | (Math.min(15, artist.count) << 4);
		add(title.numbers, fields.title);
		add(artist.numbers, fields.artist);
		add(albums.of(song.album).numbers, fields.album);
		// Without its ending; what is furthest down tells most.
		const path = song.path.replace(ending, '').slice(-mostFoldedUnits);
		const file = path.lastIndexOf('/') + 1;
		add(folders.of(path.slice(0, file)).numbers, fields.path);
		add(places.of(spaced(path.slice(file))).numbers, fields.path);
		perSong.push((found.length - before) / 2);
	}
	const terms: string[] = [];
	await sortInto(terms, Array.from(numbers.keys()), 0, breath);
	const { starts, postings } = await postingsOf({ terms, numbers, found, perSong }, breath);
	return { songs: songs.slice(), terms, starts, postings, ranks, wordCounts, flags, ids };
}

async function postingsOf(
	parts: { terms: readonly string[]; numbers: ReadonlyMap<string, number>; found: Growing; perSong: Growing },
	breath: Breath,
): Promise<{ starts: Uint32Array; postings: Uint32Array }> {
	const { terms, numbers, found, perSong } = parts;
	const placeOf = new Uint32Array(terms.length);
	for (const [place, term] of terms.entries()) {
		if (place % 1_024 === 0) await breath.due();
		placeOf[numbers.get(term) ?? 0] = place;
	}
	const starts = new Uint32Array(terms.length + 1);
	for (let at = 0; at < found.length; at += 2) {
		if (at % stride === 0) await breath.due();
		const next = (placeOf[found.at(at)] ?? 0) + 1;
		starts[next] = (starts[next] ?? 0) + 1;
	}
	for (let place = 1; place < starts.length; place++)
		starts[place] = (starts[place] ?? 0) + (starts[place - 1] ?? 0);
	const ends = starts.slice();
	const postings = new Uint32Array(found.length / 2);
	let at = 0;
	for (let slot = 0; slot < perSong.length; slot++) {
		if (slot % 1_024 === 0) await breath.due();
		for (const end = at + perSong.at(slot) * 2; at < end; at += 2) {
			const place = placeOf[found.at(at)] ?? 0;
			const target = ends[place] ?? 0;
			postings[target] = (slot << 2) | found.at(at + 1);
			ends[place] = target + 1;
		}
	}
	return { starts, postings };
}

function spaced(path: string): string {
	return path.replace(separators, ' ');
}

/** Sorts by UTF-16 units, without a long step: by the unit at `depth` first, and what begins alike by itself. */
async function sortInto(
	sorted: string[],
	terms: readonly string[],
	depth: number,
	breath: Breath,
): Promise<void> {
	if (terms.length <= mostSorted) {
		// oxlint-disable-next-line typescript/require-array-sort-compare -- by units is what is wanted
		for (const term of terms.toSorted()) sorted.push(term);
		await breath.due();
		return;
	}
	const groups = new Map<number, string[]>();
	for (const [place, term] of terms.entries()) {
		if (place % 1_024 === 0) await breath.due();
		const unit = depth < term.length ? term.charCodeAt(depth) : -1;
		const group = groups.get(unit);
		if (group === undefined) groups.set(unit, [term]);
		else group.push(term);
	}
	for (const unit of Array.from(groups.keys()).toSorted((a, b) => a - b))
		await sortInto(sorted, groups.get(unit) ?? [], depth + 1, breath);
}
