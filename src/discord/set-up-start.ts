import strings from '#locales/en-US/setup.ts';
import { includesLevel, levelAt } from '#src/stations/levels.ts';
import type { Station } from '#src/stations/station.ts';
import { accent, button, type Card, card, row, select, text } from './card.ts';
import type { Setting } from './command.ts';
import { customId } from './custom-id.ts';
import { plain } from './text.ts';

/** Where stations are set up already: add others, or change one. */
export function startCard({ services, locale, guildId, person }: Setting, here: readonly Station[]): Card {
	const t = services.words.in(locale, strings);
	const mine = here.filter(
		(station) => station.source === 'stored' && includesLevel(levelAt(person, station), 'admin'),
	);
	const room = services.setUp.room(guildId);
	const options = mine.map((station) => ({
		label: plain(station.name, 100) || station.id,
		value: station.id,
	}));
	return card(
		accent.calm,
		text(`## ${t('start.heading')}`, `-# ${t('start.here', { count: here.length })}`),
		room <= 0 ? text(t('start.full')) : undefined,
		options.length === 0 ? undefined : select(customId('setup', 'edit'), t('start.change'), options),
		mine.length < here.length ? text(t('start.declared')) : undefined,
		row(button('primary', t('start.add'), customId('setup', 'start'), room <= 0)),
	);
}

/** The station that was chosen there, if this person may change it. */
export function changeableStation({ services, guildId, person }: Setting, id: string): Station | undefined {
	const station = services.stations.find(guildId, id);
	return station !== undefined && includesLevel(levelAt(person, station), 'admin') ? station : undefined;
}
