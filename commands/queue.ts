import strings from '#locales/en-US/queue.ts';
import shared from '#locales/en-US/shared/cards.ts';
import type { OnAirState, QueueEntry } from '#src/backends/roles.ts';
import { button, type Card, card, line, moment, row, stationColour, text } from '#src/discord/card.ts';
import type { Context } from '#src/discord/command.ts';
import { customId } from '#src/discord/custom-id.ts';
import { defineCommand } from '#src/discord/define-command.ts';
import { endOf } from '#src/discord/on-air-look.ts';
import { facts, songLine, titleOf } from '#src/discord/song-lines.ts';
import { safe } from '#src/discord/text.ts';
import { includesLevel } from '#src/stations/levels.ts';
import { offeredRole } from '#src/stations/offered-role.ts';
import type { Station } from '#src/stations/station.ts';
import { songLength } from '#src/words/format.ts';

const mostShown = 10;

export default defineCommand(strings, {
	group: 'listen',
	level: 'listener',
	uses: ['queue.list', 'onAir.read'],
	visibility: 'public',
	station: 'one',
	execute: async (context) => draw(context),
	components: {
		refresh: { answer: 'update', run: async (context) => draw(context) },
		show: { answer: 'private', run: async (context) => draw(context) },
	},
});

type QueueContext = Context<typeof strings, Station>;

async function draw(context: QueueContext): Promise<Card> {
	const { t, station, services } = context;
	const words = services.words.in(context.locale, shared);
	const entries = await offeredRole(station, 'queue').list();
	const state = (await services.onAir.read(station)).state;
	const lines = await Promise.all(
		entries.slice(0, mostShown).map((entry, index) => entryLines(context, entry, index + 1, state)),
	);
	const more = entries.length - mostShown;
	const dj = includesLevel(context.level, 'dj') && context.isPrivate && station.backend.playout !== undefined;
	return card(
		stationColour(station.id),
		text(`## ${t('heading', { station: safe(station.name, 80) })}`, nowLine(context, state)),
		line(),
		...(lines.length === 0 ? [text(t('empty'))] : lines),
		more > 0 ? text(`-# ${t('more', { count: more })}`) : undefined,
		entries[0]?.sent === true ? text(`-# ${t('sent')}`) : undefined,
		row(
			dj ? button('secondary', t('skip'), customId('dj skip', 'ask', station.id)) : undefined,
			button('secondary', words('buttons.refresh'), context.id('refresh')),
		),
	);
}

function nowLine({ t, services, locale }: QueueContext, state: OnAirState): string | undefined {
	if (state.live !== null) return `-# ${t('waits', { dj: safe(state.live.streamer, 40) })}`;
	if (state.now === null) return undefined;
	const song = songLine(state.now.song, services.words.in(locale, shared));
	const end = endOf(state.now);
	return `-# ${end === null ? t('now', { song }) : t('nowUntil', { song, at: moment(end, 't') })}`;
}

async function entryLines(context: QueueContext, entry: QueueEntry, place: number, state: OnAirState) {
	const { t, station, services } = context;
	const words = services.words.in(context.locale, shared);
	const requester = entry.requested ? await services.requesters.of(station.id, entry.song.id) : undefined;
	const about = facts(
		safe(entry.song.artist, 80),
		entry.duration === null ? undefined : songLength(entry.duration),
		// While a DJ is live the queue stands still: no time would be true.
		entry.at === null || state.live !== null ? undefined : t('about', { at: moment(entry.at, 't') }),
		requester === undefined ? undefined : t('for', { who: `<@${requester.userId}>` }),
		entry.requested && requester === undefined ? t('requested') : undefined,
	);
	return text(`\`${place}\` **${titleOf(entry.song, words, 80)}**`, about === '' ? undefined : `-# ${about}`);
}
