import type { Clock } from '#src/clock.ts';
import type { SimulatedAzuraCast } from '../azuracast/simulated-azuracast.ts';
import type { LoopbackDiscord } from '../discord/loopback-discord.ts';
import type { Language, Level } from '../page/wire.ts';

/** Somebody the visitor of the page can be. */
export interface PlaygroundPerson {
	readonly id: string;
	readonly name: string;
	readonly level: Level;
	locale: Language;
}

/** What the page shows: a Discord server with its people, and the radio stations behind the bot. */
export interface PagePlayground {
	readonly clock: Clock;
	readonly discord: LoopbackDiscord;
	readonly radio: SimulatedAzuraCast;
	/** Short names of the stations the page shows. */
	readonly stations: readonly string[];
	readonly guild: {
		readonly id: string;
		readonly name: string;
		readonly channels: readonly { id: string; name: string; topic: string | null }[];
		readonly roles: readonly { id: string; name: string }[];
	};
	readonly people: readonly PlaygroundPerson[];
	/** Changes the language of somebody's Discord. */
	speak: (person: PlaygroundPerson, locale: Language) => void;
	/** Takes a line for the person who runs the playground. */
	log: (line: string) => void;
}
