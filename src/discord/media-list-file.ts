import { stringify } from 'csv-stringify/sync';
import { Breath } from '#src/media/breath.ts';
import type { MediaSong } from '#src/media/media-song.ts';
import type { CardFile } from './card.ts';

/** Songs for a spreadsheet. */
export interface SongsFile extends CardFile {
	/** How many songs are in it, of how many. */
	rows: number;
	of: number;
}

const columns = ['group', 'artist', 'title', 'album', 'seconds', 'path', 'id'] as const;
const rowsAtOnce = 100;

/**
 * Songs as a file of at most `mostBytes`, which Discord sets; songs of one group belong together. Cells that a spreadsheet would
 * run as a formula are escaped: tags come from outside. Starts with a byte order mark, without which Excel reads UTF-8 as something
 * else. Made in slices.
 */
export async function songsFile(
	name: string,
	groups: readonly (readonly MediaSong[])[],
	mostBytes: number,
): Promise<SongsFile> {
	const breath = new Breath();
	const pieces = [csv([], { header: true, bom: true })];
	let bytes = pieces[0]?.length ?? 0;
	let rows = 0;
	const of = groups.reduce((sum, group) => sum + group.length, 0);
	for (const piece of inPieces(groups)) {
		const written = csv(piece);
		if (bytes + written.length > mostBytes) break;
		pieces.push(written);
		bytes += written.length;
		rows += piece.length;
		await breath.due();
	}
	return { name, content: Buffer.concat(pieces), rows, of };
}

type Row = Readonly<Record<(typeof columns)[number], string | number>>;

function* inPieces(groups: readonly (readonly MediaSong[])[]): Generator<Row[], void, void> {
	let piece: Row[] = [];
	for (const [place, group] of groups.entries()) {
		for (const { artist, title, album, length, path, id } of group) {
			const seconds = length === null ? '' : Math.round(length / 1000);
			piece.push({ group: place + 1, artist, title, album, seconds, path, id });
			if (piece.length < rowsAtOnce) continue;
			yield piece;
			piece = [];
		}
	}
	if (piece.length > 0) yield piece;
}

function csv(rows: Row[], more: { header?: boolean; bom?: boolean } = {}): Buffer {
	return Buffer.from(stringify(rows, { columns: [...columns], escape_formulas: true, ...more }));
}
