import strings from '#locales/en-US/dj/skip.ts';
import shared from '#locales/en-US/shared/cards.ts';
import type { OnAirState } from '#src/backends/roles.ts';
import { accent, button, type Card, card, moment, row, text, withPicture } from '#src/discord/card.ts';
import { type Context, defineCommand, type Reply } from '#src/discord/define-command.ts';
import { questionArgs, questionOpenMs } from '#src/discord/question.ts';
import { coverOf, songLine, titleOf } from '#src/discord/song-lines.ts';
import { safe } from '#src/discord/text.ts';
import { offeredRole } from '#src/stations/offered-role.ts';
import type { SkipOutcome } from '#src/stations/skipping.ts';
import type { Station } from '#src/stations/station.ts';
import { span } from '#src/words/format.ts';

type SkipContext = Context<typeof strings, Station>;

export default defineCommand(strings, {
	group: 'dj',
	level: 'dj',
	visibility: 'private',
	station: 'one',
	execute: async (context) => skip(context, false),
	components: {
		ask: { answer: 'private', run: async (context) => skip(context, false) },
		yes: { answer: 'update', question: true, run: async (context) => skip(context, true) },
		no: { answer: 'update', question: true, run: async ({ t }) => notSkipped(t('notSkipped'), t('playsOn')) },
	},
});

async function skip(context: SkipContext, sure: boolean): Promise<Reply> {
	const { station, services } = context;
	const outcome = await services.skipping.skip(station, offeredRole(station, 'playout'), sure);
	return outcome.kind === 'ask' ? ask(context, outcome.state) : outcomeCard(context, outcome);
}

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
			text(t('stillOn', { host, wait: span(outcome.waitedMs) })),
		);
	}
	const { now } = outcome.now;
	const playing = now === null ? undefined : t('now', { song: songLine(now.song, words) });
	const cover = now === null ? undefined : coverOf(now.song, words, services);
	return card(accent.ok, ...withPicture([text(`### ${t('skipped')}`), text(what, playing)], cover));
}

/** The question before a live show or somebody's request is skipped. */
async function ask(context: SkipContext, state: OnAirState): Promise<Reply> {
	const { t, station, services, locale, person, id } = context;
	const words = services.words.in(locale, shared);
	const until = services.clock.now() + questionOpenMs;
	const mine = questionArgs(person.id, services.clock);
	const dj = safe(state.live?.streamer ?? '', 40) || words('onAir.live');
	const requester =
		state.now === null ? undefined : await services.requesters.of(station.id, state.now.song.id);
	const asked =
		requester === undefined ? t('askSomebody') : t('askRequest', { who: `<@${requester.userId}>` });
	const title = state.now === null ? words('unnamedSong') : titleOf(state.now.song, words, 80);
	const question = card(
		accent.warn,
		text(`## ${state.live === null ? t('ask', { title }) : t('askLive', { dj })}`),
		text(state.live === null ? asked : t('askDj', { dj })),
		text(`-# ${t('open', { at: moment(until, 'T') })}`),
		row(button('danger', t('yes'), id('yes', ...mine)), button('secondary', t('no'), id('no', ...mine))),
	);
	return { ...question, afterwards: { at: until, card: notSkipped(t('notSkipped'), t('nobody')) } };
}

function notSkipped(heading: string, sentence: string): Card {
	return card(accent.idle, text(`### ${heading}`), text(sentence));
}
