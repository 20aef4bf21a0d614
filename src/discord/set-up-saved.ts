import strings from '#locales/en-US/setup.ts';
import shared from '#locales/en-US/shared/cards.ts';
import type { Station } from '#src/stations/station.ts';
import { accent, type Card, card, text } from './card.ts';
import type { Setting } from './command.ts';
import { songLine } from './song-lines.ts';
import { safe } from './text.ts';
import { worksAt } from './works-here.ts';

/** In this order, as far as the station has what they need. */
const worthTrying = ['nowplaying', 'search', 'schedule', 'episode list', 'history', 'doctor'];
const mostTried = 3;

/** What stands set up now, with what is on the air there as the sign that it works. */
export async function savedCard({ services, locale }: Setting, saved: readonly Station[]): Promise<Card> {
	const t = services.words.in(locale, strings);
	const [first] = saved;
	const heading =
		saved.length === 1
			? t('saved.one', { station: safe(first?.name ?? '', 80) })
			: t('saved.several', { number: saved.length });
	const readings = await services.onAir.readAll(saved);
	const songs = saved.flatMap((station) => {
		const reading = readings.get(station);
		const now = reading !== undefined && 'state' in reading ? reading.state.now : null;
		return now === null
			? []
			: [t('saved.now', { song: songLine(now.song, services.words.in(locale, shared)) })];
	});
	const commands = worthTrying
		.filter((name) => {
			const command = services.book.commands.get(name);
			return command !== undefined && (first === undefined || worksAt(command, first));
		})
		.slice(0, mostTried)
		.map((name) => services.book.mention(name))
		.join(' ');
	return card(
		accent.ok,
		text(`### ${heading}`),
		songs[0] === undefined ? undefined : text(songs[0]),
		text(t('saved.try', { commands })),
	);
}
