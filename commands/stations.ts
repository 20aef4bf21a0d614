import shared from '#locales/en-US/shared/cards.ts';
import welcome from '#locales/en-US/shared/welcome.ts';
import strings from '#locales/en-US/stations.ts';
import { BackendError } from '#src/backends/backend-error.ts';
import { accent, button, type Card, card, line, moment, row, text, withButton } from '#src/discord/card.ts';
import type { Context } from '#src/discord/command.ts';
import { customId } from '#src/discord/custom-id.ts';
import { defineCommand } from '#src/discord/define-command.ts';
import { lookOf, type OnAirLook } from '#src/discord/on-air-look.ts';
import { type CardWords, facts, songLine } from '#src/discord/song-lines.ts';
import { safe } from '#src/discord/text.ts';
import type { Reading } from '#src/stations/on-air-states.ts';
import type { Station } from '#src/stations/station.ts';

/** Eight items with a button each is what Discord's 40 components leave room for. */
const perPage = 8;

export default defineCommand(strings, {
	group: 'listen',
	level: 'listener',
	uses: ['onAir.read'],
	visibility: 'public',
	station: 'none',
	execute: async (context) => draw(context, 0),
	components: {
		/** On a message that stays as it is. */
		open: { answer: 'private', run: async (context) => draw(context, 0) },
		page: { answer: 'update', run: async (context) => draw(context, Number(context.args[0])) },
		refresh: { answer: 'update', run: async (context) => draw(context, Number(context.args[0])) },
	},
});

interface Row {
	station: Station;
	look: OnAirLook;
	reading: Reading | undefined;
}

async function draw(context: Context<typeof strings, undefined>, wanted: number): Promise<Card> {
	const { t, services, guildId } = context;
	const stations = services.stations.of(guildId);
	if (stations.length === 0) {
		const label = services.words.in(context.locale, welcome)('buttons.setUp');
		return card(
			accent.calm,
			text(`## ${t('heading')}`, t('none')),
			row(button('primary', label, customId('setup', 'open'))),
		);
	}
	const words = services.words.in(context.locale, shared);
	const readings = await services.onAir.readAll(stations);
	const now = services.clock.now();
	const rows = stations.map((station): Row => {
		const reading = readings.get(station);
		if (reading === undefined || reading instanceof BackendError)
			return { station, look: 'unreachable', reading: undefined };
		return { station, look: lookOf(reading, now), reading };
	});
	const sorted = rows.toSorted(byInterest);
	const pages = Math.ceil(sorted.length / perPage);
	const page = Math.min(Math.max(Number.isInteger(wanted) ? wanted : 0, 0), pages - 1);
	const shown = sorted.slice(page * perPage, (page + 1) * perPage);
	return card(
		accent.calm,
		text(
			`## ${t('heading')}`,
			`-# ${facts(summary(context, words, rows, now), pages > 1 ? t('page', { page: page + 1, pages }) : undefined)}`,
		),
		line(),
		...shown.map((item) =>
			withButton(
				[stationLines(context, words, item)],
				button('secondary', t('open'), customId('nowplaying', 'show', item.station.id)),
			),
		),
		row(
			pages > 1
				? button('secondary', words('buttons.previous'), context.id('page', page - 1), page === 0)
				: undefined,
			pages > 1
				? button('secondary', words('buttons.next'), context.id('page', page + 1), page === pages - 1)
				: undefined,
			button('secondary', words('buttons.refresh'), context.id('refresh', page)),
		),
	);
}

function summary(
	{ t }: Context<typeof strings, undefined>,
	words: CardWords,
	rows: readonly Row[],
	now: number,
): string {
	const onAir = rows.filter((item) => isOnAir(item.look)).length;
	const counts = rows.map(({ reading }) => reading?.state.listeners ?? null);
	const sum = counts.reduce<number | null>(
		(total, count) => (total === null || count === null ? null : total + count),
		0,
	);
	return facts(
		t('onAirCount', { x: onAir, y: rows.length }),
		// A sum without one of its parts would be a number nobody has seen.
		sum === null ? undefined : words('audience', { listeners: words('listeners', { count: sum }) }),
		t('asOf', { at: moment(now, 't') }),
	);
}

function stationLines(
	{ t }: Context<typeof strings, undefined>,
	words: CardWords,
	{ station, look, reading }: Row,
) {
	const name = t(`mark.${look}`, { station: safe(station.name, 80) });
	const state = reading?.state;
	const song = state?.now === undefined || state.now === null ? undefined : songLine(state.now.song, words);
	const dj = safe(state?.live?.streamer ?? '', 40);
	const playing = {
		on_air: song,
		request: song,
		live: facts(dj === '' ? words('onAir.live') : dj, song),
		off_air: words('onAir.nothing'),
		stale: song === undefined ? undefined : t('lastKnown', { song }),
		unreachable: song === undefined ? undefined : t('lastKnown', { song }),
	}[look];
	const count = state?.listeners ?? null;
	const audience = count === null || !isOnAir(look) ? undefined : words('listeners', { count });
	return text(name, playing, `-# ${facts(t(`state.${look}`), audience)}`);
}

function isOnAir(look: OnAirLook): boolean {
	return look === 'on_air' || look === 'live' || look === 'request';
}

function byInterest(a: Row, b: Row): number {
	return (
		Number(isOnAir(b.look)) - Number(isOnAir(a.look)) ||
		(b.reading?.state.listeners ?? -1) - (a.reading?.state.listeners ?? -1) ||
		a.station.name.localeCompare(b.station.name)
	);
}
