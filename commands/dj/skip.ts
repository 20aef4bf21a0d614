import strings from '#locales/en-US/dj/skip.ts';
import shared from '#locales/en-US/shared/cards.ts';
import type { OnAirState } from '#src/backends/roles.ts';
import { accent, type Card, card, moment, text, withPicture } from '#src/discord/card.ts';
import type { Context } from '#src/discord/command.ts';
import { defineCommand } from '#src/discord/define-command.ts';
import { leftAlone, ask as question } from '#src/discord/question.ts';
import type { Reply } from '#src/discord/reply.ts';
import { coverOf, plainSongLine, songLine, titleOf } from '#src/discord/song-lines.ts';
import { safe } from '#src/discord/text.ts';
import { offeredRole } from '#src/stations/offered-role.ts';
import type { SkipOutcome } from '#src/stations/skipping.ts';
import type { Station } from '#src/stations/station.ts';
import { span } from '#src/words/format.ts';

type SkipContext = Context<typeof strings, Station>;

export default defineCommand(strings, {
	group: 'dj',
	level: 'dj',
	uses: ['playout.skip', 'onAir.read'],
	visibility: 'private',
	station: 'one',
	changes: true,
	execute: async (context) => skip(context, false),
	components: {
		ask: { answer: 'private', changes: true, run: async (context) => skip(context, false) },
		yes: { answer: 'update', question: true, changes: true, run: async (context) => skip(context, true) },
		no: { answer: 'update', question: true, run: async ({ t }) => leftAlone(t('notSkipped'), t('playsOn')) },
	},
});

async function skip(context: SkipContext, sure: boolean): Promise<Reply> {
	const { station, services } = context;
	const outcome = await services.skipping.skip(station, offeredRole(station, 'playout'), sure);
	if (outcome.kind === 'ask') return ask(context, outcome.state);
	const shown = outcomeCard(context, outcome);
	if (outcome.kind === 'too-soon') return shown;
	const song = outcome.skipped?.song;
	const what = song === undefined ? context.t('nothingNamed') : plainSongLine(song, cardWords(context));
	return { ...shown, audit: { outcome: outcome.kind === 'skipped' ? 'done' : 'unproven', what } };
}

const cardWords = ({ services, locale }: SkipContext) => services.words.in(locale, shared);

function outcomeCard(
	{ t, station, services, locale }: SkipContext,
	outcome: Exclude<SkipOutcome, { kind: 'ask' }>,
): Card {
	const words = services.words.in(locale, shared);
	if (outcome.kind === 'too-soon') {
		return card(
			accent.warn,
			text(`### ${t('tooSoon')}`),
			text(t('tooSoonHelp', { at: moment(outcome.until, 'T') })),
		);
	}
	const { skipped } = outcome;
	const what = skipped === null ? t('nothing') : t('song', { song: songLine(skipped.song, words) });
	if (outcome.kind === 'not-confirmed') {
		const host = safe(station.backend.host, 80);
		return card(
			accent.warn,
			text(`### ${t('unproven')}`),
			text(t('stillOn', { host, wait: span(outcome.waitedMs, locale) })),
		);
	}
	const { now } = outcome.now;
	const playing = now === null ? undefined : t('now', { song: songLine(now.song, words) });
	const cover = now === null ? undefined : coverOf(now.song, words, services);
	return card(accent.ok, ...withPicture([text(`### ${t('skipped')}`), text(what, playing)], cover));
}

/** The question before a live show or somebody's request is skipped. */
async function ask(context: SkipContext, state: OnAirState): Promise<Reply> {
	const { t, station, services, locale } = context;
	const words = services.words.in(locale, shared);
	const dj = safe(state.live?.streamer ?? '', 40) || words('onAir.live');
	const requester =
		state.now === null ? undefined : await services.requesters.of(station.id, state.now.song.id);
	const asked =
		requester === undefined ? t('askSomebody') : t('askRequest', { who: `<@${requester.userId}>` });
	const title = state.now === null ? words('unnamedSong') : titleOf(state.now.song, words, 80);
	return question(context, {
		accent: 'warn',
		heading: state.live === null ? t('ask', { title }) : t('askLive', { dj }),
		what: state.live === null ? asked : t('askDj', { dj }),
		yes: { label: t('yes'), action: 'yes' },
		no: { label: t('no'), action: 'no' },
		left: { heading: t('notSkipped'), text: t('playsOn') },
	});
}
