import strings from '#locales/en-US/post/list.ts';
import shared from '#locales/en-US/shared/cards.ts';
import sharedPosts from '#locales/en-US/shared/posts.ts';
import { accent, button, type Card, card, line, row, text } from '#src/discord/card.ts';
import type { Context } from '#src/discord/command.ts';
import { customId } from '#src/discord/custom-id.ts';
import { defineCommand } from '#src/discord/define-command.ts';
import { postLines } from '#src/discord/post-lines.ts';
import type { Reply } from '#src/discord/reply.ts';
import { safe } from '#src/discord/text.ts';
import { isThere } from '#src/posts/post-state.ts';
import type { Station } from '#src/stations/station.ts';

type ListContext = Context<typeof strings, Station>;

/** Each takes a row of its own, and a message ends at 40 pieces. */
const perPage = 6;

export default defineCommand(strings, {
	group: 'settings',
	level: 'manager',
	uses: [],
	visibility: 'private',
	station: 'one',
	worthTelling: async ({ posts }, stations) => (await posts.list(stations)).length > 0,
	execute: async (context) => draw(context, 1),
	components: {
		page: { answer: 'update', run: async (context) => draw(context, Number(context.args[0])) },
		again: {
			answer: 'private',
			changes: true,
			run: async (context) => again(context, context.args[0] ?? ''),
		},
	},
});

async function draw(context: ListContext, wanted: number): Promise<Card> {
	const { t, station, services, locale } = context;
	const all = await services.posts.list([station]);
	const heading = `## ${t('heading', { station: safe(station.name, 80) })}`;
	if (all.length === 0)
		return card(accent.calm, text(heading), text(t('none', { station: safe(station.name, 80) })));
	const pages = Math.ceil(all.length / perPage);
	const page = Number.isInteger(wanted) ? Math.min(Math.max(wanted, 1), pages) : 1;
	const words = services.words.in(locale, shared);
	const posts = services.words.in(locale, sharedPosts);
	const shown = all.slice((page - 1) * perPage, page * perPage).flatMap((status) => {
		const { post, state, automatic } = status;
		const lift = button('primary', posts('again'), context.id('again', post.id));
		const remove = button('secondary', t('remove'), customId('post remove', 'ask', station.id, post.id));
		return [
			text(...postLines(status, context)),
			row(state.paused === null ? undefined : lift, automatic ? undefined : remove),
		];
	});
	const anyPaused = all.some(({ state }) => state.paused !== null);
	return card(
		anyPaused ? accent.warn : accent.calm,
		text(heading, pages > 1 ? `-# ${t('page', { page, pages })}` : undefined),
		line(),
		...shown,
		line(),
		row(
			...(pages > 1
				? [
						button('secondary', words('buttons.previous'), context.id('page', page - 1), page === 1),
						button('secondary', words('buttons.next'), context.id('page', page + 1), page === pages),
					]
				: [button('secondary', t('refresh'), context.id('page', page))]),
		),
	);
}

async function again(context: ListContext, postId: string): Promise<Reply> {
	const { t, station, services } = context;
	const status = await services.posts.again(station, postId);
	if (status === undefined) return card(accent.idle, text(t('gone')));
	const { post, state } = status;
	const seen = isThere(post, state);
	const heading = state.paused !== null ? t('againPaused') : seen ? t('again') : t('againUnseen');
	const well = seen && state.paused === null;
	const kind = services.words.phrase(sharedPosts, `kind.${post.kind}`);
	return {
		...card(well ? accent.ok : accent.warn, text(`### ${heading}`), text(...postLines(status, context))),
		audit: { outcome: well ? 'done' : 'unproven', what: [kind] },
	};
}
