import type strings from '#locales/en-US/shared/welcome.ts';
import type { Station } from '#src/stations/station.ts';
import type { Translate } from '#src/words/translate.ts';
import { accent, button, type Card, card, line, moment, row, text } from './card.ts';
import type { CommandBook } from './command-book.ts';
import { customId } from './custom-id.ts';
import { safe } from './text.ts';

type WelcomeWords = Translate<typeof strings>;

/** As many as a sentence bears. */
const mostNamed = 5;

/** What a Discord server reads when the bot has come: the next step, or the stations that are ready. */
export function welcomeCard(t: WelcomeWords, book: CommandBook, stations: readonly Station[]): Card {
	return card(
		accent.calm,
		text(`## ${t('heading')}`),
		text(t('what')),
		line(),
		...(stations.length === 0 ? firstSteps(t, book) : whatIsReady(t, book, stations)),
	);
}

/** The same once that was done. */
export function welcomeDoneCard(t: WelcomeWords, { userId, at }: { userId: string; at: number }): Card {
	const done = t('done', { user: `<@${userId}>`, at: moment(at, 'f') });
	return card(accent.calm, text(`## ${t('heading')}`), text(t('what')), text(done));
}

function firstSteps(t: WelcomeWords, book: CommandBook) {
	return [
		text(
			t('setUp', { command: book.mention('setup') }),
			t('check'),
			t('help', { command: book.mention('help') }),
		),
		text(t('keys')),
		row(button('primary', t('buttons.setUp'), customId('setup', 'open'))),
	];
}

function whatIsReady(t: WelcomeWords, book: CommandBook, stations: readonly Station[]) {
	const named = stations.slice(0, mostNamed).map(({ name }) => safe(name, 80));
	const names = stations.length > mostNamed ? [...named, '…'] : named;
	return [
		text(
			t('ready', { count: stations.length, names: names.join(', ') }),
			t('try', { now: book.mention('nowplaying'), help: book.mention('help') }),
		),
		row(button('primary', t('buttons.stations'), customId('stations', 'open'))),
	];
}
