import cards from '#locales/en-US/shared/cards.ts';
import episodeStrings from '#locales/en-US/shared/episodes.ts';
import strings from '#locales/en-US/show/list.ts';
import type { Show } from '#src/backends/roles/shows.ts';
import { accent, button, type Card, card, line, row, text } from '#src/discord/card.ts';
import type { Context } from '#src/discord/command.ts';
import { defineCommand } from '#src/discord/define-command.ts';
import { showItem } from '#src/discord/show-lines.ts';
import { facts } from '#src/discord/song-lines.ts';
import { safe } from '#src/discord/text.ts';
import { offeredRole } from '#src/stations/offered-role.ts';
import type { Station } from '#src/stations/station.ts';

const perPage = 8;

type ListContext = Context<typeof strings, Station>;

export default defineCommand(strings, {
	group: 'listen',
	level: 'listener',
	uses: ['shows.list'],
	visibility: 'public',
	station: 'one',
	execute: async (context) => draw(context, 1, 'published'),
	components: {
		page: { answer: 'update', run: async (context) => draw(context, Number(context.args[0]), 'published') },
		/** What is not published yet is for those who make it, and so for one person alone. */
		all: { answer: 'private', level: 'manager', run: async (context) => draw(context, 1, 'all') },
		turn: {
			answer: 'update',
			level: 'manager',
			run: async (context) => draw(context, Number(context.args[0]), 'all'),
		},
	},
});

async function draw(context: ListContext, wanted: number, which: 'published' | 'all'): Promise<Card> {
	const { t, id, station, services, locale } = context;
	const words = services.words.in(locale, cards);
	const every: Show[] = await offeredRole(station, 'shows').list();
	const shows = which === 'all' ? every : every.filter(({ isPublished }) => isPublished);
	const pages = Math.max(1, Math.ceil(shows.length / perPage));
	const page = Number.isInteger(wanted) ? Math.min(Math.max(1, wanted), pages) : 1;
	const position = facts(
		t('count', { count: shows.length }),
		pages > 1 ? t('page', { page, pages }) : undefined,
	);
	const action = which === 'all' ? 'turn' : 'page';
	return card(
		accent.calm,
		text(`## ${t('heading', { station: safe(station.name, 80) })}`, `-# ${position}`),
		line(),
		...(shows.length === 0
			? [text(t('empty'))]
			: shows
					.slice((page - 1) * perPage, page * perPage)
					.flatMap((show) => showItem(show, services.words.in(locale, episodeStrings), services))),
		row(
			...(pages === 1
				? []
				: [
						button('secondary', words('buttons.previous'), id(action, page - 1), page === 1),
						button('secondary', words('buttons.next'), id(action, page + 1), page === pages),
					]),
			which === 'all' ? undefined : button('secondary', t('all'), id('all')),
		),
	);
}
