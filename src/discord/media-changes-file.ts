import { stringify } from 'csv-stringify/sync';
import { Breath } from '#src/media/breath.ts';
import type { MediaChanges } from '#src/media/media-changes.ts';
import type { MediaSong } from '#src/media/media-song.ts';
import type { CardFile } from './card.ts';

/** A list of changes for a spreadsheet. */
export interface ChangesFile extends CardFile {
	/** How many changes are in it, of how many. */
	rows: number;
	of: number;
}

const columns = ['kind', 'artist', 'title', 'path', 'before', 'after'] as const;
type Row = Readonly<Record<(typeof columns)[number], string>>;

/** Discord takes 10 MB. */
const mostBytes = 8_000_000;
const rowsAtOnce = 100;

/**
 * All changes as a file, as far as it may be sent. Cells that a spreadsheet would run as a formula are escaped: tags come from
 * outside. Starts with a byte order mark, without which Excel reads UTF-8 as something else. Made in slices.
 */
export async function changesFile(changes: MediaChanges): Promise<ChangesFile> {
	const breath = new Breath();
	const { added, removed, moved, retagged } = changes;
	const pieces = [csv([], { header: true, bom: true })];
	let [rows, bytes] = [0, 0];
	let waiting: Row[] = [];
	const put = () => {
		const piece = csv(waiting);
		if (bytes + piece.length > mostBytes) return false;
		pieces.push(piece);
		bytes += piece.length;
		rows += waiting.length;
		waiting = [];
		return true;
	};
	for (const row of rowsOf(changes)) {
		waiting.push(row);
		if (waiting.length < rowsAtOnce) continue;
		if (!put()) break;
		await breath.due();
	}
	// What did not fit waits still, and does not fit now either.
	put();
	const of = added.length + removed.length + moved.length + retagged.length;
	return { name: 'music-library-changes.csv', content: Buffer.concat(pieces), rows, of };
}

function* rowsOf({ added, removed, moved, retagged }: MediaChanges): Generator<Row, void, void> {
	for (const song of added) yield rowOf('added', song);
	for (const song of removed) yield rowOf('removed', song);
	for (const { before, after } of moved) yield rowOf('moved', after, before.path, after.path);
	for (const { before, after, fields } of retagged) {
		const say = (song: MediaSong) => fields.map((field) => `${field}: ${song[field]}`).join('; ');
		yield rowOf('retagged', after, say(before), say(after));
	}
}

function rowOf(kind: string, { artist, title, path }: MediaSong, before = '', after = ''): Row {
	return { kind, artist, title, path, before, after };
}

function csv(rows: Row[], more: { header?: boolean; bom?: boolean } = {}): Buffer {
	return Buffer.from(stringify(rows, { columns: [...columns], escape_formulas: true, ...more }));
}
