import strings from '#locales/en-US/shared/alerts.ts';
import type { AlertFace, AlertWords } from '#src/alerts/alert-face.ts';
import type { News, Planned } from '#src/alerts/news.ts';
import type { Station } from '#src/stations/station.ts';
import { span } from '#src/words/format.ts';
import { percent, size } from '#src/words/sizes.ts';
import type { Words } from '#src/words/words.ts';
import { lines, listenButton, type NewsOf, nowLine, press, type Saying, sayingIn } from './alert-saying.ts';
import { accent, moment, stationColour } from './card.ts';
import { customId } from './custom-id.ts';
import { keyFace, machineFace, reachFace } from './server-alert-faces.ts';
import { facts, songLine } from './song-lines.ts';
import { safe } from './text.ts';

/** Says alerts in the language of the Discord server that reads them. */
export function alertWords(words: Words, localeOf: (guildId: string) => string): AlertWords {
	const saying = (guildId: string) => sayingIn(words, localeOf(guildId));
	return {
		face: (guildId, news) => faceOf(news, saying(guildId)),
		over: (guildId, at, lastedMs) =>
			saying(guildId).t('over', { at: moment(at, 't'), lasted: span(lastedMs, localeOf(guildId)) }),
		counted: (guildId, count, since) => saying(guildId).t('counted', { count, at: moment(since, 't') }),
	};
}

/** How alerts look, to try a channel. */
export function testFace(station: Station, words: Words, locale: string): AlertFace {
	const t = words.in(locale, strings);
	const title = t('test.title', { station: safe(station.name, 80) });
	return { accent: accent.calm, title, text: t('test.text'), note: t('test.note'), buttons: [] };
}

function faceOf(news: News, saying: Saying): AlertFace {
	const { t } = saying;
	switch (news.type) {
		case 'off-air':
		case 'on-air':
			return airFace(news, saying);
		case 'dj-live':
		case 'dj-change':
		case 'dj-gone':
			return djFace(news, saying);
		case 'silence':
		case 'sound':
			return soundFace(news, saying);
		case 'unreachable':
		case 'reachable':
			return reachFace(news, saying);
		case 'disk':
		case 'backup':
		case 'update':
			return machineFace(news, saying);
		case 'key':
			return keyFace(news, saying);
		case 'storage': {
			const { share, free, total, station } = news;
			const values = { station: safe(station.name, 80), share: percent(share, saying.locale) };
			return {
				accent: accent.warn,
				title: t('storage.title', values),
				text: t('storage.text', { free: size(free, saying.locale), total: size(total, saying.locale) }),
				note: '',
				buttons: [],
			};
		}
		case 'record': {
			const { listeners: count, at, before, beforeAt } = news;
			return {
				accent: stationColour(news.station.id),
				title: t('record.title', { station: safe(news.station.name, 80) }),
				text: t('record.text', { count, at: moment(at, 't') }),
				note: t('record.before', { count: before, at: moment(beforeAt, 'f') }),
				buttons: [],
			};
		}
	}
}

function airFace(news: NewsOf<'off-air' | 'on-air'>, saying: Saying): AlertFace {
	const { t, cards: c, locale } = saying;
	const { station, since } = news;
	const named = { station: safe(station.name, 80) };
	if (news.type === 'off-air') {
		const { last, listeners, apartMs } = news;
		const at = moment(since, 't');
		const what =
			last === null ? t('off-air.textNoSong', { at }) : t('off-air.text', { at, song: songLine(last, c) });
		const canStart = station.backend.operations !== undefined && station.keys.has('admin');
		return {
			accent: accent.bad,
			title: t('off-air.title', named),
			text: lines(what, listeners === null ? '' : t('off-air.audience', { count: listeners })),
			note: t('off-air.note', { apart: span(apartMs, locale) }),
			buttons: [
				...(canStart
					? [press('primary', t('buttons.start'), customId('station start', 'go', station.id))]
					: []),
				press('secondary', t('check'), customId('doctor', 'show', station.id)),
			],
		};
	}
	const { until, song, listeners, before } = news;
	const lasted = { lasted: span(until - since, locale), from: moment(since, 't'), until: moment(until, 't') };
	const now = listeners === null ? undefined : c('listeners', { count: listeners });
	return {
		accent: accent.ok,
		title: t('on-air.title', named),
		text: lines(t('on-air.text', lasted), nowLine(song, saying)),
		note:
			now === undefined ? '' : before === null ? now : t('on-air.note', { listeners: now, count: before }),
		buttons: [],
	};
}

function djFace(news: NewsOf<'dj-live' | 'dj-change' | 'dj-gone'>, saying: Saying): AlertFace {
	const { t } = saying;
	const station = safe(news.station.name, 80);
	const named = (dj: string) => safe(dj, 40) || t('dj.nobody');
	const plainFace = { accent: stationColour(news.station.id), note: '', buttons: [] };
	const since = moment(news.since, 't');
	switch (news.type) {
		case 'dj-live': {
			const title = t('dj.live', { dj: named(news.dj), station });
			return {
				...plainFace,
				title,
				text: plannedLine(news.planned, saying) ?? t('dj.since', { at: since }),
				buttons: listenButton(news.player, saying),
			};
		}
		case 'dj-change': {
			const title = t('dj.change', { from: named(news.from), to: named(news.to) });
			return {
				...plainFace,
				title,
				text: lines(t('dj.onStation', { station, at: since }), plannedLine(news.planned, saying) ?? ''),
				buttons: listenButton(news.player, saying),
			};
		}
		case 'dj-gone': {
			const { dj, until, most, song, online } = news;
			const peak = most === null ? '' : t('dj.most', { count: most.listeners, at: moment(most.at, 't') });
			return {
				...plainFace,
				title: t(online ? 'dj.gone' : 'dj.goneOff', { dj: named(dj) }),
				text: lines(
					t('dj.lasted', { station, lasted: span(until - news.since, saying.locale) }),
					peak,
					online ? nowLine(song, saying) : '',
				),
			};
		}
	}
}

function plannedLine(planned: Planned | undefined, { t }: Saying): string | undefined {
	if (planned === undefined) return undefined;
	const name = planned.name === null ? undefined : safe(planned.name, 80);
	return facts(name, t('dj.planned', { at: moment(planned.until, 't') }));
}

function soundFace(news: NewsOf<'silence' | 'sound'>, saying: Saying): AlertFace {
	const { t } = saying;
	const { station } = news;
	const named = { station: safe(station.name, 80) };
	if (news.type === 'sound') {
		const lasted = span(news.until - news.since, saying.locale);
		const said = lines(t('sound.text', { lasted }), nowLine(news.song, saying));
		return { accent: accent.ok, title: t('sound.title', named), text: said, note: '', buttons: [] };
	}
	const dj = news.dj === null ? undefined : safe(news.dj, 40) || t('dj.nobody');
	const connected = dj === undefined ? '' : t('silence.connected', { dj });
	const playout = station.backend.playout !== undefined && station.keys.has('station');
	return {
		accent: accent.warn,
		title: t('silence.title', named),
		text: lines(t('silence.text', { at: moment(news.since, 't') }), connected),
		note: t('silence.note'),
		buttons: playout
			? [
					press('primary', t('buttons.skip'), customId('dj skip', 'ask', station.id)),
					...(dj === undefined
						? []
						: [press('danger', t('buttons.disconnect'), customId('dj disconnect', 'ask', station.id))]),
				]
			: [],
	};
}
