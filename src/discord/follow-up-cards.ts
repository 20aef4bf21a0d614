import cards from '#locales/en-US/shared/cards.ts';
import requests from '#locales/en-US/shared/requests.ts';
import type { FollowUp, FollowUpPhase } from '#src/stations/follow-up.ts';
import { shortKey } from '#src/stations/short-key.ts';
import type { Station } from '#src/stations/station.ts';
import { songLength } from '#src/words/format.ts';
import { accent, button, type Card, card, moment, row, text, withPicture } from './card.ts';
import { customId } from './custom-id.ts';
import type { CardSetting } from './on-air-parts.ts';
import { type CardWords, coverOf, facts, songColour, titleOf } from './song-lines.ts';
import { safe } from './text.ts';

export interface FollowUpDrawing extends CardSetting {
	/** Who is live, if somebody is: requests wait for the end of the show. */
	dj: string | undefined;
}

/** The requester's own answer, in whatever state the request is. */
export function requestCard(
	{ services, locale, dj }: FollowUpDrawing,
	station: Station,
	followUp: FollowUp,
	phase: FollowUpPhase,
): Card {
	const t = services.words.in(locale, requests);
	const shared = services.words.in(locale, cards);
	const { song, nextAt, leftThisHour } = followUp;
	const name = safe(station.name, 80);
	const title = titleOf(song, shared);
	if (phase.kind === 'dropped') return droppedCard({ services, locale }, station, followUp);
	const artist = safe(song.artist, 80);
	const album = safe(song.album, 80);
	const context = { waiting: 'accepted', queued: 'isQueued', next: 'isNext', playing: 'isOn' } as const;
	const queue = station.keys.has('station') && station.backend.queue !== undefined;
	const upNext = queue
		? button('secondary', shared('buttons.queue'), customId('queue', 'show', station.id))
		: undefined;
	const tellId = customId('request', 'tell', station.id, shortKey(song.id));
	const tell = button('secondary', t(followUp.tell ? 'willTell' : 'tellMe'), tellId, followUp.tell);
	return card(
		phase.kind === 'playing' ? songColour(station, song.art, services) : accent.ok,
		...withPicture(
			[
				text(`-# ${t(context[phase.kind], { station: name })}`),
				text(`## ${title}`, artist === '' ? undefined : `**${artist}**`),
				...(album === '' ? [] : [text(`-# ${album}`)]),
			],
			coverOf(song, shared, services),
		),
		phase.kind === 'playing'
			? text(startedLine(shared, phase))
			: text(
					dj !== undefined && dj !== ''
						? t('afterShow', { dj: safe(dj, 40) })
						: phase.kind === 'queued' && phase.playsAt !== null
							? t('expected', { at: moment(phase.playsAt, 't') })
							: t('whenever'),
				),
		text(`-# ${facts(t('again', { at: moment(nextAt, 't') }), t('left', { count: leftThisHour }))}`),
		phase.kind === 'playing' ? undefined : row(tell, upNext),
	);
}

/** What calls the person who wanted to know that their song is on. */
export function yourSongCard(
	{ services, locale }: CardSetting,
	station: Station,
	{ song, userId }: FollowUp,
	phase: Extract<FollowUpPhase, { kind: 'playing' }>,
): Card {
	const t = services.words.in(locale, requests);
	const shared = services.words.in(locale, cards);
	const artist = safe(song.artist, 80);
	return card(
		songColour(station, song.art, services),
		...withPicture(
			[
				text(`-# ${t('isOn', { station: safe(station.name, 80) })}`),
				text(`## ${titleOf(song, shared)}`, artist === '' ? undefined : `**${artist}**`),
			],
			coverOf(song, shared, services),
		),
		text(`<@${userId}>`, startedLine(shared, phase)),
	);
}

export function droppedCard({ services, locale }: CardSetting, station: Station, { song }: FollowUp): Card {
	const t = services.words.in(locale, requests);
	const title = titleOf(song, services.words.in(locale, cards), 80);
	return card(
		accent.warn,
		text(`### ${t('dropped')}`),
		text(t('droppedHelp', { title, station: safe(station.name, 80) })),
	);
}

function startedLine(
	t: CardWords,
	{ startedAt, duration }: { startedAt: number; duration: number | null },
): string {
	const length = duration === null ? t('lengthUnknown') : songLength(duration);
	return t('onAir.started', { at: moment(startedAt, 'R'), length });
}
