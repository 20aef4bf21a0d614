import { stringify } from 'csv-stringify/sync';
import { ComponentType } from 'discord.js';
import strings from '#locales/en-US/shared/media.ts';
import type { MediaChanges, Retag, SongChange } from '#src/media/media-changes.ts';
import type { MediaSong } from '#src/media/media-song.ts';
import type { MediaNews } from '#src/media/media-state.ts';
import type { Station } from '#src/stations/station.ts';
import type { Translate } from '#src/words/translate.ts';
import type { Words } from '#src/words/words.ts';
import { accent, type Card, card, line, moment, type Part, text } from './card.ts';
import { safe } from './text.ts';

type T = Translate<typeof strings>;
type Kind = 'added' | 'removed' | 'moved' | 'retagged';

const shownOfEach = 3;
/** Discord takes files of 10 MB; a row takes some 300 bytes. */
const mostRows = 20_000;

/** What changed in a library, in short; a longer list comes along as a file. `role` is mentioned, which calls it only if the message says so. */
export function mediaNewsCard(
	news: MediaNews,
	{ station, role }: { station: Station; role: string | null },
	words: Words,
	locale: string,
): Card {
	const t = words.in(locale, strings);
	const { added, removed, moved, retagged } = news.changes;
	const lists: [Kind, string[]][] = [
		['added', added.slice(0, shownOfEach).map(songLine)],
		['removed', removed.slice(0, shownOfEach).map(songLine)],
		['moved', moved.slice(0, shownOfEach).map((change) => movedLine(change, t))],
		['retagged', retagged.slice(0, shownOfEach).map((change) => retaggedLine(change, t))],
	];
	const there = lists.filter(([kind]) => news.changes[kind].length > 0);
	const counts = there.map(([kind]) => t(`counts.${kind}`, { count: news.changes[kind].length }));
	const songs = t('songs', { count: news.songs });
	const gone = { count: removed.length, before: news.before };
	const head = text(
		`### ${t('title', { station: safe(station.name, 80) })}`,
		`-# ${songs} · ${counts.join(', ')} · ${moment(news.at, 'R')}`,
	);
	const isLong = there.some(([kind]) => news.changes[kind].length > shownOfEach);
	const name = 'music-library-changes.csv';
	const file: Part | undefined = isLong
		? { type: ComponentType.File, file: { url: `attachment://${name}` } }
		: undefined;
	const drawn = card(
		news.mass ? accent.warn : accent.calm,
		head,
		news.mass ? text(t('mass', gone)) : undefined,
		line(),
		...there.map(([kind, lines]) => {
			const { length } = news.changes[kind];
			const more = length > lines.length ? `-# ${t('more', { count: length - lines.length })}` : undefined;
			return text(t(`kinds.${kind}`, { count: length }), ...lines, more);
		}),
		role === null ? undefined : text(`-# <@&${role}>`),
		file,
	);
	return isLong ? { ...drawn, files: [{ name, content: changesCsv(news.changes) }] } : drawn;
}

function songLine({ artist, title, path }: MediaSong): string {
	const name = safe(title, 80) || safe(path, 80);
	const by = safe(artist, 80);
	return by === '' ? name : `${by} – ${name}`;
}

function movedLine({ before, after }: SongChange, t: T): string {
	const [from, to] = [folderOf(before, t), folderOf(after, t)];
	return `${songLine(after)}\n-# ${t('from', { from, to })}`;
}

function folderOf({ path }: MediaSong, t: T): string {
	return safe(path.slice(0, path.lastIndexOf('/') + 1), 60) || t('topFolder');
}

function retaggedLine({ before, after, fields }: Retag, t: T): string {
	const [first, ...others] = fields;
	if (first === undefined) return songLine(after);
	const field = t(`fields.${first}`);
	const was = safe(before[first], 60);
	const said = was === '' ? t('wasEmpty', { field }) : t('was', { field, before: was });
	const more = others.length === 0 ? '' : ` · ${t('moreFields', { count: others.length })}`;
	return `${songLine(after)}\n-# ${said}${more}`;
}

/** Cells that a spreadsheet would run as a formula are escaped, and Excel needs the byte order mark. */
function changesCsv({ added, removed, moved, retagged }: MediaChanges): Buffer {
	const plain = (kind: Kind, { artist, title, path }: MediaSong) => ({
		kind,
		artist,
		title,
		path,
		before: '',
	});
	const rows = [
		...added.map((song) => plain('added', song)),
		...removed.map((song) => plain('removed', song)),
		...moved.map(({ before, after }) => ({ ...plain('moved', after), before: before.path })),
		...retagged.map(({ before, after, fields }) => ({
			...plain('retagged', after),
			before: fields.map((field) => `${field}: ${before[field]}`).join('; '),
		})),
	];
	const columns = ['kind', 'artist', 'title', 'path', 'before'];
	const options = { header: true, columns, bom: true, escape_formulas: true };
	return Buffer.from(stringify(rows.slice(0, mostRows), options));
}
