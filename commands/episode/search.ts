import strings from '#locales/en-US/episode/search.ts';
import cards from '#locales/en-US/shared/cards.ts';
import { accent, button, type Card, card, line, row, text } from '#src/discord/card.ts';
import type { Context } from '#src/discord/command.ts';
import { defineCommand } from '#src/discord/define-command.ts';
import { episodeItem } from '#src/discord/episode-lines.ts';
import { facts } from '#src/discord/song-lines.ts';
import { clean, safe } from '#src/discord/text.ts';
import { offeredRole } from '#src/stations/offered-role.ts';
import type { Station } from '#src/stations/station.ts';

const perPage = 5;
/** What is further down is found by better words. */
const most = 50;

type SearchContext = Context<typeof strings, Station>;

export default defineCommand(strings, {
	group: 'listen',
	level: 'listener',
	uses: ['episodes.search'],
	visibility: 'public',
	station: 'one',
	options: { text: { type: 'string', required: true, maxLength: 200 } },
	execute: async (context, options) => draw(context, options.text, 1),
	components: {
		page: {
			answer: 'update',
			run: async (context) => {
				const words = await context.services.stash.get(context.args[1] ?? '');
				return draw(context, words ?? '', Number(context.args[0]));
			},
		},
	},
});

async function draw(context: SearchContext, typed: string, wanted: number): Promise<Card> {
	const { t, id, station, services, locale } = context;
	const words = services.words.in(locale, cards);
	const wantedText = clean(typed);
	const found = wantedText === '' ? [] : await offeredRole(station, 'episodes').search(wantedText, most);
	const name = safe(station.name, 80);
	if (found.length === 0)
		return card(accent.calm, text(t('nothing', { station: name, text: safe(typed, 80) })));
	const pages = Math.ceil(found.length / perPage);
	const page = Number.isInteger(wanted) ? Math.min(Math.max(1, wanted), pages) : 1;
	const kept = await services.stash.put(typed);
	const position = facts(
		found.length >= most ? t('most', { count: found.length }) : t('count', { count: found.length }),
		pages > 1 ? t('page', { page, pages }) : undefined,
	);
	return card(
		accent.calm,
		text(`## ${t('heading', { text: safe(typed, 80) })}`, `-# ${name} · ${position}`),
		line(),
		...found
			.slice((page - 1) * perPage, page * perPage)
			.flatMap((episode) => episodeItem(episode, { services, locale })),
		pages === 1
			? undefined
			: row(
					button('secondary', words('buttons.previous'), id('page', page - 1, kept), page === 1),
					button('secondary', words('buttons.next'), id('page', page + 1, kept), page === pages),
				),
	);
}
