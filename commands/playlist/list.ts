import strings from '#locales/en-US/playlist/list.ts';
import shared from '#locales/en-US/shared/cards.ts';
import playlistStrings from '#locales/en-US/shared/playlists.ts';
import type { Playlist } from '#src/backends/roles/playlists.ts';
import { accent, button, type Card, card, line, row, text } from '#src/discord/card.ts';
import type { Context } from '#src/discord/command.ts';
import { defineCommand } from '#src/discord/define-command.ts';
import { markedName, playlistFacts, playlistsInOrder, playsWhen } from '#src/discord/playlist-lines.ts';
import { facts } from '#src/discord/song-lines.ts';
import { safe } from '#src/discord/text.ts';
import { offeredRole } from '#src/stations/offered-role.ts';
import type { Station } from '#src/stations/station.ts';

const perPage = 10;

type ListContext = Context<typeof strings, Station>;

export default defineCommand(strings, {
	group: 'listen',
	level: 'listener',
	uses: ['playlists.list'],
	visibility: 'public',
	station: 'one',
	execute: async (context) => draw(context, 1),
	components: {
		page: { answer: 'update', run: async (context) => draw(context, Number(context.args[0])) },
	},
});

async function draw(context: ListContext, wanted: number): Promise<Card> {
	const { t, station, services, locale } = context;
	const words = services.words.in(locale, shared);
	const all = playlistsInOrder(await offeredRole(station, 'playlists').list());
	const pages = Math.max(1, Math.ceil(all.length / perPage));
	const page = Number.isInteger(wanted) ? Math.min(Math.max(1, wanted), pages) : 1;
	const rows = all.slice((page - 1) * perPage, page * perPage);
	const position = facts(
		all.some(({ isOnAir }) => isOnAir !== undefined)
			? t('count', { count: all.length })
			: t('on', { on: all.filter(({ isEnabled }) => isEnabled).length, all: all.length }),
		pages > 1 ? t('page', { page, pages }) : undefined,
	);
	return card(
		accent.calm,
		text(`## ${t('heading', { station: safe(station.name, 80) })}`, `-# ${position}`),
		line(),
		...(rows.length === 0 ? [text(t('empty'))] : rows.map((playlist) => item(context, playlist))),
		rows.some(({ slots }) => slots.length > 0) ? text(`-# ${t('zone')}`) : undefined,
		pages === 1
			? undefined
			: row(
					button('secondary', words('buttons.previous'), context.id('page', page - 1), page <= 1),
					button('secondary', words('buttons.next'), context.id('page', page + 1), page >= pages),
				),
	);
}

function item({ services, locale }: ListContext, playlist: Playlist) {
	const words = services.words.in(locale, playlistStrings);
	const when = playsWhen(playlist, words, locale);
	return text(
		markedName(playlist, safe(playlist.name, 80), words),
		`-# ${playlistFacts(playlist, words)}`,
		when === '' ? undefined : `-# ${when}`,
	);
}
