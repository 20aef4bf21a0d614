import strings from '#locales/en-US/dj/play.ts';
import shared from '#locales/en-US/shared/cards.ts';
import marks from '#locales/en-US/shared/song-marks.ts';
import {
	accent,
	button,
	type Card,
	card,
	moment,
	row,
	select,
	text,
	withPicture,
} from '#src/discord/card.ts';
import type { Context } from '#src/discord/command.ts';
import { customId } from '#src/discord/custom-id.ts';
import { defineCommand } from '#src/discord/define-command.ts';
import type { Reply } from '#src/discord/reply.ts';
import { coverOf, plainSongLine, songLine } from '#src/discord/song-lines.ts';
import { songChoices } from '#src/discord/song-marks.ts';
import { plain, safe } from '#src/discord/text.ts';
import { librarySongs } from '#src/stations/library-songs.ts';
import { offeredRole } from '#src/stations/offered-role.ts';
import { type PlayNextOutcome, playNext, type SongToPlay, songToPlay } from '#src/stations/playing-next.ts';
import type { Station } from '#src/stations/station.ts';
import { songLength, span } from '#src/words/format.ts';

/** As many as a select menu holds. */
const offered = 25;

type PlayContext = Context<typeof strings, Station>;

export default defineCommand(strings, {
	group: 'dj',
	level: 'dj',
	uses: ['library.search', 'library.find', 'library.playNext', 'queue.list', 'onAir.read'],
	visibility: 'private',
	station: 'one',
	changes: true,
	options: { song: { type: 'string', required: true, suggested: true, maxLength: 100 } },
	execute: async (context, { song }) => {
		if (context.services.librarySongs.wasOffered(context.station, song)) return play(context, song);
		return find(context, song);
	},
	suggest: {
		song: async ({ t, station, services, locale, person }, typed) => {
			if (station === undefined)
				return typed.trim() === '' ? [] : [{ name: t('stationFirst', { text: typed }), value: typed }];
			const words = services.words.in(locale, shared);
			const library = librarySongs(offeredRole(station, 'library'));
			const songs = await services.librarySongs.suggest(station, library, typed, person.id);
			return songChoices(services, station, locale, { songs, words });
		},
	},
	components: {
		pick: { answer: 'update', changes: true, run: async (context) => play(context, context.values[0] ?? '') },
	},
});

/** What was typed instead of chosen: one song that fits is played, several are a question. */
async function find(context: PlayContext, typed: string): Promise<Reply> {
	const { t, station, services, locale } = context;
	const library = offeredRole(station, 'library');
	const found = await services.librarySongs.searchTyped(station, librarySongs(library), typed, offered);
	const [only, another] = found.rows;
	if (only !== undefined && another === undefined && !found.close) return play(context, only.requestId);
	if (only === undefined) {
		// The id of a song that was offered before a restart is still good. Servers find songs by other numbers as well, and a
		// number that somebody typed is not meant as one.
		if ((await library.find(typed))?.id === typed) return play(context, typed);
		const none = t('none', { station: safe(station.name, 80), text: safe(typed, 80) });
		return card(accent.calm, text(none));
	}
	const words = services.words.in(locale, shared);
	const fits = found.close
		? services.words.in(locale, marks)('close')
		: t('fits', { count: found.total, text: safe(typed, 80) });
	const options = found.rows.map(({ requestId, song }) => {
		const description = plain(song.album, 100);
		const label = plainSongLine(song, words);
		return { label, value: requestId, ...(description === '' ? {} : { description }) };
	});
	return card(
		accent.calm,
		text(`## ${t('which')}`, `-# ${fits}`),
		found.total > found.rows.length ? text(`-# ${t('tooMany', { shown: found.rows.length })}`) : undefined,
		select(context.id('pick'), t('choose'), options),
	);
}

async function play(context: PlayContext, id: string): Promise<Reply> {
	const { t, station, services, locale } = context;
	const library = offeredRole(station, 'library');
	const queue = offeredRole(station, 'queue');
	const host = safe(station.backend.host, 80);
	const known = services.librarySongs.known(station, id);
	const song = await songToPlay(library, id, known, services.clock);
	if (song === null) return card(accent.warn, text(`### ${t('gone')}`), text(t('goneHelp', { host })));
	const outcome = await playNext(station, song, { library, queue, ...services });
	const shown =
		outcome.kind === 'not-confirmed'
			? card(
					accent.warn,
					text(`### ${t('unproven')}`),
					text(t('notSeen', { host, wait: span(outcome.waitedMs, locale) })),
					upNext(context),
				)
			: seenCard(context, song, outcome);
	const what = plainSongLine(song.song, services.words.in(locale, shared));
	return { ...shown, audit: { outcome: outcome.kind === 'not-confirmed' ? 'unproven' : 'done', what } };
}

function upNext({ t, station }: PlayContext) {
	return row(button('secondary', t('upNext'), customId('queue', 'show', station.id)));
}

function seenCard(
	context: PlayContext,
	{ song, length }: SongToPlay,
	outcome: Exclude<PlayNextOutcome, { kind: 'not-confirmed' }>,
): Card {
	const { t, services, locale } = context;
	const words = services.words.in(locale, shared);
	const line = songLine(song, words);
	const what = length === null ? line : `${line} · ${songLength(length)}`;
	const cover = coverOf(song, words, services);
	if (outcome.kind === 'on-air')
		return card(accent.ok, ...withPicture([text(`### ${t('onAir')}`), text(what)], cover));
	const { entry, place, now } = outcome;
	const heading = entry.sent ? t('handed') : t('queued', { place });
	return card(
		accent.ok,
		...withPicture([text(`### ${heading}`), text(what), when()], cover),
		upNext(context),
	);

	function when() {
		const dj = safe(now.live?.streamer ?? '', 40) || words('onAir.live');
		if (now.live !== null) return text(t('waits', { dj }));
		const about = entry.at === null ? undefined : t('about', { at: moment(entry.at, 't') });
		return text(about ?? t('right'));
	}
}
