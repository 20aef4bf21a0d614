import shared from '#locales/en-US/shared/media.ts';
import type { MediaChanges } from '#src/media/media-changes.ts';
import type { MediaOverview } from '#src/media/media-overview.ts';
import type { MediaSong } from '#src/media/media-song.ts';
import type { MediaState } from '#src/media/media-state.ts';
import { span } from '#src/words/format.ts';
import { size } from '#src/words/sizes.ts';
import { accent, button, type Card, card, line, moment, row, select, text } from './card.ts';
import { barOf, type MediaContext } from './media-refresh-cards.ts';
import { facts } from './song-lines.ts';
import { safe } from './text.ts';
import { whyUnreadable } from './unreadable.ts';

/** What can be had as a file. */
export const mediaLists = ['changes', 'duplicates', 'untagged', 'inNoPlaylist'] as const;
export type MediaList = (typeof mediaLists)[number];

const kinds = ['added', 'removed', 'moved', 'retagged'] as const;
const shownOfEach = 3;
/** What all songs of the card may take together: a card holds 4,000 characters. */
const roomForSongs = 2_000;

/** The library as it is known here. `fileSize`: bytes on the disk. */
export function mediaOverviewCard(
	context: MediaContext,
	state: MediaState,
	overview: MediaOverview,
	fileSize: number | undefined,
): Card {
	const { t, station, locale, services, id } = context;
	const warnings = warningLines(context, state);
	const lists = listsOf(state, overview);
	const progress = services.media.progress(station);
	const lines = songLines(context, state, overview);
	const { header } = state;
	const hours = services.offPeak.of(station);
	return card(
		warnings.length === 0 ? accent.calm : accent.warn,
		text(
			t('heading', { station: safe(station.name, 80) }),
			`-# ${facts(
				t('songs', { count: overview.songs }),
				overview.playingMs > 0 ? t('playing', { length: span(overview.playingMs, locale) }) : undefined,
				t('compared', { ago: moment(header.checkedAt, 'R') }),
			)}`,
		),
		text(...warnings, progress === undefined ? undefined : t('reading', { bar: barOf(progress, locale) })),
		line(),
		text(
			t('taken', { at: moment(header.takenAt, 'f'), ago: moment(header.takenAt, 'R') }),
			hours === undefined
				? undefined
				: t('offPeak', { from: hours.from, to: hours.to, zone: safe(hours.timezone, 60) }),
			t(`source.${header.source}`),
			completeLine(context, state),
			fileSize === undefined ? t('noFile') : t('file', { size: size(fileSize, locale) }),
		),
		line(),
		...lines,
		lists.length === 0
			? undefined
			: select(
					id('list'),
					t('lists.placeholder'),
					lists.map((value) => ({ label: t(`lists.${value}`), value })),
				),
		row(
			services.media.isFetching(station)
				? button('secondary', t('buttons.cancel'), id('cancel'))
				: button('primary', t('buttons.refresh'), id('refresh')),
		),
	);
}

/** Nothing is known of the library yet. */
export function unknownMediaCard(context: MediaContext): Card {
	const { t, station, services, locale, id } = context;
	const { media } = services;
	const progress = media.progress(station);
	const trouble = media.trouble(station);
	const isFetching = media.isFetching(station);
	return card(
		trouble === undefined ? accent.calm : accent.warn,
		text(t('heading', { station: safe(station.name, 80) }), `**${t('unknown.heading')}**`),
		text(t('unknown.text', { host: safe(station.backend.host, 80) })),
		text(
			trouble === undefined
				? undefined
				: t('unknown.trouble', { why: whyUnreadable(context, trouble.error) }),
			progress === undefined ? undefined : t('reading', { bar: barOf(progress, locale) }),
			progress === undefined && isFetching ? t('unknown.waits') : undefined,
		),
		row(
			isFetching
				? button('secondary', t('buttons.cancel'), id('cancel'))
				: button('primary', t('buttons.refresh'), id('refresh')),
		),
	);
}

/** The lists that hold something. */
function listsOf({ header, lastNews }: MediaState, overview: MediaOverview): MediaList[] {
	const has: Record<MediaList, boolean> = {
		changes: lastNews !== undefined,
		duplicates: overview.duplicates.length > 0,
		untagged: overview.untagged.length > 0,
		inNoPlaylist: header.source === 'staff' && overview.inNoPlaylist.length > 0,
	};
	return mediaLists.filter((list) => has[list]);
}

function warningLines(context: MediaContext, { outOfReach, doubt, songs }: MediaState): string[] {
	const { t, services, station } = context;
	const trouble = outOfReach ?? services.media.trouble(station);
	const lines: string[] = [];
	if (trouble !== undefined) {
		const said = { at: moment(trouble.since, 'f'), why: whyUnreadable(context, trouble.error) };
		lines.push(outOfReach === undefined ? t('trouble', said) : t('outOfReach', said));
	}
	if (doubt !== undefined)
		lines.push(t('doubt', { count: doubt.missing.size, songs: songs.size, at: moment(doubt.at, 't') }));
	if (services.media.isUnwritten(station)) lines.push(t('unwritten'));
	return lines;
}

function completeLine({ t, station }: MediaContext, { header, songs }: MediaState): string {
	const { total, skipped = 0 } = header;
	const doubled = total - songs.size - skipped;
	const why = facts(
		skipped > 0 ? t('skipped', { count: skipped }) : undefined,
		doubled > 0 ? t('doubled', { count: doubled }) : undefined,
	);
	return why === ''
		? t('complete', { rows: total, host: safe(station.backend.host, 80) })
		: t('notComplete', { songs: songs.size, rows: total, why });
}

function songLines(context: MediaContext, { header, lastNews }: MediaState, overview: MediaOverview) {
	const { t, services, locale } = context;
	const { duplicates, untagged, inNoPlaylist } = overview;
	let room = roomForSongs;
	const few = (shown: readonly string[], of: number) => {
		const lines: string[] = [];
		for (const one of shown) {
			room -= one.length;
			if (room >= 0) lines.push(one);
		}
		return of > lines.length && of > 0 ? [...lines, `-# ${t('more', { count: of - lines.length })}`] : lines;
	};
	const songs = (list: readonly MediaSong[]) => few(list.slice(0, shownOfEach).map(songName), list.length);
	const twice = duplicates
		.slice(0, shownOfEach)
		.flatMap(([first, ...others]) =>
			first === undefined ? [] : [t('duplicates.times', { song: songName(first), count: 1 + others.length })],
		);
	const words = services.words.in(locale, shared);
	const changed = lastNews?.changes;
	return [
		changed === undefined || lastNews === undefined
			? text(t('changes.none'))
			: text(
					t('changes.some', {
						counts: kinds
							.filter((kind) => changed[kind].length > 0)
							.map((kind) => words(`counts.${kind}`, { count: changed[kind].length }))
							.join(', '),
						ago: moment(lastNews.at, 'R'),
					}),
					...few(
						changeLines(context, changed),
						kinds.reduce((sum, kind) => sum + changed[kind].length, 0),
					),
				),
		duplicates.length === 0
			? text(t('duplicates.none'))
			: text(t('duplicates.some', { count: duplicates.length }), ...few(twice, duplicates.length)),
		untagged.length === 0
			? text(t('untagged.none'))
			: text(t('untagged.some', { count: untagged.length }), ...songs(untagged)),
		header.source === 'requestable'
			? text(t('inNoPlaylist.unknown'))
			: inNoPlaylist.length === 0
				? text(t('inNoPlaylist.none'))
				: text(t('inNoPlaylist.some', { count: inNoPlaylist.length }), ...songs(inNoPlaylist)),
	];
}

function changeLines({ t }: MediaContext, { added, removed, moved, retagged }: MediaChanges): string[] {
	return [
		...added.slice(0, shownOfEach).map((song) => t('change.added', { song: songName(song) })),
		...removed.slice(0, shownOfEach).map((song) => t('change.removed', { song: songName(song) })),
		...moved.slice(0, shownOfEach).map(({ after }) => t('change.moved', { song: songName(after) })),
		...retagged.slice(0, shownOfEach).map(({ after }) => t('change.retagged', { song: songName(after) })),
	].slice(0, shownOfEach);
}

/** A song in one line; by its path where it has no title. */
function songName({ artist, title, path }: MediaSong): string {
	const name = safe(title, 60) || safe(path, 60);
	const by = safe(artist, 60);
	return by === '' ? name : `${by} – ${name}`;
}
