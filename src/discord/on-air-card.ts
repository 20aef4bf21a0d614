import cards from '#locales/en-US/shared/cards.ts';
import type { OnAirState, Play } from '#src/backends/roles.ts';
import type { Reading } from '#src/stations/on-air-states.ts';
import type { Station } from '#src/stations/station.ts';
import { songLength } from '#src/words/format.ts';
import { accent, type Card, card, line, moment, row, stationColour, text, withPicture } from './card.ts';
import type { Setting } from './command.ts';
import { type ButtonName, onAirButtons } from './on-air-buttons.ts';
import { endOf, lookOf } from './on-air-look.ts';
import { type CardWords, coverOf, facts, songLine, titleOf } from './song-lines.ts';
import { safe } from './text.ts';

/** What is on, who plays it, how to take part. `requesterId` is who asked for the song, if that is known. */
export function onAirCard(reading: Reading, station: Station, setting: Setting, requesterId?: string): Card {
	const t = setting.services.words.in(setting.locale, cards);
	const look = lookOf(reading, setting.services.clock.now());
	const context = text(`-# ${t(`state.${look}`, { station: safe(station.name, 80) })}`);
	switch (look) {
		case 'live':
			return liveCard({ reading, station, setting, t, context });
		case 'off_air':
			return offAirCard({ reading, station, setting, t, context });
		case 'stale':
		case 'unreachable':
			return oldNewsCard({ reading, station, setting, t, context }, look);
		case 'on_air':
		case 'request':
			return automatedCard(
				{ reading, station, setting, t, context },
				look === 'request' ? requestedBy(t, requesterId) : undefined,
			);
	}
}

interface Drawing {
	reading: Reading;
	station: Station;
	setting: Setting;
	t: CardWords;
	context: ReturnType<typeof text>;
}

function automatedCard(drawing: Drawing, requested: string | undefined): Card {
	const { reading, station, setting, t, context } = drawing;
	const { state } = reading;
	const { now } = state;
	const colour = stationColour(station.id);
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
		text(started(now, t), detail === '' ? undefined : `-# ${detail}`),
		...neighbours(state, t),
		buttons(drawing, 'request', 'queue', 'refresh', 'listen'),
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
	const about = [
		since === null ? undefined : t('onAir.liveSince', { at: moment(since, 't') }),
		audience === undefined ? undefined : `-# ${audience}`,
	];
	return card(
		stationColour(station.id),
		...withPicture([context, text(`## ${dj}`), ...optional(playing, (words) => words)], portrait),
		...optional(about.filter((words) => words !== undefined).join('\n'), (words) => words),
		text(`-# ${t('onAir.afterShow')}`),
		buttons(drawing, 'request', 'schedule', 'refresh', 'listen'),
	);
}

function offAirCard(drawing: Drawing): Card {
	const { reading, t, context } = drawing;
	const last = reading.state.now ?? reading.state.history[0] ?? null;
	return card(
		accent.idle,
		context,
		text(`## ${t('onAir.nothing')}`),
		text(`-# ${t('onAir.seen', { at: moment(reading.asOf, 'R') })}`),
		...(last === null || last.song.text === ''
			? []
			: [line(), text(t('onAir.last', { song: songLine(last.song, t) }))]),
		buttons(drawing, 'schedule', 'history', 'refresh'),
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

function heading(now: Play, t: CardWords) {
	const artist = safe(now.song.artist, 80);
	return [text(`## ${titleOf(now.song, t)}`, artist === '' ? undefined : `**${artist}**`)];
}

function started(now: Play, t: CardWords): string {
	const length = now.duration === null ? t('lengthUnknown') : songLength(now.duration);
	return t('onAir.started', { at: moment(now.startedAt, 'R'), length });
}

function neighbours(state: OnAirState, t: CardWords) {
	const { next } = state;
	const [before] = state.history;
	const at = next?.at ?? endOf(state.now);
	const lines = [
		next === null
			? undefined
			: text(
					t('onAir.next', { song: songLine(next.song, t) }),
					at === null ? undefined : `-# ${moment(at, 'R')}`,
				),
		before === undefined ? undefined : text(t('onAir.before', { song: songLine(before.song, t) })),
	].filter((part) => part !== undefined);
	return lines.length === 0 ? [] : [line(), ...lines];
}

/** "🎧 128 listeners"; undefined where the number is not known. */
function listeners(state: OnAirState, t: CardWords): string | undefined {
	return state.listeners === null
		? undefined
		: t('audience', { listeners: t('listeners', { count: state.listeners }) });
}

function requestedBy(t: CardWords, requesterId: string | undefined): string {
	return t('onAir.requestedBy', {
		who: requesterId === undefined ? t('onAir.someListener') : `<@${requesterId}>`,
	});
}

function optional(words: string | undefined, draw: (words: string) => string) {
	return words === undefined || words === '' ? [] : [text(draw(words))];
}

function buttons({ reading, station, t }: Drawing, ...names: readonly ButtonName[]) {
	return row(...onAirButtons(station, reading.state.facts, t, names));
}
