import shared from '#locales/en-US/shared/media.ts';
import type strings from '#locales/en-US/station/media.ts';
import { newsIn } from '#src/media/changes-in.ts';
import type { MediaOutcome, MediaProgress } from '#src/media/media-outcome.ts';
import type { Station } from '#src/stations/station.ts';
import { span } from '#src/words/format.ts';
import { percent } from '#src/words/sizes.ts';
import { accent, button, type Card, card, moment, row, text } from './card.ts';
import type { Context } from './command.ts';
import { facts } from './song-lines.ts';
import { safe } from './text.ts';

export type MediaContext = Context<typeof strings, Station>;

const barLength = 20;

/** How much is read, drawn and in words; the server counts the songs. */
export function barOf({ offset, total }: MediaProgress, locale: string): string {
	const share = total === 0 ? 0 : Math.min(1, offset / total);
	const full = Math.floor(share * barLength);
	return `\`${'█'.repeat(full)}${'░'.repeat(barLength - full)}\` ${percent(Math.floor(share * 100) / 100, locale)}`;
}

/** How far a fetch is; undefined while it waits for its turn. */
export function mediaProgressCard(context: MediaContext, progress: MediaProgress | undefined): Card {
	const { t, station, id, locale } = context;
	return card(
		accent.calm,
		text(`### ${t('progress.heading', { station: safe(station.name, 80) })}`),
		progress === undefined
			? text(t('progress.waits'))
			: progress.total === 0
				? text(t('progress.begins', { host: safe(station.backend.host, 80) }))
				: text(barOf(progress, locale), `-# ${paceOf(context, progress)}`),
		progress?.pass === 2 ? text(`-# ${t('progress.second')}`) : undefined,
		row(button('secondary', t('buttons.cancel'), id('cancel'))),
	);
}

function paceOf(
	{ t, services, locale }: MediaContext,
	{ offset, total, rows, startedAt }: MediaProgress,
): string {
	const seconds = (services.clock.now() - startedAt) / 1000;
	const rate = seconds > 0 ? rows / seconds : 0;
	const left = Math.max(0, total - offset);
	return facts(
		t('progress.of', { songs: Math.min(offset, total), total }),
		rate < 1 ? undefined : t('progress.rate', { count: Math.round(rate) }),
		rate < 1 ? undefined : t('progress.left', { left: span((left / rate) * 1000, locale) }),
	);
}

/** What a fetch came to. */
export function mediaOutcomeCard(context: MediaContext, outcome: MediaOutcome): Card {
	const { t, id, services, locale } = context;
	const overview = button('secondary', t('buttons.overview'), id('show'));
	if (outcome.kind === 'cancelled') {
		const { progress } = outcome;
		const isEmpty = progress === undefined || progress.offset === 0;
		return card(
			accent.idle,
			text(`### ${t('outcome.cancelled')}`),
			text(t(isEmpty ? 'outcome.cancelledEmpty' : 'outcome.cancelledText')),
			isEmpty
				? undefined
				: text(
						`-# ${t('progress.of', { songs: Math.min(progress.offset, progress.total), total: progress.total })}`,
					),
			row(button('primary', t(isEmpty ? 'buttons.refresh' : 'buttons.goOn'), id('refresh')), overview),
		);
	}
	if (outcome.kind === 'stopped')
		return card(
			accent.idle,
			text(`### ${t('outcome.stopped')}`),
			text(t(outcome.isGone ? 'outcome.gone' : 'outcome.stoppedText')),
			row(button('primary', t('buttons.refresh'), id('refresh')), overview),
		);
	const { songs, reads, tookMs } = outcome;
	const cost = text(
		t('outcome.cost', { songs: t('songs', { count: songs }), count: reads, took: span(tookMs, locale) }),
	);
	if (outcome.kind === 'doubted')
		return card(
			accent.warn,
			text(`### ${t('outcome.doubt', { count: outcome.missing, songs })}`),
			text(t('outcome.doubtText', { at: moment(outcome.againAt, 't') })),
			cost,
			row(button('secondary', t('buttons.refresh'), id('refresh')), overview),
		);
	if (outcome.kind === 'first')
		return card(accent.ok, text(`### ${t('outcome.first')}`), cost, row(overview));
	const { changes } = outcome;
	const words = services.words.in(locale, shared);
	const kinds = (['added', 'removed', 'moved', 'retagged'] as const).filter(
		(kind) => changes[kind].length > 0,
	);
	const touched = changes.touched.length;
	return card(
		accent.ok,
		text(`### ${t(newsIn(changes) + touched === 0 ? 'outcome.same' : 'outcome.changed')}`),
		text(
			...kinds.map((kind) => words(`kinds.${kind}`, { count: changes[kind].length })),
			kinds.length === 0 && touched > 0 ? t('outcome.touched', { count: touched }) : undefined,
		),
		cost,
		row(overview),
	);
}

/** Somebody pressed Cancel on a card whose fetch is over, or went with a restart. */
export function nothingToCancelCard({ t, id }: MediaContext): Card {
	return card(
		accent.idle,
		text(`### ${t('nothing.heading')}`),
		text(t('nothing.text')),
		row(
			button('primary', t('buttons.refresh'), id('refresh')),
			button('secondary', t('buttons.overview'), id('show')),
		),
	);
}
