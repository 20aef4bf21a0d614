import { ComponentType } from 'discord.js';
import strings from '#locales/en-US/station/media.ts';
import { accent, type Card, card, text } from '#src/discord/card.ts';
import type { Pressed } from '#src/discord/command.ts';
import { defineCommand } from '#src/discord/define-command.ts';
import { attachmentName } from '#src/discord/file-names.ts';
import { changesFile } from '#src/discord/media-changes-file.ts';
import { songsFile } from '#src/discord/media-list-file.ts';
import {
	type MediaList,
	mediaLists,
	mediaOverviewCard,
	unknownMediaCard,
} from '#src/discord/media-overview-card.ts';
import {
	type MediaContext,
	mediaOutcomeCard,
	mediaProgressCard,
	nothingToCancelCard,
} from '#src/discord/media-refresh-cards.ts';
import { pacedProgress } from '#src/discord/progress.ts';
import { safe } from '#src/discord/text.ts';
import { overviewOf } from '#src/media/media-overview.ts';
import type { MediaState } from '#src/media/media-state.ts';
import { offeredRole } from '#src/stations/offered-role.ts';

/** After this time Discord takes no more edits of an answer. */
const answerableForMs = 14 * 60_000;

export default defineCommand(strings, {
	group: 'station',
	level: 'manager',
	uses: [],
	asks: true,
	partly: ['library.list', 'playlists.list', 'requests.list'],
	visibility: 'private',
	station: 'one',
	options: { refresh: { type: 'boolean' } },
	execute: async (context, { refresh: wanted = false }) => (wanted ? refresh(context) : draw(context)),
	components: {
		show: { answer: 'update', run: async (context) => draw(context) },
		refresh: { answer: 'update', run: async (context) => refresh(context) },
		cancel: { answer: 'update', run: async (context) => cancel(context) },
		list: { answer: 'private', run: async (context) => drawList(context) },
	},
});

async function draw(context: MediaContext): Promise<Card> {
	const { station, services } = context;
	const { media } = services;
	offersSongs(context);
	const state = media.state(station);
	if (state === undefined) return unknownMediaCard(context);
	const [overview, fileSize] = await Promise.all([overviewOf(state.songs), media.fileSize(station)]);
	return mediaOverviewCard(context, state, overview, fileSize);
}

/** Throws that the radio system has no library, where it has no list of requests either. */
function offersSongs({ station }: MediaContext): void {
	if (station.backend.requests === undefined) offeredRole(station, 'library');
}

async function refresh(context: MediaContext): Promise<Card> {
	const { station, services } = context;
	const { clock, media } = services;
	offersSongs(context);
	const since = clock.now();
	const show = pacedProgress(context);
	// Nothing comes of a fetch that waits for its turn.
	await context.show(mediaProgressCard(context, media.progress(station)));
	const outcome = await media.fetch(station, (progress) => {
		if (clock.now() - since < answerableForMs) void show(() => mediaProgressCard(context, progress));
	});
	return mediaOutcomeCard(context, outcome);
}

/** The card of whoever asked for the fetch gets the same outcome. */
async function cancel(context: MediaContext): Promise<Card> {
	const outcome = await context.services.media.cancel(context.station);
	return outcome === undefined ? nothingToCancelCard(context) : mediaOutcomeCard(context, outcome);
}

async function drawList(context: MediaContext & Pressed): Promise<Card> {
	const { t, station, services, values, mayAttach } = context;
	const list = mediaLists.find((one) => one === values[0]);
	const state = services.media.state(station);
	if (list === undefined || state === undefined) return draw(context);
	if (!mayAttach) return card(accent.warn, text(t('list.mayNot')));
	const heading = text(t('list.heading', { list: t(`lists.${list}`), station: safe(station.name, 80) }));
	const made = await fileOf(context, list, state);
	if (made === undefined || made.of === 0) return card(accent.calm, heading, text(t('list.empty')));
	const { name, content, rows, of: count } = made;
	const drawn = card(
		accent.calm,
		heading,
		text(`-# ${rows < count ? t('list.cut', { rows, count }) : t('list.rows', { count })}`),
		{ type: ComponentType.File, file: { url: `attachment://${name}` } },
	);
	return { ...drawn, files: [{ name, content }] };
}

async function fileOf({ station, uploadLimit }: MediaContext, list: MediaList, state: MediaState) {
	if (list === 'changes') return state.lastNews && changesFile(state.lastNews.changes);
	const overview = await overviewOf(state.songs);
	const place = attachmentName(station.remote, attachmentName(station.name, 'station'));
	const names = { duplicates: 'there-twice', untagged: 'without-tags', inNoPlaylist: 'in-no-playlist' };
	const groups = list === 'duplicates' ? overview.duplicates : overview[list].map((song) => [song]);
	return songsFile(`${place}-${names[list]}.csv`, groups, uploadLimit);
}
