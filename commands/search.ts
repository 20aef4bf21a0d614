import strings from '#locales/en-US/search.ts';
import shared from '#locales/en-US/shared/cards.ts';
import requests from '#locales/en-US/shared/requests.ts';
import type { RequestableSong } from '#src/backends/roles.ts';
import { accent, button, type Card, card, line, row, text, withButton } from '#src/discord/card.ts';
import type { Context } from '#src/discord/command.ts';
import { defineCommand } from '#src/discord/define-command.ts';
import { requestSong } from '#src/discord/request-cards.ts';
import { facts, titleOf } from '#src/discord/song-lines.ts';
import { safe } from '#src/discord/text.ts';
import { offeredRole } from '#src/stations/offered-role.ts';
import type { Station } from '#src/stations/station.ts';

const perPage = 6;
/** A request that has not played by then was dropped. */
const waitsAtMostMs = 2 * 3_600_000;

type SearchContext = Context<typeof strings, Station>;

export default defineCommand(strings, {
	group: 'requests',
	level: 'listener',
	uses: ['requests.search', 'requests.submit', 'onAir.read'],
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
	if (found.rows.length === 0) {
		const sentence = services.words.in(locale, requests)('nothing', {
			station: safe(station.name, 80),
			text: safe(words, 80),
		});
		return card(accent.calm, text(sentence), row(change));
	}
	const position = facts(
		t('found', { count: found.total, station: safe(station.name, 80) }),
		t('page', { page: found.page, pages: found.pages }),
	);
	const kept = await services.stash.put(words);
	const items = await Promise.all(found.rows.map((song) => item(context, song)));
	return card(
		accent.calm,
		text(`## ${t('heading', { text: safe(words, 80) })}`, `-# ${position}`),
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

async function item(context: SearchContext, { requestId, song }: RequestableSong) {
	const { t, services, locale, station, id } = context;
	const words = services.words.in(locale, shared);
	const about = facts(safe(song.artist, 80), safe(song.album, 80) || words('noAlbum'));
	const taken = await whyNot(context, song.id);
	const action =
		taken === undefined
			? button('secondary', t('request'), id('request', requestId))
			: button('secondary', taken, id('request', requestId), true);
	const lines = text(`**${titleOf(song, words, 80)}**`, `-# ${about}`);
	return station.backend.requests === undefined ? lines : withButton([lines], action);
}

/** The word on the button of a song that cannot be asked for just now, as far as it is known without asking. */
async function whyNot({ t, services, station }: SearchContext, songId: string): Promise<string | undefined> {
	const state = services.onAir.known(station)?.state;
	if (state?.now?.song.id === songId) return t('onAir');
	if (state?.history.some((play) => play.song.id === songId) === true) return t('recent');
	const requester = await services.requesters.of(station.id, songId);
	return requester !== undefined && requester.at + waitsAtMostMs > services.clock.now()
		? t('requested')
		: undefined;
}
