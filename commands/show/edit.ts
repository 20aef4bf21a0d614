import episodeStrings from '#locales/en-US/shared/episodes.ts';
import strings from '#locales/en-US/show/edit.ts';
import type { Show, ShowChange } from '#src/backends/roles/shows.ts';
import { accent, card, line, text } from '#src/discord/card.ts';
import type { Context, Pressed } from '#src/discord/command.ts';
import { defineCommand } from '#src/discord/define-command.ts';
import { keepOrder, keptOrder } from '#src/discord/order-stash.ts';
import type { Reply } from '#src/discord/reply.ts';
import { recentShows, showMeant, suggestShows } from '#src/discord/show-choice.ts';
import { showItem } from '#src/discord/show-lines.ts';
import { clean, safe } from '#src/discord/text.ts';
import { unprovenCard } from '#src/discord/unproven-card.ts';
import { missingIn } from '#src/stations/changing-shows.ts';
import { offeredRole } from '#src/stations/offered-role.ts';
import type { Station } from '#src/stations/station.ts';

type EditContext = Context<typeof strings, Station>;

export default defineCommand(strings, {
	group: 'station',
	level: 'manager',
	uses: ['shows.edit', 'shows.list'],
	visibility: 'private',
	station: 'one',
	changes: true,
	options: {
		show: { type: 'string', required: true, maxLength: 200, suggested: true },
		title: { type: 'string', maxLength: 200 },
		presenter: { type: 'string', maxLength: 200 },
		description: { type: 'string', maxLength: 4_000 },
		published: { type: 'boolean' },
	},
	execute: async (context, { show, title, presenter, description, published }) =>
		edit(context, show, {
			...(title === undefined ? {} : { title: clean(title) }),
			...(presenter === undefined ? {} : { presenter: clean(presenter) }),
			...(description === undefined ? {} : { description: description.trim() }),
			...(published === undefined ? {} : { isPublished: published }),
		}),
	suggest: {
		show: async (context, typed) => suggestShows(context, context.station, typed, { all: true }),
	},
	components: { pick: { answer: 'update', changes: true, run: async (context) => picked(context) } },
});

/** What was typed goes on with the show that was chosen. */
async function picked(context: EditContext & Pressed): Promise<Reply> {
	const order = await keptOrder(context.services.stash, context.args[0] ?? '');
	const { isPublished, ...texts } = order?.options ?? {};
	const published = isPublished === undefined ? {} : { isPublished: isPublished === 'true' };
	return edit(context, context.values[0] ?? '', { ...texts, ...published });
}

async function edit(context: EditContext, typed: string, change: ShowChange): Promise<Reply> {
	const { t, id, station, services, attempt } = context;
	const off = await unprovenCard(context, station, 'shows.edit', t('failed'));
	if (off !== undefined) return off;
	if (Object.keys(change).length === 0) return refusal(context, t('nothing'));
	if (change.title === '') return refusal(context, t('noTitle'));
	const options = Object.fromEntries(Object.entries(change).map(([name, value]) => [name, String(value)]));
	const pick = id('pick', await keepOrder(services.stash, { attempt, options }));
	const meant = await showMeant(context, station, typed, { all: true, pick });
	if ('card' in meant) return meant.card;
	const role = offeredRole(station, 'shows');
	const show = await services.proofs.using(station, 'shows.edit', () => role.edit(meant.show.id, change));
	services.recent.forget(recentShows(station));
	return outcome(context, show, change);
}

function refusal({ t }: EditContext, why: string) {
	return card(accent.warn, text(`### ${t('notChanged')}`), text(why));
}

/** What the server has then is what counts. */
function outcome({ t, station, services, locale }: EditContext, show: Show, change: ShowChange): Reply {
	const missing = missingIn(show, change);
	const isDone = missing.length === 0;
	const left = missing.map((name) => t(`fields.${name}`)).join(', ');
	return {
		...card(
			isDone ? accent.ok : accent.warn,
			text(`### ${t(isDone ? 'changed' : 'unproven')}`),
			isDone ? undefined : text(t('left', { host: safe(station.backend.host, 80), fields: left })),
			line(),
			...showItem(show, services.words.in(locale, episodeStrings), services),
		),
		audit: { outcome: isDone ? 'done' : 'unproven', what: show.title },
	};
}
