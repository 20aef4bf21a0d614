import strings from '#locales/en-US/dj/clear-queue.ts';
import shared from '#locales/en-US/shared/cards.ts';
import type { QueueEntry } from '#src/backends/roles/queue.ts';
import { accent, button, type Card, card, row, text } from '#src/discord/card.ts';
import type { Context } from '#src/discord/command.ts';
import { customId } from '#src/discord/custom-id.ts';
import { defineCommand } from '#src/discord/define-command.ts';
import { leftAlone, ask as question } from '#src/discord/question.ts';
import type { Reply } from '#src/discord/reply.ts';
import { songLine } from '#src/discord/song-lines.ts';
import { safe } from '#src/discord/text.ts';
import { offeredRole } from '#src/stations/offered-role.ts';
import { clearQueue } from '#src/stations/queue-changes.ts';
import type { Station } from '#src/stations/station.ts';
import { span } from '#src/words/format.ts';

type ClearContext = Context<typeof strings, Station>;

export default defineCommand(strings, {
	group: 'dj',
	level: 'dj',
	uses: ['queue.list', 'queue.clear'],
	visibility: 'private',
	station: 'one',
	execute: async (context) => ask(context),
	components: {
		ask: { answer: 'private', run: async (context) => ask(context) },
		yes: { answer: 'update', question: true, changes: true, run: async (context) => clear(context) },
		no: { answer: 'update', question: true, run: async ({ t }) => leftAlone(t('kept'), t('keptHelp')) },
	},
});

async function ask(context: ClearContext): Promise<Reply> {
	const { t, station } = context;
	const entries = await offeredRole(station, 'queue').list();
	const waiting = entries.filter(({ sent }) => !sent);
	const sent = entries.filter((entry) => entry.sent);
	if (waiting.length === 0) return nothing(context, sent);
	const requested = waiting.filter((entry) => entry.requested).length;
	return question(context, {
		heading: t('ask'),
		what: t('what', { count: waiting.length }),
		points: [requested === 0 ? undefined : t('requested', { count: requested }), stillPlays(context, sent)],
		yes: { label: t('yes'), action: 'yes' },
		no: { label: t('no'), action: 'no' },
		left: { heading: t('kept'), text: t('keptHelp') },
	});
}

function nothing(context: ClearContext, sent: readonly QueueEntry[]): Card {
	const { t } = context;
	return card(accent.ok, text(`### ${t('nothing')}`), text(t('nothingHelp'), stillPlays(context, sent)));
}

/** What cannot be taken back any more, by name. */
function stillPlays({ t, services, locale }: ClearContext, sent: readonly QueueEntry[]): string | undefined {
	const words = services.words.in(locale, shared);
	if (sent.length === 0) return undefined;
	return t('still', { songs: sent.map(({ song }) => songLine(song, words)).join(', ') });
}

async function clear(context: ClearContext): Promise<Reply> {
	const { t, station, services } = context;
	const outcome = await clearQueue(offeredRole(station, 'queue'), services.clock);
	const upNext = row(button('secondary', t('upNext'), customId('queue', 'show', station.id)));
	switch (outcome.kind) {
		case 'nothing':
			return { ...nothing(context, outcome.playsStill), audit: { outcome: 'already', what: '0' } };
		case 'cleared': {
			const { removed: count, removedRequests, playsStill } = outcome;
			await services.followUps.dropped(
				station,
				removedRequests.map(({ song }) => song.id),
			);
			const shown = card(
				accent.ok,
				text(`### ${t('cleared')}`),
				text(t('clearedHelp', { count }), stillPlays(context, playsStill)),
				upNext,
			);
			return { ...shown, audit: { outcome: 'done', what: String(count) } };
		}
		case 'not-confirmed': {
			const { left: count, waitedMs } = outcome;
			const left = t('left', {
				count,
				host: safe(station.backend.host, 80),
				wait: span(waitedMs, context.locale),
			});
			const shown = card(accent.warn, text(`### ${t('unproven')}`), text(left), upNext);
			return { ...shown, audit: { outcome: 'unproven', what: String(count) } };
		}
	}
}
