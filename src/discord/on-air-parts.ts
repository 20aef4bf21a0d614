import type { ScheduleEntry } from '#src/backends/roles/schedule.ts';
import type { OnAirState, Play, Song } from '#src/backends/roles.ts';
import type { Reading } from '#src/stations/on-air-states.ts';
import type { Station } from '#src/stations/station.ts';
import type { Tally } from '#src/stations/vote-skip.ts';
import { songLength } from '#src/words/format.ts';
import { line, moment, row, text, withButton } from './card.ts';
import { type ButtonName, likeButton, onAirButtons } from './on-air-buttons.ts';
import { endOf } from './on-air-look.ts';
import type { Services } from './services.ts';
import { type CardWords, songLine, titleOf } from './song-lines.ts';
import { safe } from './text.ts';

/** What a card needs of the bot, whoever asked for it or nobody. */
export interface CardSetting {
	services: Pick<Services, 'words' | 'clock' | 'canShow' | 'coverColours'>;
	locale: string;
}

/** What a now-playing card shows besides the reading. */
export interface OnAirExtras {
	/** Who asked for the song, if that is known. */
	requesterId?: string | undefined;
	/** What the station has planned, in order, as far as that is known. */
	programme?: readonly ScheduleEntry[] | undefined;
	/** For a card that is kept up to date; without it the card has a button to refresh it. */
	post?: {
		/** How many songs before this one are listed. */
		lastSongs: number;
		likes: number;
		tally: Tally | undefined;
		/** The song before, if it was skipped by vote. */
		skipped: Song | undefined;
		/** Since when the station is off the air, if it is and that was seen. */
		offSince: number | undefined;
	};
}

/** What every kind of now-playing card is drawn from. */
export interface Drawing {
	reading: Reading;
	station: Station;
	setting: CardSetting;
	t: CardWords;
	context: ReturnType<typeof text>;
	post: OnAirExtras['post'];
	programme: OnAirExtras['programme'];
}

export function heading(now: Play, t: CardWords) {
	const artist = safe(now.song.artist, 80);
	return [text(`## ${titleOf(now.song, t)}`, artist === '' ? undefined : `**${artist}**`)];
}

export function started(now: Play, t: CardWords): string {
	const length = now.duration === null ? t('lengthUnknown') : songLength(now.duration);
	return t('onAir.started', { at: moment(now.startedAt, 'R'), length });
}

/** Since when a show is on, and until when. */
export function showTimes(now: Play, t: CardWords): string {
	const at = moment(now.startedAt, 't');
	const end = endOf(now);
	return end === null ? t('onAir.showOpen', { at }) : t('onAir.show', { at, until: moment(end, 't') });
}

/** Facts of the song with its like button, on a card that is kept up to date. */
export function liked(about: ReturnType<typeof text>, now: Play, { post, station, t }: Drawing) {
	return post === undefined ? about : withButton([about], likeButton(station.id, now, post.likes, t));
}

export function neighbours({ reading, t, post }: Drawing) {
	const { state } = reading;
	const { next } = state;
	const at = next?.at ?? endOf(state.now);
	const lines = [
		next === null
			? undefined
			: text(
					t('onAir.next', { song: songLine(next.song, t) }),
					at === null ? undefined : `-# ${moment(at, 'R')}`,
				),
		songsBefore(state.history.slice(0, post?.lastSongs ?? 1), t),
	].filter((part) => part !== undefined);
	return lines.length === 0 ? [] : [line(), ...lines];
}

function songsBefore(plays: readonly Play[], t: CardWords) {
	const [first, another] = plays;
	if (first === undefined) return undefined;
	if (another === undefined) return text(t('onAir.before', { song: songLine(first.song, t) }));
	return text(t('onAir.beforeMany'), ...plays.map(({ song }) => `-# ${songLine(song, t)}`));
}

/** "🎧 128 listeners"; undefined where the number is not known. */
export function listeners(state: OnAirState, t: CardWords): string | undefined {
	return state.listeners === null
		? undefined
		: t('audience', { listeners: t('listeners', { count: state.listeners }) });
}

export function optional(words: string | undefined, draw: (words: string) => string) {
	return words === undefined || words === '' ? [] : [text(draw(words))];
}

export function buttons({ reading, station, t, post }: Drawing, ...names: readonly ButtonName[]) {
	const { now, facts: about } = reading.state;
	const vote = post?.tally === undefined || now === null ? undefined : { play: now, tally: post.tally };
	// A card that keeps itself up to date needs nobody to refresh it.
	const shown = names.filter((name) => name !== 'refresh' || post === undefined);
	return row(...onAirButtons(station, about, t, shown, vote));
}
