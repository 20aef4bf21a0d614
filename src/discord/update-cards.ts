import type strings from '#locales/en-US/server/update.ts';
import { type UpdateOutcome, type UpdateProgress, updateLimitMs } from '#src/stations/updating.ts';
import { span } from '#src/words/format.ts';
import type { Translate } from '#src/words/translate.ts';
import { accent, button, type Card, card, moment, row, text } from './card.ts';
import { safe } from './text.ts';

/** Discord takes changes of an answer for 15 minutes. */
const answerableForMs = 14 * 60_000;

type UpdateWords = Translate<typeof strings>;

/** What the cards of one update have in common. */
export interface UpdateShown {
	t: UpdateWords;
	locale: string;
	/** Of the radio server, safe as Markdown. */
	host: string;
	/** Who asked for it and when, as a line. */
	askedBy: string;
	/** Id of the button that looks at the updates again. */
	lookId: string;
	/** Where it is told what comes after Discord's 15 minutes for an answer, if anywhere. */
	lateChannelId: string | undefined;
}

/** How far it is: one line for each step. Without progress: the order is on its way. */
export function updatingCard(shown: UpdateShown, progress: UpdateProgress | undefined): Card {
	const { t, host, askedBy } = shown;
	const steps =
		progress === undefined ? [t('asking', { host }), t('toDown'), t('toUp')] : stepLines(t, host, progress);
	return card(
		accent.calm,
		text(`### ${t('working', { host })}`, `-# ${askedBy}`),
		text(...steps),
		progress === undefined ? undefined : text(`-# ${limitOf(shown, progress)}`),
	);
}

function limitOf({ t, lateChannelId }: UpdateShown, { orderedAt }: UpdateProgress): string {
	const limit = t('limit', { at: moment(orderedAt + updateLimitMs, 't') });
	if (lateChannelId === undefined) return limit;
	return `${limit} ${t('late', { at: moment(orderedAt + answerableForMs, 't'), channel: `<#${lateChannelId}>` })}`;
}

function stepLines(t: UpdateWords, host: string, { answerLost, downAt, upAt }: UpdateProgress): string[] {
	const asked = answerLost ? t('askedLost', { host }) : t('asked', { host });
	if (downAt === null) return [asked, t('waitDown'), t('toUp')];
	const down = t('down', { at: moment(downAt, 'T') });
	if (upAt === null) return [asked, down, t('waitUp')];
	return [asked, down, t('up', { at: moment(upAt, 'T') }), t('waitVersion')];
}

/** What became of it, and nothing that was not seen. */
export function updatedCard({ t, locale, host, lookId }: UpdateShown, outcome: UpdateOutcome): Card {
	if (outcome.kind === 'under-way') {
		const since = t('since', { at: moment(outcome.since, 'R') });
		return card(accent.warn, text(`### ${t('underWay')}`), text(since));
	}
	const { kind, orderedAt, downAt, upAt, endedAt, answerLost } = outcome;
	const before = outcome.before === null ? null : safe(outcome.before, 40);
	const after = outcome.after === null ? null : safe(outcome.after, 40);
	const look = row(button('secondary', t('lookNow'), lookId));
	const lost = answerLost ? t('askedLost', { host }) : undefined;
	const silent =
		downAt !== null && upAt !== null ? t('silent', { wait: span(upAt - downAt, locale) }) : undefined;
	switch (kind) {
		case 'updated': {
			const changed =
				after === null
					? undefined
					: before === null || before === after
						? t('sameNumber', { after })
						: t('changed', { before, after });
			return card(accent.ok, text(`### ${t('done', { host })}`), text(changed, silent));
		}
		case 'same':
			return card(
				accent.warn,
				text(`### ${t('same', { host })}`),
				text(t('stillRuns', { after: after ?? '' }), silent),
				look,
			);
		case 'back':
			return card(accent.warn, text(`### ${t('back', { host })}`), text(t('noVersion'), silent), look);
		case 'never-down': {
			const stayed = t('stayedUp', { host, wait: span(endedAt - orderedAt, locale) });
			const version = after === null ? undefined : t('stayedVersion', { after });
			return card(accent.warn, text(`### ${t('neverDown')}`), text(stayed, version, lost), look);
		}
		case 'never-back': {
			const at = downAt ?? orderedAt;
			const gone = t('goneSince', { at: moment(at, 'T'), wait: span(endedAt - at, locale) });
			return card(accent.bad, text(`### ${t('neverBack', { host })}`), text(gone), look);
		}
	}
}
