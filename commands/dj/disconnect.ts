import strings from '#locales/en-US/dj/disconnect.ts';
import shared from '#locales/en-US/shared/cards.ts';
import type { LiveShow } from '#src/backends/roles.ts';
import { accent, button, type Card, card, moment, row, text } from '#src/discord/card.ts';
import type { Context, Pressed } from '#src/discord/command.ts';
import { defineCommand } from '#src/discord/define-command.ts';
import { leftAlone, ask as question } from '#src/discord/question.ts';
import type { Reply } from '#src/discord/reply.ts';
import { songLine } from '#src/discord/song-lines.ts';
import { plain, safe } from '#src/discord/text.ts';
import { type DisconnectOutcome, disconnectDj, liveForOrder } from '#src/stations/disconnecting.ts';
import { offeredRole } from '#src/stations/offered-role.ts';
import { shortKey } from '#src/stations/short-key.ts';
import type { Station } from '#src/stations/station.ts';
import { span } from '#src/words/format.ts';

type DisconnectContext = Context<typeof strings, Station>;

export default defineCommand(strings, {
	group: 'dj',
	level: 'dj',
	uses: ['playout.disconnect', 'onAir.read'],
	visibility: 'private',
	station: 'one',
	execute: async (context) => ask(context),
	components: {
		ask: { answer: 'private', run: async (context) => ask(context) },
		look: { answer: 'update', run: async (context) => look(context) },
		yes: { answer: 'update', question: true, changes: true, run: async (context) => disconnect(context) },
		no: { answer: 'update', question: true, run: async ({ t }) => leftAlone(t('kept'), t('keptHelp')) },
	},
});

async function ask(context: DisconnectContext): Promise<Reply> {
	const { station, services } = context;
	// Where DJs cannot be disconnected at all, that is said before anything is asked.
	offeredRole(station, 'playout');
	return askOf(context, (await liveForOrder(station, services.onAir)).show);
}

/** Whoever looks wants to know what is so now, and nothing older. */
async function look(context: DisconnectContext): Promise<Reply> {
	const { station, services } = context;
	return askOf(context, (await services.onAir.readNow(station)).state.live);
}

function askOf(context: DisconnectContext, live: LiveShow | null): Reply {
	if (live === null) return nobody(context);
	const { t, station } = context;
	const dj = nameOf(context, live.streamer);
	return question(context, {
		heading: t('ask', { dj }),
		what: live.since === null ? t('what', { dj }) : t('whatSince', { dj, at: moment(live.since, 't') }),
		points: [t('barred', { label: station.backend.label, dj })],
		yes: { label: t('yes'), action: 'yes' },
		no: { label: t('no'), action: 'no' },
		args: [shortKey(live.streamer)],
		left: { heading: t('kept'), text: t('keptHelp') },
	});
}

const nameOf = ({ services, locale }: DisconnectContext, streamer: string) =>
	safe(streamer, 40) || services.words.in(locale, shared)('onAir.live');

function nobody({ t, station }: DisconnectContext): Card {
	const heading = t('nobody', { station: safe(station.name, 80) });
	return card(accent.ok, text(`### ${heading}`), text(t('nobodyHelp')));
}

/** The question was about another show, and each question is for one answer. */
function somebodyElse(context: DisconnectContext, live: LiveShow): Card {
	const { t, id } = context;
	return card(
		accent.warn,
		text(`### ${t('kept')}`),
		text(`${t('nowLive', { dj: nameOf(context, live.streamer) })} ${t('keptHelp')}`),
		row(button('secondary', t('yes'), id('ask'))),
	);
}

async function disconnect(context: DisconnectContext & Pressed): Promise<Reply> {
	const { station, services } = context;
	const [asked] = context.args;
	const meant = (streamer: string) => shortKey(streamer) === asked;
	const outcome = await disconnectDj(station, offeredRole(station, 'playout'), meant, services);
	if (outcome.kind === 'nobody') return nobody(context);
	if (outcome.kind === 'somebody-else') return somebodyElse(context, outcome.show);
	const shown = outcomeCard(context, outcome);
	const what = plain(outcome.show.streamer, 40);
	return { ...shown, audit: { outcome: outcome.kind === 'not-confirmed' ? 'unproven' : 'done', what } };
}

function outcomeCard(
	context: DisconnectContext,
	outcome: Exclude<DisconnectOutcome, { kind: 'nobody' | 'somebody-else' }>,
): Card {
	const { t, station, services, locale } = context;
	const dj = nameOf(context, outcome.show.streamer);
	const { label } = station.backend;
	switch (outcome.kind) {
		case 'disconnected': {
			const { live, now } = outcome.now;
			const song = now === null ? undefined : songLine(now.song, services.words.in(locale, shared));
			const playing = song === undefined ? undefined : t('now', { song });
			return card(
				accent.ok,
				text(`### ${t('done', { dj })}`),
				text(
					live === null ? playing : t('nowLive', { dj: nameOf(context, live.streamer) }),
					`-# ${t('barredNow', { label, dj })}`,
				),
			);
		}
		case 'came-back':
			return card(accent.warn, text(`### ${t('back', { dj })}`), text(t('backHelp', { dj })));
		case 'not-confirmed': {
			const host = safe(station.backend.host, 80);
			return card(
				accent.warn,
				text(`### ${t('unproven')}`),
				text(t('stillLive', { host, wait: span(outcome.waitedMs, locale), dj })),
				row(button('secondary', t('look'), context.id('look'))),
			);
		}
	}
}
