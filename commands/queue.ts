import strings from '#locales/en-US/queue.ts';
import shared from '#locales/en-US/shared/cards.ts';
import type { QueueEntry } from '#src/backends/roles/queue.ts';
import type { OnAirState } from '#src/backends/roles.ts';
import { button, type Card, card, line, moment, row, select, text } from '#src/discord/card.ts';
import type { Context } from '#src/discord/command.ts';
import { customId } from '#src/discord/custom-id.ts';
import { defineCommand } from '#src/discord/define-command.ts';
import { endOf } from '#src/discord/on-air-look.ts';
import { facts, plainSongLine, songColour, songLine, titleOf } from '#src/discord/song-lines.ts';
import { plain, safe } from '#src/discord/text.ts';
import { includesLevel } from '#src/stations/levels.ts';
import { offeredRole } from '#src/stations/offered-role.ts';
import { entryValue, removable } from '#src/stations/queue-entries.ts';
import type { Station } from '#src/stations/station.ts';
import { songLength } from '#src/words/format.ts';

const mostShown = 10;
/** What is shorter and has no artist is a jingle or an ad. */
const shortestSongMs = 30_000;

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
		// The same card for a DJ alone, with what a DJ can do about it.
		manage: { answer: 'private', level: 'dj', run: async (context) => draw(context) },
	},
});

type QueueContext = Context<typeof strings, Station>;

async function draw(context: QueueContext): Promise<Card> {
	const { t, station, services } = context;
	const entries = await offeredRole(station, 'queue').list();
	const state = (await services.onAir.read(station)).state;
	const shown = entries.slice(0, mostShown);
	// A song of unknown length ends the estimates: whatever comes after it comes at any time.
	const known = shown.findIndex(({ duration }) => duration === null);
	// While a DJ is live, or nothing is on, the queue stands still: no time would be true.
	const moves = state.live === null && state.online;
	const lines = await Promise.all(
		shown.map((entry, index) =>
			entryLines(context, entry, index + 1, moves && (known === -1 || index <= known)),
		),
	);
	const more = entries.length - mostShown;
	const sent = shown.filter((entry) => entry.sent).length;
	const steering = context.isPrivate && includesLevel(context.level, 'dj');
	return card(
		songColour(station, state.now?.song.art ?? null, services),
		text(`## ${t('heading', { station: safe(station.name, 80) })}`, nowLine(context, state)),
		line(),
		...(lines.length === 0 ? [text(t('empty'))] : lines),
		more > 0 ? text(`-# ${t('more', { count: more })}`) : undefined,
		sent > 0 ? text(`-# ${t('sent', { count: sent })}`) : undefined,
		...(steering ? djParts(context, entries) : [publicRow(context)]),
	);
}

/** What everybody sees: a DJ gets to the controls in a message of their own. */
function publicRow({ t, services, locale, id, isPrivate }: QueueContext) {
	const words = services.words.in(locale, shared);
	return row(
		button('secondary', words('buttons.refresh'), id('refresh')),
		isPrivate ? undefined : button('secondary', t('manage'), id('manage')),
	);
}

/** The controls belong to the commands under /dj, which check the level once more. */
function djParts({ t, station, services, locale, id }: QueueContext, entries: readonly QueueEntry[]) {
	const words = services.words.in(locale, shared);
	const waiting = removable(entries);
	const options = waiting.map(({ entry, place }) => {
		const about = facts(
			plain(entry.song.artist, 60),
			entry.duration === null ? undefined : songLength(entry.duration),
			entry.requested ? t('requested') : undefined,
		);
		const title = entry.song.artist === '' ? plainSongLine(entry.song, words) : plain(entry.song.title, 80);
		return {
			label: plain(`${place}. ${title || plainSongLine(entry.song, words)}`, 100),
			value: entryValue(entry),
			...(about === '' ? {} : { description: plain(about, 100) }),
		};
	});
	const canSkip = station.backend.playout !== undefined;
	return [
		line(),
		options.length === 0
			? undefined
			: select(customId('dj remove', 'pick', station.id), t('remove'), options),
		row(
			canSkip ? button('secondary', t('skip'), customId('dj skip', 'ask', station.id)) : undefined,
			options.length === 0
				? undefined
				: button('danger', t('clear'), customId('dj clear-queue', 'ask', station.id)),
			button('secondary', words('buttons.refresh'), id('refresh')),
		),
	];
}

function nowLine({ t, services, locale }: QueueContext, state: OnAirState): string | undefined {
	if (state.live !== null) return `-# ${t('waits', { dj: safe(state.live.streamer, 40) })}`;
	// Of a station off the air the last song may stand there for hours.
	if (state.now === null || !state.online) return undefined;
	const song = songLine(state.now.song, services.words.in(locale, shared));
	const end = endOf(state.now);
	return `-# ${end === null ? t('now', { song }) : t('nowUntil', { song, at: moment(end, 't') })}`;
}

function isJingle({ song, duration, requested }: QueueEntry): boolean {
	return song.artist.trim() === '' && duration !== null && duration < shortestSongMs && !requested;
}

async function entryLines(context: QueueContext, entry: QueueEntry, place: number, timed: boolean) {
	const { t, station, services } = context;
	const words = services.words.in(context.locale, shared);
	const requester = entry.requested ? await services.requesters.of(station.id, entry.song.id) : undefined;
	const about = facts(
		isJingle(entry) ? t('jingle') : safe(entry.song.artist, 80),
		entry.duration === null ? undefined : songLength(entry.duration),
		entry.at === null || !timed ? undefined : t('about', { at: moment(entry.at, 't') }),
		requester === undefined ? undefined : t('for', { who: `<@${requester.userId}>` }),
		entry.requested && requester === undefined ? t('requested') : undefined,
	);
	return text(`\`${place}\` **${titleOf(entry.song, words, 80)}**`, about === '' ? undefined : `-# ${about}`);
}
