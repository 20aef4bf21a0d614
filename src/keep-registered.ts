import type { Client } from 'discord.js';
import type { Logger } from 'pino';
import type { Clock } from './clock.ts';
import type { Command } from './discord/command.ts';
import type { CommandBook } from './discord/command-book.ts';
import { commandDefinitions } from './discord/command-definitions.ts';
import { registerCommands } from './discord/register-commands.ts';
import { untilDone } from './until-done.ts';
import type { Words } from './words/words.ts';

interface RegisteringParts {
	client: Client<true>;
	commands: ReadonlyMap<string, Command>;
	words: Words;
	/** Learns by which ids Discord knows the commands. */
	book: CommandBook;
	/** False: another process does it, and they are read. */
	isOurs: boolean;
	/** Told when it is done. */
	onDone: () => void;
	clock: Clock;
	log: Logger;
}

/**
 * Registers the commands with Discord, every minute until that worked; the function it gives ends that. The commands of the last
 * start still work: whoever uses them need not wait until Discord takes the new ones.
 */
export async function keepRegistered(parts: RegisteringParts): Promise<() => void> {
	const { client, commands, words, book, isOurs, onDone, clock, log } = parts;
	const wanted = commandDefinitions(commands, words);
	const register = async () => {
		const registration = await registerCommands(client, wanted, isOurs);
		book.learnIds(registration.ids);
		onDone();
		log.info({ commands: commands.size, outcome: registration.outcome }, 'The commands are registered');
	};
	return untilDone(register, clock, (error) => {
		log.error({ err: error }, 'The commands could not be registered; trying again in a minute');
	});
}
