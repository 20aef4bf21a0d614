import cards from '#locales/en-US/shared/cards.ts';
import type { Reading } from '#src/stations/on-air-states.ts';
import { nextShow, showName, showOf } from '#src/stations/programme.ts';
import type { Station } from '#src/stations/station.ts';
import { accent, type Card, card, line, moment, text, withPicture } from './card.ts';
import { lookOf } from './on-air-look.ts';
import {
	buttons,
	type CardSetting,
	type Drawing,
	heading,
	liked,
	listeners,
	neighbours,
	type OnAirExtras,
	optional,
	showTimes,
	started,
} from './on-air-parts.ts';
import {
	type CardWords,
	coverOf,
	facts,
	showPictureOf,
	songColour,
	songLine,
	titleOf,
} from './song-lines.ts';
import { safe } from './text.ts';

/** What is on, who plays it, how to take part. */
export function onAirCard(
	reading: Reading,
	station: Station,
	setting: CardSetting,
	{ requesterId, post, programme }: OnAirExtras = {},
): Card {
	const t = setting.services.words.in(setting.locale, cards);
	const look = lookOf(reading, setting.services.clock.now());
	const context = text(`-# ${t(`state.${look}`, { station: safe(station.name, 80) })}`);
	const drawing = { reading, station, setting, t, context, post, programme };
	switch (look) {
		case 'live':
			return liveCard(drawing);
		case 'off_air':
			return offAirCard(drawing);
		case 'stale':
		case 'unreachable':
			return oldNewsCard(drawing, look);
		case 'on_air':
		case 'request':
			if (reading.state.facts.plays === 'shows') return showCard(drawing);
			return automatedCard(drawing, look === 'request' ? requestedBy(t, requesterId) : undefined);
	}
}

/** The show of a station that tells no songs: nothing to ask for, to skip or to like. */
function showCard(drawing: Drawing): Card {
	const { reading, station, setting, t, context } = drawing;
	const { now } = reading.state;
	const below = [...neighbours(drawing), buttons(drawing, 'schedule', 'refresh', 'listen')];
	const colour = songColour(station, now?.song.art ?? null, setting.services);
	if (now === null) return card(colour, context, text(t('onAir.noShow')), ...below);
	return card(
		colour,
		...withPicture(
			[context, ...heading(now, t), text(showTimes(now, t))],
			showPictureOf(now.song, t, setting.services),
		),
		...below,
	);
}

function automatedCard(drawing: Drawing, requested: string | undefined): Card {
	const { reading, station, setting, t, context, post } = drawing;
	const { state } = reading;
	const { now } = state;
	const colour = songColour(station, now?.song.art ?? null, setting.services);
	if (now === null)
		return card(colour, context, text(t('onAir.noSong')), buttons(drawing, 'request', 'refresh', 'listen'));
	const playlist = safe(now.playlist, 40);
	const detail = facts(
		listeners(state, t),
		playlist === '' || requested !== undefined ? undefined : t('onAir.playlist', { playlist }),
	);
	return card(
		colour,
		...withPicture(
			[
				context,
				...heading(now, t),
				...optional(facts(safe(now.song.album, 80), requested), (album) => `-# ${album}`),
			],
			coverOf(now.song, t, setting.services),
		),
		liked(text(started(now, t), detail === '' ? undefined : `-# ${detail}`), now, drawing),
		...neighbours(drawing),
		...optional(
			post?.skipped && titleOf(post.skipped, t, 80),
			(title) => `-# ${t('onAir.skipped', { title })}`,
		),
		buttons(drawing, 'request', 'vote', 'queue', 'refresh', 'listen'),
	);
}

function liveCard(drawing: Drawing): Card {
	const { reading, station, setting, t, context } = drawing;
	const { live, now } = reading.state;
	const dj = safe(live?.streamer ?? '', 80) || t('onAir.live');
	const playing =
		now !== null && now.song.title !== ''
			? `-# ${t('onAir.playingNow', { song: songLine(now.song, t) })}`
			: undefined;
	const portrait =
		live?.art && setting.services.canShow(live.art)
			? { url: live.art, alt: t('alt.portrait', { dj }) }
			: undefined;
	const since = live?.since ?? null;
	const audience = listeners(reading.state, t);
	const planned = showOf(drawing.programme ?? [], live?.streamer ?? '', setting.services.clock.now());
	const until = planned && moment(planned.show.endsAt, 't');
	const after = planned?.after;
	const name = planned && showName(planned.show, live?.streamer ?? '');
	const about = [
		facts(
			since === null ? undefined : t('onAir.liveSince', { at: moment(since, 't') }),
			until === undefined ? undefined : t('onAir.plannedUntil', { at: until }),
		) || undefined,
		audience === undefined ? undefined : `-# ${audience}`,
	];
	return card(
		songColour(station, live?.art ?? null, setting.services),
		...withPicture(
			[
				context,
				text(`## ${dj}`, name === undefined ? undefined : `**${safe(name, 80)}**`),
				...optional(playing, (words) => words),
			],
			portrait,
		),
		...optional(about.filter((words) => words !== undefined).join('\n'), (words) => words),
		...(after === undefined ? [] : [line()]),
		text(
			after === undefined ? undefined : t('onAir.after', { name: safe(after.name, 80) }),
			`-# ${t('onAir.afterShow')}`,
		),
		buttons(drawing, 'request', 'schedule', 'refresh', 'listen'),
	);
}

function offAirCard(drawing: Drawing): Card {
	const { reading, t, context, post } = drawing;
	const since = post?.offSince;
	const last = reading.state.now ?? reading.state.history[0] ?? null;
	const show = nextShow(drawing.programme ?? [], drawing.setting.services.clock.now());
	const below = [
		last === null || last.song.text === '' ? undefined : t('onAir.last', { song: songLine(last.song, t) }),
		show && t('onAir.nextShow', { name: safe(show.name, 80), at: moment(show.startsAt, 'R') }),
	];
	return card(
		accent.idle,
		context,
		text(`## ${t('onAir.nothing')}`),
		text(
			since === undefined
				? `-# ${t('onAir.seen', { at: moment(reading.asOf, 'R') })}`
				: t('onAir.offSince', { at: moment(since, 't'), ago: moment(since, 'R') }),
		),
		...(below.every((one) => one === undefined) ? [] : [line(), text(...below)]),
		buttons(drawing, 'off', 'schedule', 'history', 'refresh'),
	);
}

function oldNewsCard(drawing: Drawing, look: 'stale' | 'unreachable'): Card {
	const { reading, station, setting, t, context } = drawing;
	const { now } = reading.state;
	const host = safe(station.backend.host, 80);
	const since = moment(look === 'stale' && now !== null ? now.startedAt : reading.asOf, 'R');
	const shown =
		now === null
			? [context]
			: withPicture(
					[context, ...heading(now, t), text(`-# ${t('onAir.wasOn', { at: moment(now.startedAt, 't') })}`)],
					coverOf(now.song, t, setting.services),
				);
	return card(
		accent.idle,
		...shown,
		text(t(look === 'stale' ? 'onAir.silent' : 'onAir.unanswered', { host, at: since })),
		buttons(drawing, 'history', 'refresh', 'listen'),
	);
}

function requestedBy(t: CardWords, requesterId: string | undefined): string {
	return t('onAir.requestedBy', {
		who: requesterId === undefined ? t('onAir.someListener') : `<@${requesterId}>`,
	});
}
