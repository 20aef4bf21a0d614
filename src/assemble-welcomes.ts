import type { Client } from 'discord.js';
import type { Logger } from 'pino';
import strings from '#locales/en-US/shared/welcome.ts';
import type { Clock } from './clock.ts';
import type { CommandBook } from './discord/command-book.ts';
import { welcomeCard, welcomeDoneCard } from './discord/welcome-card.ts';
import { Welcomes, welcomeSchema } from './discord/welcomes.ts';
import type { Writer } from './discord/writing.ts';
import type { StationDirectory } from './stations/station-directory.ts';
import type { Store } from './store/open-store.ts';
import type { Words } from './words/words.ts';

interface WelcomingParts {
	client: Client;
	store: Store;
	writer: Writer;
	words: Words;
	book: CommandBook;
	stations: StationDirectory;
	localeOf: (guildId: string) => string;
	clock: Clock;
	log: Logger;
}

/** What Discord servers read when the bot joins them, each in its language. */
export function assembleWelcomes({
	store,
	words,
	book,
	stations,
	localeOf,
	...parts
}: WelcomingParts): Welcomes {
	const wordsFor = (guildId: string) => words.in(localeOf(guildId), strings);
	return new Welcomes({
		...parts,
		memory: store.namespace('welcomes', welcomeSchema),
		draw: (guildId) => welcomeCard(wordsFor(guildId), book, stations.of(guildId)),
		drawDone: (guildId, done) => welcomeDoneCard(wordsFor(guildId), done),
	});
}
