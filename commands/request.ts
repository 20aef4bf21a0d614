import strings from '#locales/en-US/request.ts';
import shared from '#locales/en-US/shared/cards.ts';
import requests from '#locales/en-US/shared/requests.ts';
import marks from '#locales/en-US/shared/song-marks.ts';
import { accent, button, type Card, card, row, select, text } from '#src/discord/card.ts';
import type { Context } from '#src/discord/command.ts';
import { defineCommand } from '#src/discord/define-command.ts';
import { requestSong, tellMe } from '#src/discord/request-cards.ts';
import { plainSongLine } from '#src/discord/song-lines.ts';
import { songChoices } from '#src/discord/song-marks.ts';
import { plain, safe } from '#src/discord/text.ts';
import { offeredRole } from '#src/stations/offered-role.ts';
import type { Station } from '#src/stations/station.ts';

/** As many as a select menu holds, and as AzuraCast sends on one page without a key. */
const offered = 25;

type RequestContext = Context<typeof strings, Station>;

export default defineCommand(strings, {
	group: 'requests',
	level: 'listener',
	uses: ['requests.search', 'requests.find', 'requests.submit'],
	visibility: 'private',
	station: 'one',
	options: { song: { type: 'string', required: true, suggested: true, maxLength: 100 } },
	execute: async (context, { song }) => {
		if (context.services.songs.wasOffered(context.station, song))
			return requestSong(context, context.station, song);
		return find(context, song);
	},
	suggest: {
		song: async ({ t, station, services, locale, person }, typed) => {
			if (station === undefined)
				return typed.trim() === '' ? [] : [{ name: t('stationFirst', { text: typed }), value: typed }];
			const words = services.words.in(locale, shared);
			const role = offeredRole(station, 'requests');
			const songs = await services.songs.suggest(station, role, typed, person.id);
			return songChoices(services, station, locale, { songs, words });
		},
	},
	components: {
		open: {
			answer: 'form',
			open: ({ t, id }) => ({
				id: id('find'),
				title: t('form.title'),
				fields: [{ id: 'text', label: t('form.field'), maxLength: 100 }],
			}),
		},
		tell: {
			answer: 'update',
			run: async (context) => tellMe(context, context.station, context.args[0] ?? ''),
		},
		find: { answer: 'private', run: async (context) => find(context, context.fields['text'] ?? '') },
		pick: {
			answer: 'update',
			run: async (context) => requestSong(context, context.station, context.values[0] ?? ''),
		},
	},
});

/** What was typed instead of chosen: one song that fits is requested, several are a question. */
async function find(context: RequestContext, typed: string): Promise<Card> {
	const { t, station, services, locale } = context;
	const role = offeredRole(station, 'requests');
	const found = await services.songs.searchTyped(station, role, typed, offered);
	const [only, another] = found.rows;
	if (only !== undefined && another === undefined && !found.close)
		return requestSong(context, station, only.requestId);
	// Nothing is called like an id, but the id of a song that was offered before a restart is still good.
	if (only === undefined && (await services.songs.byId(station, role, typed)) !== null)
		return requestSong(context, station, typed);
	if (only === undefined) return nothingFound(context, typed);
	const words = services.words.in(locale, shared);
	const fits = found.close
		? services.words.in(locale, marks)('close')
		: t('fits', { count: found.total, text: safe(typed, 80) });
	const options = found.rows.map((row) => {
		const description = plain(row.song.album, 100);
		return {
			label: plainSongLine(row.song, words),
			value: row.requestId,
			...(description === '' ? {} : { description }),
		};
	});
	return card(
		accent.calm,
		text(`## ${t('which')}`, `-# ${fits}`),
		found.total > found.rows.length ? text(`-# ${t('tooMany', { shown: found.rows.length })}`) : undefined,
		select(context.id('pick'), t('choose'), options),
	);
}

function nothingFound({ station, services, locale, id }: RequestContext, typed: string): Card {
	const words = services.words.in(locale, requests);
	const sentence = words('nothing', { station: safe(station.name, 80), text: safe(typed, 80) });
	return card(accent.calm, text(sentence), row(button('primary', words('findAnother'), id('open'))));
}
