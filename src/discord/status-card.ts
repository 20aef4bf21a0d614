import shared from '#locales/en-US/shared/cards.ts';
import type strings from '#locales/en-US/station/status.ts';
import type { StationSettings } from '#src/backends/roles/operations.ts';
import { isReadable, type Overview, type Part } from '#src/stations/overview.ts';
import type { Station } from '#src/stations/station.ts';
import { span } from '#src/words/format.ts';
import { size, sizePair } from '#src/words/sizes.ts';
import { accent, button, type Card, card, line, moment, row, stationColour, text } from './card.ts';
import type { Context } from './command.ts';
import { customId } from './custom-id.ts';
import { runningWords, serviceLines } from './running-cards.ts';
import { facts, songLine } from './song-lines.ts';
import { safe } from './text.ts';
import { unreadableLine } from './unreadable.ts';

type StatusContext = Context<typeof strings, Station>;

/** Everything about a station on one card; a part that could not be read says why instead. */
export function statusCard(context: StatusContext, overview: Overview): Card {
	const { t, station } = context;
	const { services, settings } = overview;
	const off = switchedOff(overview);
	const needsRestart = isReadable(services) && services.needsRestart === true;
	const full = isReadable(overview.media) && overview.media.isFull;
	const words = context.services.words.in(context.locale, shared);
	return card(
		needsRestart || off || full ? accent.warn : stationColour(station.id),
		text(t('heading', { station: safe(station.name, 80) }), stateLine(context, overview)),
		text(...runningLines(context, overview)),
		line(),
		text(
			playingLine(context, overview),
			...playlistLines(context, overview),
			...readable(context, t('parts.settings'), settings, (found) => settingLines(context, found)),
		),
		text(...readable(context, t('parts.media'), overview.media, (media) => mediaLines(context, media))),
		needsRestart ? text(t('needsRestart')) : undefined,
		row(
			button('secondary', words('buttons.refresh'), context.id('refresh')),
			off
				? undefined
				: button('secondary', t('buttons.restart'), customId('station restart', 'ask', station.id)),
			off
				? button('primary', t('buttons.start'), customId('station start', 'go', station.id))
				: button('danger', t('buttons.stop'), customId('station stop', 'ask', station.id)),
			button('secondary', t('buttons.checkUp'), customId('doctor', 'show', station.id)),
		),
	);
}

/** Only a stop with the switch keeps a station silent; parts that stand still want a restart. */
function switchedOff({ settings, services }: Overview): boolean {
	if (isReadable(settings)) return !settings.isEnabled;
	return isReadable(services) && services.isEnabled === false;
}

function stateLine({ t, station, services: { clock } }: StatusContext, overview: Overview): string {
	const at = moment(clock.now(), 'T');
	const { onAir, services } = overview;
	if (switchedOff(overview)) return t('disabled', { at, label: station.backend.label });
	if (isReadable(onAir) && onAir.live !== null) return t('live', { at });
	if (isReadable(services)) return services.backendRunning ? t('on_air', { at }) : t('off_air', { at });
	if (!isReadable(onAir)) return t('unknown', { at });
	return onAir.online ? t('on_air', { at }) : t('off_air', { at });
}

function runningLines(context: StatusContext, { services, onAir }: Overview): (string | undefined)[] {
	const { t, locale } = context;
	const words = context.services.words.in(locale, shared);
	const listeners = isReadable(onAir) ? onAir.listeners : null;
	const lines = readable(context, t('parts.services'), services, (status) => {
		const [backend, frontend] = serviceLines(runningWords(context), status);
		const audience = listeners === null ? undefined : words('listeners', { count: listeners });
		return [
			status.hasStarted === false ? t('neverStarted') : undefined,
			backend,
			frontend === undefined || audience === undefined || !status.frontendRunning
				? frontend
				: t('audience', { frontend, listeners: audience }),
		];
	});
	if (!isReadable(onAir)) return lines;
	const live = onAir.live;
	const dj = live === null ? '' : safe(live.streamer, 40) || words('onAir.live');
	return [...lines, live === null ? t('djNobody') : t('djLive', { dj })];
}

function playingLine(context: StatusContext, { onAir, services }: Overview): string | undefined {
	const { t } = context;
	const words = context.services.words.in(context.locale, shared);
	if (!isReadable(onAir)) return unreadableLine(context, t('parts.onAir'), onAir);
	// AzuraCast goes on showing the last song of a station that was stopped.
	const stands = isReadable(services) && !services.backendRunning && services.hasBackend !== false;
	return onAir.now === null || (stands && onAir.live === null)
		? t('playingNothing')
		: t('playing', { song: songLine(onAir.now.song, words) });
}

function playlistLines(context: StatusContext, { playlists, settings }: Overview): (string | undefined)[] {
	const { t } = context;
	const written = isReadable(settings) ? settings.writesPlaylists : null;
	if (!isReadable(playlists)) {
		const alone = written === null ? undefined : written ? t('written') : t('notWritten');
		return [unreadableLine(context, t('parts.playlists'), playlists), alone];
	}
	const counts = { on: playlists.filter(({ isEnabled }) => isEnabled).length, all: playlists.length };
	if (written === null) return [t('playlists', counts)];
	return [t(written ? 'playlistsWritten' : 'playlistsNotWritten', counts)];
}

function settingLines({ t, locale }: StatusContext, settings: StationSettings): (string | undefined)[] {
	const { autoCue, hls, requests, requestThreshold, requestDelay } = settings;
	const threshold = waitOf(requestThreshold, {
		usual: t('thresholdDefault'),
		none: t('thresholdNone'),
		some: (ms) => t('threshold', { wait: span(ms, locale) }),
	});
	const delay = waitOf(requestDelay, {
		usual: t('delayDefault'),
		none: t('delayNone'),
		some: (ms) => t('delay', { wait: span(ms, locale) }),
	});
	return [
		autoCue === null ? undefined : t(autoCue ? 'autoCueOn' : 'autoCueOff'),
		t(hls ? 'hlsOn' : 'hlsOff'),
		requests ? t('requestsOn', { threshold, delay }) : t('requestsOff'),
	];
}

function waitOf(
	ms: number | null,
	words: { usual: string; none: string; some: (ms: number) => string },
): string {
	if (ms === null) return words.usual;
	return ms === 0 ? words.none : words.some(ms);
}

function mediaLines(
	{ t, locale }: StatusContext,
	media: { used: number; quota: number | null; songs: number | null; isFull: boolean },
): string[] {
	const { used, quota, songs, isFull } = media;
	const count = songs === null ? undefined : t('songs', { count: songs });
	const pair = quota === null ? undefined : sizePair(used, quota, locale);
	const space =
		pair === undefined
			? t('media', { used: size(used, locale) })
			: t('mediaOf', { used: pair.part, quota: pair.whole });
	return [...(isFull ? [t('mediaFull')] : []), `-# ${facts(space, count)}`];
}

function readable<T>(
	context: StatusContext,
	what: string,
	found: Part<T>,
	draw: (found: T) => (string | undefined)[],
): (string | undefined)[] {
	return isReadable(found) ? draw(found) : [unreadableLine(context, what, found)];
}
