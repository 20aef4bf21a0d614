import strings from '#locales/en-US/episode/list.ts';
import cards from '#locales/en-US/shared/cards.ts';
import { accent, button, type Card, card, line, row, text } from '#src/discord/card.ts';
import type { Context, Pressed } from '#src/discord/command.ts';
import { defineCommand } from '#src/discord/define-command.ts';
import { episodeItem } from '#src/discord/episode-lines.ts';
import { showMeant, suggestShows } from '#src/discord/show-choice.ts';
import { facts } from '#src/discord/song-lines.ts';
import { safe } from '#src/discord/text.ts';
import { readTrail, type Trail, trailText } from '#src/discord/trail.ts';
import { offeredRole } from '#src/stations/offered-role.ts';
import type { Station } from '#src/stations/station.ts';

const perPage = 5;

type ListContext = Context<typeof strings, Station>;

export default defineCommand(strings, {
	group: 'listen',
	level: 'listener',
	uses: ['episodes.page'],
	partly: ['shows.list'],
	visibility: 'public',
	station: 'one',
	options: { show: { type: 'string', maxLength: 200, suggested: true } },
	execute: async (context, { show }) => start(context, show),
	suggest: {
		show: async (context, typed) => suggestShows(context, context.station, typed, { all: false }),
	},
	components: {
		page: { answer: 'update', run: async (context) => turn(context) },
		pick: { answer: 'update', run: async (context) => start(context, context.values[0]) },
	},
});

async function start(context: ListContext, typed: string | undefined): Promise<Card> {
	const { station, id } = context;
	if (typed === undefined || typed.trim() === '') return draw(context, { show: undefined, after: [] });
	const meant = await showMeant(context, station, typed, { all: false, pick: id('pick') });
	if ('card' in meant) return meant.card;
	return draw(context, { show: { id: meant.show.id, title: meant.show.title }, after: [] });
}

/** The way through the pages waits in the store, so that the buttons work after a restart. */
async function turn(context: ListContext & Pressed): Promise<Card> {
	const kept = await context.services.stash.get(context.args[0] ?? '');
	const trail = kept === undefined ? undefined : readTrail(kept);
	return draw(context, trail ?? { show: undefined, after: [] });
}

async function draw(context: ListContext, trail: Trail): Promise<Card> {
	const { t, id, station, services, locale } = context;
	const words = services.words.in(locale, cards);
	const after = trail.after.at(-1);
	const { rows, next, total } = await offeredRole(station, 'episodes').page({
		perPage,
		...(trail.show === undefined ? {} : { show: trail.show.id }),
		...(after === undefined ? {} : { after }),
	});
	const keep = async (way: string[]) => services.stash.put(trailText({ ...trail, after: way }));
	const page = trail.after.length + 1;
	const position = facts(
		trail.show === undefined ? undefined : safe(trail.show.title, 80),
		total === null ? undefined : t('count', { count: total }),
		t('page', { page }),
	);
	const [back, on] = [
		id('page', await keep(trail.after.slice(0, -1)), 'back'),
		id('page', await keep(next === null ? trail.after : [...trail.after, next]), 'on'),
	];
	return card(
		accent.calm,
		text(`## ${t('heading', { station: safe(station.name, 80) })}`, `-# ${position}`),
		line(),
		...(rows.length === 0
			? [text(t('empty'))]
			: rows.flatMap((episode) => episodeItem(episode, { services, locale }))),
		page === 1 && next === null
			? undefined
			: row(
					button('secondary', words('buttons.previous'), back, page === 1),
					button('secondary', words('buttons.next'), on, next === null),
				),
	);
}
