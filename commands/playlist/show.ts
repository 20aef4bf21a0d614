import strings from '#locales/en-US/playlist/show.ts';
import shared from '#locales/en-US/shared/cards.ts';
import playlistStrings from '#locales/en-US/shared/playlists.ts';
import { offers } from '#src/backends/offers.ts';
import type { LibrarySong } from '#src/backends/roles/library.ts';
import type { Playlist } from '#src/backends/roles/playlists.ts';
import type { Page } from '#src/backends/roles.ts';
import { accent, button, type Card, card, line, row, text } from '#src/discord/card.ts';
import type { Context } from '#src/discord/command.ts';
import { customId } from '#src/discord/custom-id.ts';
import { defineCommand } from '#src/discord/define-command.ts';
import { playlistMeant, suggestPlaylists } from '#src/discord/playlist-choice.ts';
import { playlistFacts, ruleLine, slotLine } from '#src/discord/playlist-lines.ts';
import { facts, titleOf } from '#src/discord/song-lines.ts';
import { safe } from '#src/discord/text.ts';
import { includesLevel } from '#src/stations/levels.ts';
import { offeredRole } from '#src/stations/offered-role.ts';
import { obstacleToOnly } from '#src/stations/playlist-switching.ts';
import type { Station } from '#src/stations/station.ts';
import { songLength } from '#src/words/format.ts';

const perPage = 10;

type ShowContext = Context<typeof strings, Station>;

export default defineCommand(strings, {
	group: 'listen',
	level: 'listener',
	uses: ['playlists.list', 'playlists.one', 'playlists.songs'],
	// A DJ steers with the buttons of it: that is between the DJ and the station.
	visibility: 'private',
	station: 'one',
	options: { playlist: { type: 'string', required: true, suggested: true, maxLength: 100 } },
	execute: async (context, { playlist }) => show(context, playlist),
	suggest: { playlist: async (context, typed) => suggestPlaylists(context, context.station, typed) },
	components: {
		pick: { answer: 'update', run: async (context) => show(context, context.values[0] ?? '') },
		page: {
			answer: 'update',
			run: async (context) => {
				const playlist = await offeredRole(context.station, 'playlists').one(context.args[0] ?? '');
				return draw(context, playlist, Number(context.args[1]));
			},
		},
	},
});

async function show(context: ShowContext, typed: string): Promise<Card> {
	const meant = await playlistMeant(context, context.station, typed, context.id('pick'));
	return 'card' in meant ? meant.card : draw(context, meant.playlist, 1);
}

async function draw(context: ShowContext, playlist: Playlist, wanted: number): Promise<Card> {
	const { t, station, services, locale } = context;
	const words = services.words.in(locale, shared);
	const about = services.words.in(locale, playlistStrings);
	const page = Number.isInteger(wanted) && wanted > 0 ? wanted : 1;
	const songs =
		playlist.source === 'remote'
			? undefined
			: await offeredRole(station, 'playlists').songs(playlist.id, page, perPage);
	const heading = t('heading', { name: safe(playlist.name, 80), station: safe(station.name, 80) });
	const slots = playlist.slots.map((slot) => slotLine(slot, about, locale)).slice(0, 10);
	const { id } = playlist;
	return card(
		accent.calm,
		text(
			`## ${heading}`,
			`-# ${playlistFacts(playlist, about)}`,
			`-# ${facts(ruleLine(playlist, about), t(`order.${playlist.order}`), playlist.isOnAir !== undefined ? undefined : playlist.takesRequests ? t('requests') : t('noRequests'))}`,
			slots.length === 0 ? undefined : `-# ${t('plannedFor', { slots: slots.join(' · ') })}`,
		),
		playlist.description.trim() === '' ? undefined : text(safe(playlist.description, 300)),
		line(),
		...songLines(context, songs),
		songs === undefined || songs.pages <= 1
			? undefined
			: row(
					button('secondary', words('buttons.previous'), context.id('page', id, page - 1), page <= 1),
					button('secondary', words('buttons.next'), context.id('page', id, page + 1), page >= songs.pages),
				),
		steering(context, playlist),
	);
}

function songLines({ t, services, locale }: ShowContext, songs: Page<LibrarySong> | undefined) {
	const words = services.words.in(locale, shared);
	if (songs === undefined) return [text(t('remote'))];
	if (songs.rows.length === 0) return [text(t('empty'))];
	const lines = songs.rows.map(({ song, length }) => {
		const about = facts(
			safe(song.artist, 80),
			safe(song.album, 60),
			length === null ? undefined : songLength(length),
		);
		return text(`**${titleOf(song, words, 80)}**`, about === '' ? undefined : `-# ${about}`);
	});
	const position =
		songs.pages > 1 ? text(`-# ${t('page', { page: songs.page, pages: songs.pages })}`) : undefined;
	return [...lines, position];
}

/** What a DJ can do about it; the buttons belong to `/dj playlist`. */
function steering({ t, station, level }: ShowContext, playlist: Playlist) {
	const { id, isEnabled } = playlist;
	if (!includesLevel(level, 'dj')) return undefined;
	const set = (state: 'on' | 'off' | 'only') => customId('dj playlist', 'set', station.id, id, state);
	const isPossible = obstacleToOnly(playlist) === undefined;
	if (!offers(station.backend, 'playlists.setEnabled')) {
		const isOffered = isPossible && playlist.isOnAir !== true && offers(station.backend, 'playlists.start');
		return isOffered ? row(button('secondary', t('start'), set('only'))) : undefined;
	}
	return row(
		isEnabled ? button('secondary', t('off'), set('off')) : button('secondary', t('on'), set('on')),
		isPossible ? button('secondary', t('only'), set('only')) : undefined,
	);
}
