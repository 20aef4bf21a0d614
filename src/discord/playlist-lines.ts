import type playlists from '#locales/en-US/shared/playlists.ts';
import type { Playlist } from '#src/backends/roles/playlists.ts';
import { songLength } from '#src/words/format.ts';
import type { Translate } from '#src/words/translate.ts';
import { facts } from './song-lines.ts';

export type PlaylistWords = Translate<typeof playlists>;

/** So many times of a playlist stand in one line. */
const mostSlots = 3;
/** 1 January 2024 was a Monday. */
const someMonday = Date.UTC(2024, 0, 1, 12);

/** On or off, or on the air where there is no such thing; '' for one of those that is not. */
export function playlistState({ isEnabled, isOnAir }: Playlist, t: PlaylistWords): string {
	if (isOnAir !== undefined) return isOnAir ? t('onAir') : '';
	return isEnabled ? t('on') : t('off');
}

/** The name with its state as a mark. */
export function markedName(playlist: Playlist, name: string, t: PlaylistWords): string {
	const { isEnabled, isOnAir } = playlist;
	if (isOnAir !== undefined) return isOnAir ? t('marked.on', { name }) : t('marked.none', { name });
	return isEnabled ? t('marked.on', { name }) : t('marked.off', { name });
}

/** What is on, or on the air, comes first, each part in the order of names. */
export function playlistsInOrder(all: readonly Playlist[]): Playlist[] {
	const isFirst = ({ isEnabled, isOnAir }: Playlist) => Number(isOnAir ?? isEnabled);
	return all.toSorted((a, b) => isFirst(b) - isFirst(a) || a.name.localeCompare(b.name));
}

/** State, songs, length: for a line under the name. */
export function playlistFacts(playlist: Playlist, t: PlaylistWords): string {
	const { isJingle, source, songs, length } = playlist;
	return facts(
		playlistState(playlist, t),
		source === 'remote' ? t('remote') : t('songs', { count: songs }),
		source === 'remote' || length === null || length === 0 ? undefined : songLength(length),
		isJingle ? t('jingle') : undefined,
	);
}

/** When it is played: by which rule, and in which hours if it is planned. Hours are the station's. */
export function playsWhen(playlist: Playlist, t: PlaylistWords, locale: string): string {
	const shown = playlist.slots.slice(0, mostSlots).map((slot) => slotLine(slot, t, locale));
	const more = playlist.slots.length - shown.length;
	return facts(ruleLine(playlist, t), ...shown, more > 0 ? t('moreSlots', { count: more }) : undefined);
}

/** '' where playlists go by no rules. */
export function ruleLine({ rule, every, weight, isOnAir }: Playlist, t: PlaylistWords): string {
	if (isOnAir !== undefined) return '';
	switch (rule) {
		case 'rotation':
			return t('rotation', { weight });
		case 'every-songs':
			return t('every-songs', { count: every ?? 1 });
		case 'every-minutes':
			return t('every-minutes', { count: every ?? 1 });
		case 'every-hour':
			return t('every-hour', { minute: every ?? 0 });
		case 'custom':
			return t('custom');
	}
}

export function slotLine(
	{ from, to, days }: Playlist['slots'][number],
	t: PlaylistWords,
	locale: string,
): string {
	const hours = { from: clockTime(from), to: clockTime(to) };
	if (days.length === 0 || days.length === 7) return t('slot', hours);
	const names = days.toSorted((a, b) => a - b).map((day) => dayName(day, locale));
	return t('slotOn', { ...hours, days: names.join(', ') });
}

/** `605` is `06:05`. */
function clockTime(time: number): string {
	const two = (n: number) => String(n).padStart(2, '0');
	return `${two(Math.floor(time / 100))}:${two(time % 100)}`;
}

/** The short name of a day, 1 being Monday. */
function dayName(day: number, locale: string): string {
	const at = new Date(someMonday + (day - 1) * 86_400_000);
	return new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' }).format(at);
}
