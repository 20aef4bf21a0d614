import { ComponentType } from 'discord.js';
import strings from '#locales/en-US/shared/media.ts';
import type { MediaChanges, Retag, SongChange, TagField } from '#src/media/media-changes.ts';
import type { MediaSong } from '#src/media/media-song.ts';
import type { MediaNews } from '#src/media/media-state.ts';
import type { Station } from '#src/stations/station.ts';
import type { Translate } from '#src/words/translate.ts';
import type { Words } from '#src/words/words.ts';
import { accent, type Card, card, line, moment, type Part, text } from './card.ts';
import type { ChangesFile } from './media-changes-file.ts';
import { safe } from './text.ts';

type T = Translate<typeof strings>;
type Kind = 'added' | 'removed' | 'moved' | 'retagged';

/** Everything that changed, as a file; or why it does not come along though it should. */
export type FullList = ChangesFile | 'may-not-attach';

const shownOfEach = 3;

/** Whether a card does not hold all of it. */
export function isLong({ added, removed, moved, retagged }: MediaChanges): boolean {
	return [added, removed, moved, retagged].some(({ length }) => length > shownOfEach);
}

/**
 * What changed in a library, in short; what {@link isLong} comes along as a file. `role` is mentioned, which calls it only if the
 * message says so.
 */
export function mediaNewsCard(
	news: MediaNews,
	{ station, role, list }: { station: Station; role: string | null; list?: FullList | undefined },
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
		...listParts(list, t),
	);
	return typeof list === 'object' ? { ...drawn, files: [{ name: list.name, content: list.content }] } : drawn;
}

function listParts(list: FullList | undefined, t: T): Part[] {
	if (list === undefined) return [];
	if (list === 'may-not-attach') return [text(`-# ${t('list.mayNot')}`)];
	const { name, rows, of: count } = list;
	const file = { type: ComponentType.File, file: { url: `attachment://${name}` } } as const;
	return rows < count ? [text(`-# ${t('list.cut', { rows, count })}`), file] : [file];
}

function songLine({ artist, title, path }: MediaSong): string {
	const name = safe(title, 80) || safe(path, 80);
	const by = safe(artist, 80);
	return by === '' ? name : `${by} – ${name}`;
}

function movedLine({ before, after }: SongChange, t: T): string {
	const [from, to] = [folderOf(before), folderOf(after)];
	// In one folder it is the file that has another name.
	const place =
		from === to
			? { from: fileOf(before), to: fileOf(after) }
			: { from: from || t('topFolder'), to: to || t('topFolder') };
	return `${songLine(after)}\n-# ${t('from', place)}`;
}

function folderOf({ path }: MediaSong): string {
	return safe(path.slice(0, path.lastIndexOf('/') + 1), 60);
}

function fileOf({ path }: MediaSong): string {
	return safe(path.slice(path.lastIndexOf('/') + 1), 60);
}

function retaggedLine({ before, after, fields }: Retag, t: T): string {
	const [first, ...others] = fields;
	if (first === undefined) return songLine(after);
	const more = others.length === 0 ? '' : ` · ${t('moreFields', { count: others.length })}`;
	return `${songLine(after)}\n-# ${retagOf(first, before, after, t)}${more}`;
}

/** The new title and artist stand in the line above; what else is new is said here. */
function retagOf(name: TagField, before: MediaSong, after: MediaSong, t: T): string {
	const [was, now] = [safe(before[name], 60), safe(after[name], 60)];
	const field = t(`fields.${name}`);
	if (now === '') return t('nowEmpty', { field, before: was });
	if (name === 'title' || name === 'artist')
		return was === '' ? t('wasEmpty', { field }) : t('was', { field, before: was });
	return was === '' ? t('filled', { field, after: now }) : t('changed', { field, before: was, after: now });
}
