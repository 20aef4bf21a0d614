import shared from '#locales/en-US/shared/cards.ts';
import { offeredRole } from '#src/stations/offered-role.ts';
import type { Order, OrderOutcome } from '#src/stations/running.ts';
import { span } from '#src/words/format.ts';
import { accent, button, type Card, card, moment, row, text } from './card.ts';
import type { Setting } from './command.ts';
import { customId } from './custom-id.ts';
import type { AuditNote, Reply } from './reply.ts';
import { progressCard, type RunningContext, runningWords, serviceLines } from './running-cards.ts';
import { songLine } from './song-lines.ts';
import { safe } from './text.ts';
import { whyUnreadable } from './unreadable.ts';

/** Carries an order out, with its progress in place of the answer. */
export async function carryOut(
	context: RunningContext & Pick<Setting, 'show'>,
	order: Order,
): Promise<Reply> {
	const { station, services } = context;
	const outcome = await services.running[order](station, offeredRole(station, 'operations'), (step) =>
		context.show(progressCard(context, order, step)),
	);
	return orderReply(context, order, outcome);
}

/** What an order came to. Without a note for the audit where nothing was ordered by our own rules. */
function orderReply(context: RunningContext, order: Order, outcome: OrderOutcome): Reply {
	const t = runningWords(context);
	const { station, services, locale } = context;
	const name = safe(station.name, 80);
	const host = safe(station.backend.host, 80);
	const look = button('secondary', t('buttons.look'), context.id('look'));
	const restart = button('secondary', t('buttons.restart'), customId('station restart', 'ask', station.id));
	const noted = (shown: Card, note: AuditNote['outcome']): Reply => ({ ...shown, audit: { outcome: note } });
	switch (outcome.kind) {
		case 'already': {
			const shown = card(
				accent.ok,
				text(`### ${t(`${order}.already`, { station: name })}`),
				text(t('nothingToDo')),
				outcome.seen ? undefined : text(t('notSeen', { host })),
			);
			return noted(shown, 'already');
		}
		case 'stands-still':
			return card(
				accent.warn,
				text(`### ${t('standsStill.heading', { station: name })}`),
				text(...serviceLines(t, outcome.status)),
				text(t('standsStill.text')),
				row(look, restart),
			);
		case 'switched-off':
			return card(
				accent.warn,
				text(`### ${t('switchedOff.heading', { station: name })}`),
				text(t('switchedOff.text')),
				row(button('primary', t('buttons.start'), customId('station start', 'go', station.id))),
			);
		case 'busy':
			return card(
				accent.warn,
				text(`### ${t('busy.heading')}`),
				text(t(`busy.${outcome.order}`, { station: name, at: moment(outcome.since, 't') })),
			);
		case 'confirmed': {
			const { song, status, askedAt, tookMs } = outcome;
			const words = services.words.in(locale, shared);
			const silent = song === null && status?.hasBackend !== false ? t('noSongYet') : undefined;
			const first = song === null ? silent : t('first', { song: songLine(song.song, words) });
			const shown = card(
				accent.ok,
				text(`### ${t(`${order}.confirmed`, { station: name })}`),
				text(
					outcome.answerLost ? t('lostButDone', { host }) : undefined,
					t('confirmedAt', { at: moment(askedAt + tookMs, 'T'), wait: span(tookMs, locale) }),
					order === 'restart' ? first : undefined,
				),
			);
			return noted(shown, 'done');
		}
		case 'not-confirmed': {
			const at = moment(outcome.askedAt, 't');
			const still = t(`${order}.still`, { at, wait: span(outcome.waitedMs, locale) });
			const shown = card(
				accent.warn,
				text(`### ${t(outcome.answerLost ? `${order}.lost` : `${order}.unproven`)}`),
				text(outcome.answerLost ? t('lostText', { host }) : t('still', { host, still })),
				text(...serviceLines(t, outcome.status)),
				text(order === 'start' ? t('mayNeedRestart') : t('mayNeedLonger')),
				row(look, order === 'start' ? restart : undefined),
			);
			return noted(shown, 'unproven');
		}
		case 'unseen': {
			const why = whyUnreadable(context, outcome.why);
			const at = moment(outcome.askedAt, 't');
			const { isEnabled } = outcome;
			const settings = isEnabled === null ? undefined : isEnabled ? t('settingsOn') : t('settingsOff');
			const shown = card(
				accent.warn,
				text(`### ${t(outcome.answerLost ? `${order}.lost` : `${order}.unseen`)}`),
				text(
					outcome.answerLost ? t('unseenLost', { host, why }) : t('unseenText', { host, at, why }),
					settings,
				),
				row(look),
			);
			return noted(shown, 'unproven');
		}
	}
}
