import episodeStrings from '#locales/en-US/shared/episodes.ts';
import strings from '#locales/en-US/show/create.ts';
import { accent, card, line, text } from '#src/discord/card.ts';
import { defineCommand } from '#src/discord/define-command.ts';
import { recentShows } from '#src/discord/show-choice.ts';
import { showItem } from '#src/discord/show-lines.ts';
import { clean, safe } from '#src/discord/text.ts';
import { unprovenCard } from '#src/discord/unproven-card.ts';
import { createShow } from '#src/stations/changing-shows.ts';
import { offeredRole } from '#src/stations/offered-role.ts';

export default defineCommand(strings, {
	group: 'station',
	level: 'manager',
	uses: ['shows.create', 'shows.list'],
	visibility: 'private',
	station: 'one',
	changes: true,
	options: {
		title: { type: 'string', required: true, maxLength: 200 },
		presenter: { type: 'string', maxLength: 200 },
		description: { type: 'string', maxLength: 4_000 },
		published: { type: 'boolean' },
	},
	execute: async (context, { title: typed, presenter = '', description = '', published = false }) => {
		const { t, station, services, locale, attempt } = context;
		const off = await unprovenCard(context, station, 'shows.create', t('failed'));
		if (off !== undefined) return off;
		const title = clean(typed);
		if (title === '') return card(accent.warn, text(`### ${t('notMade')}`), text(t('noTitle')));
		const wanted = {
			title,
			presenter: clean(presenter),
			description: description.trim(),
			isPublished: published,
		};
		const role = offeredRole(station, 'shows');
		const outcome = await createShow(
			{
				list: async () => role.list(),
				create: async (show, name) =>
					services.proofs.using(station, 'shows.create', () => role.create(show, name)),
			},
			services.clock,
			wanted,
			attempt,
		);
		services.recent.forget(recentShows(station));
		const isSeen = outcome.kind === 'seen';
		const words = services.words.in(locale, episodeStrings);
		return {
			...card(
				isSeen ? accent.ok : accent.warn,
				text(`### ${t(isSeen ? 'created' : 'unproven')}`),
				isSeen ? undefined : text(t('notThere', { host: safe(station.backend.host, 80) })),
				line(),
				...showItem(outcome.show, words, services),
			),
			audit: { outcome: isSeen ? 'done' : 'unproven', what: title },
		};
	},
});
