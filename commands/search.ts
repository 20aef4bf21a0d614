import strings from '#locales/en-US/search.ts';
import shared from '#locales/en-US/shared/cards.ts';
import requests from '#locales/en-US/shared/requests.ts';
import marks from '#locales/en-US/shared/song-marks.ts';
import { offers } from '#src/backends/offers.ts';
import type { RequestableSong } from '#src/backends/roles/song-requests.ts';
import { accent, button, type Card, card, line, row, text, withButton } from '#src/discord/card.ts';
import type { Context } from '#src/discord/command.ts';
import { defineCommand } from '#src/discord/define-command.ts';
import { requestSong } from '#src/discord/request-cards.ts';
import { facts, titleOf } from '#src/discord/song-lines.ts';
import { marksOf, type SongMark } from '#src/discord/song-marks.ts';
import { safe } from '#src/discord/text.ts';
import { offeredRole } from '#src/stations/offered-role.ts';
import type { Station } from '#src/stations/station.ts';
import { span } from '#src/words/format.ts';

const perPage = 6;

type SearchContext = Context<typeof strings, Station>;

export default defineCommand(strings, {
	group: 'requests',
	level: 'listener',
	uses: ['requests.search', 'onAir.read'],
	partly: ['requests.submit'],
	visibility: 'private',
	station: 'one',
	options: { text: { type: 'string', required: true, maxLength: 100 } },
	execute: async (context, options) => draw(context, options.text, 1),
	components: {
		page: {
			answer: 'update',
			run: async (context) =>
				draw(
					context,
					(await context.services.stash.get(context.args[1] ?? '')) ?? '',
					Number(context.args[0]),
				),
		},
		request: {
			answer: 'private',
			run: async (context) => requestSong(context, context.station, context.args[0] ?? ''),
		},
		again: {
			answer: 'form',
			open: ({ t, id }) => ({
				id: id('find'),
				title: t('form.title'),
				fields: [{ id: 'text', label: t('form.field'), maxLength: 100 }],
			}),
		},
		find: { answer: 'update', run: async (context) => draw(context, context.fields['text'] ?? '', 1) },
	},
});

async function draw(context: SearchContext, words: string, wanted: number): Promise<Card> {
	const { t, station, services, locale } = context;
	const shown = services.words.in(locale, shared);
	const page = Number.isInteger(wanted) && wanted > 0 ? wanted : 1;
	const found = await services.songs.search(station, offeredRole(station, 'requests'), words, page, perPage);
	const change = button('secondary', t('change'), context.id('again'));
	const said = services.words.in(locale, marks);
	const age =
		found.knownAt === undefined
			? undefined
			: said('fromCache', { age: span(services.clock.now() - found.knownAt, locale) });
	if (found.rows.length === 0) {
		const sentence = services.words.in(locale, requests)('nothing', {
			station: safe(station.name, 80),
			text: safe(words, 80),
		});
		return card(accent.calm, text(sentence, age === undefined ? undefined : `-# ${age}`), row(change));
	}
	const isCut = found.knownAt !== undefined && found.total > found.pages * perPage;
	const position = facts(
		isCut
			? said('more', { count: found.pages * perPage, station: safe(station.name, 80) })
			: found.close
				? said('close')
				: t('found', { count: found.total, station: safe(station.name, 80) }),
		t('page', { page: found.page, pages: found.pages }),
		age,
	);
	const kept = await services.stash.put(words);
	const taken = await marksOf(
		services,
		station,
		found.rows.map(({ song }) => song.id),
	);
	const items = found.rows.map((row, place) => item(context, row, taken[place]));
	return card(
		accent.calm,
		text(`## ${t('heading', { text: safe(words, 80) })}`, `-# ${position}`),
		takesRequests(context) || !offers(station.backend, 'requests.submit')
			? undefined
			: text(
					`-# ${services.words.in(locale, requests)('why.requests-off', { station: safe(station.name, 80) })}`,
				),
		line(),
		...items,
		line(),
		row(
			button('secondary', shown('buttons.previous'), context.id('page', page - 1, kept), page <= 1),
			button('secondary', shown('buttons.next'), context.id('page', page + 1, kept), page >= found.pages),
			change,
		),
	);
}

function item(context: SearchContext, { requestId, song }: RequestableSong, mark: SongMark | undefined) {
	const { t, services, locale, station, id } = context;
	const words = services.words.in(locale, shared);
	const about = facts(safe(song.artist, 80), safe(song.album, 80) || words('noAlbum'));
	const taken = mark === undefined ? undefined : t(mark);
	const action =
		taken === undefined
			? button('secondary', t('request'), id('request', requestId))
			: button('secondary', taken, id('request', requestId), true);
	const lines = text(`**${titleOf(song, words, 80)}**`, `-# ${about}`);
	return !takesRequests(context) || !offers(station.backend, 'requests.submit')
		? lines
		: withButton([lines], action);
}

/** False where the station is known to have requests switched off. */
function takesRequests({ services, station }: SearchContext): boolean {
	return services.onAir.known(station)?.state.facts.requestsEnabled !== false;
}
