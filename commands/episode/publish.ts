import strings from '#locales/en-US/episode/publish.ts';
import type { NewEpisode } from '#src/backends/roles/episodes.ts';
import type { Show } from '#src/backends/roles/shows.ts';
import { accent, button, type Card, card, line, row, text } from '#src/discord/card.ts';
import type { Context, Pressed } from '#src/discord/command.ts';
import { defineCommand } from '#src/discord/define-command.ts';
import { episodeItem } from '#src/discord/episode-lines.ts';
import { type KeptOrder, keepOrder, keptOrder } from '#src/discord/order-stash.ts';
import type { Reply } from '#src/discord/reply.ts';
import { showMeant, suggestShows } from '#src/discord/show-choice.ts';
import { clean, safe, webAddress } from '#src/discord/text.ts';
import { unprovenCard } from '#src/discord/unproven-card.ts';
import { offeredRole } from '#src/stations/offered-role.ts';
import { publishEpisode } from '#src/stations/publishing.ts';
import type { Station } from '#src/stations/station.ts';

const [longestTitle, longestAddress, longestDescription] = [499, 512, 4_000];

type PublishContext = Context<typeof strings, Station>;

export default defineCommand(strings, {
	group: 'station',
	level: 'manager',
	uses: ['episodes.publish', 'episodes.find'],
	partly: ['shows.list'],
	visibility: 'private',
	station: 'one',
	changes: true,
	options: {
		title: { type: 'string', required: true, maxLength: longestTitle },
		audio_url: { type: 'string', required: true, maxLength: longestAddress },
		show: { type: 'string', maxLength: 200, suggested: true },
		description: { type: 'string', maxLength: longestDescription },
	},
	execute: async (context, { title, audio_url: audioUrl, show = '', description = '' }) =>
		begin(context, { attempt: context.attempt, options: { title, audioUrl, show, description } }),
	suggest: {
		show: async (context, typed) => suggestShows(context, context.station, typed, { all: true }),
	},
	components: {
		pick: { answer: 'update', changes: true, run: async (context) => again(context, context.values[0]) },
		again: { answer: 'update', changes: true, run: async (context) => again(context, undefined) },
	},
});

/** @param show what was chosen meanwhile */
async function again(context: PublishContext & Pressed, show: string | undefined): Promise<Reply> {
	const { t, services } = context;
	const order = await keptOrder(services.stash, context.args[0] ?? '');
	if (order === undefined) return card(accent.warn, text(`### ${t('notPublished')}`), text(t('tooOld')));
	const options = show === undefined ? order.options : { ...order.options, show };
	return begin(context, { ...order, options });
}

async function begin(context: PublishContext, order: KeptOrder): Promise<Reply> {
	const { t, id, station, services } = context;
	const off = await unprovenCard(context, station, 'episodes.publish', t('failed'));
	if (off !== undefined) return off;
	const { title = '', audioUrl: typedAddress = '', show = '', description = '' } = order.options;
	const audioUrl = webAddress(typedAddress.trim());
	const refused = clean(title) === '' ? t('noTitle') : audioUrl === undefined ? t('noAddress') : undefined;
	if (refused !== undefined || audioUrl === undefined)
		return card(accent.warn, text(`### ${t('notPublished')}`), text(refused ?? t('noAddress')));
	let chosen: Show | undefined;
	if (show.trim() !== '') {
		const pick = id('pick', await keepOrder(services.stash, order));
		const meant = await showMeant(context, station, show, { all: true, pick });
		if ('card' in meant) return meant.card;
		chosen = meant.show;
	}
	const wanted = {
		title: clean(title),
		showId: chosen?.id ?? null,
		description: description.trim(),
		audioUrl,
	};
	return publish(context, wanted, order, chosen);
}

async function publish(
	context: PublishContext,
	wanted: NewEpisode,
	order: KeptOrder,
	show: Show | undefined,
): Promise<Reply> {
	const { t, id, station, services } = context;
	const host = safe(station.backend.host, 80);
	const role = offeredRole(station, 'episodes');
	const outcome = await publishEpisode(
		{
			find: async (one) => role.find(one),
			publish: async (episode, attempt) =>
				services.proofs.using(station, 'episodes.publish', () => role.publish(episode, attempt)),
		},
		services.clock,
		wanted,
		order.attempt,
	);
	const hidden =
		show?.isPublished === false ? text(`-# ${t('hidden', { show: safe(show.title, 80) })}`) : undefined;
	switch (outcome.kind) {
		case 'published':
			return {
				...card(
					accent.ok,
					text(`### ${t('published')}`),
					line(),
					...episodeItem(outcome.episode, context),
					hidden,
				),
				audit: { outcome: 'done', what: wanted.title },
			};
		case 'not-confirmed':
			return {
				...card(
					accent.warn,
					text(`### ${t('unproven')}`),
					text(t('notThere', { host })),
					line(),
					...episodeItem(outcome.episode, context),
					hidden,
				),
				audit: { outcome: 'unproven', what: wanted.title },
			};
		case 'lost':
			return {
				...lostCard(t, host, id('again', await keepOrder(services.stash, order))),
				audit: { outcome: 'unproven', what: wanted.title },
			};
	}
}

/** To try again is no risk: the server does what has this name once. */
function lostCard(t: PublishContext['t'], host: string, again: string): Card {
	return card(
		accent.warn,
		text(`### ${t('lost')}`),
		text(t('lostHelp', { host })),
		row(button('primary', t('again'), again)),
	);
}
