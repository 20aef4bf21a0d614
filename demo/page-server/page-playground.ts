import type { NewKey } from '../azuracast/keys.ts';
import type { SimulatedAzuraCast } from '../azuracast/simulated-azuracast.ts';
import type { LoopbackDiscord } from '../discord/loopback-discord.ts';
import type { Gallery } from '../gallery/gallery.ts';
import type { OtherRadio } from '../other-radios.ts';
import type { Language, Level } from '../page/wire.ts';
import type { TurnableClock } from '../turnable-clock.ts';

/** Somebody the visitor of the page can be. */
export interface PlaygroundPerson {
	readonly id: string;
	readonly name: string;
	readonly level: Level;
	locale: Language;
}

/** A key of the radio server and the rights its user begins with. */
export interface PlaygroundKey extends NewKey {
	/** The same at every start. */
	readonly id: string;
	/** The key itself, as AzuraCast shows it when it is made. */
	readonly key: string;
	/** True for one that is refused from the beginning. */
	readonly isRevoked?: boolean;
}

/** A Discord server by the name it has in the page's address. */
export interface PageGuild {
	readonly slug: string;
	readonly id: string;
	readonly name: string;
	/** In bytes. */
	readonly fileLimit: number;
	readonly channels: readonly {
		id: string;
		name: string;
		type: number;
		topic: string | null;
		status?: string;
		overwrites: readonly { id: string; kind: string; deny: bigint }[];
	}[];
	readonly roles: readonly { id: string; name: string; color: number }[];
}

/** What the page shows: Discord servers with its people, and the radio stations behind the bot. */
export interface PagePlayground {
	readonly clock: TurnableClock;
	readonly discord: LoopbackDiscord;
	readonly radio: SimulatedAzuraCast;
	/** Radio systems beside it, to be set up. */
	readonly others: readonly OtherRadio[];
	/** Short names of the stations the page shows. */
	readonly stations: readonly string[];
	/** The Discord servers the visitor can be in; the first is where a page opens. */
	readonly guilds: readonly PageGuild[];
	/** Keys of the radio server, for its administrator to hand out. */
	readonly keys: readonly PlaygroundKey[];
	readonly people: readonly PlaygroundPerson[];
	/** Every card of the bot's; undefined where nobody can start a bot for it. */
	readonly gallery: Gallery | undefined;
	/** Changes the language of somebody's Discord. */
	speak: (person: PlaygroundPerson, locale: Language) => void;
	/** Takes a line for the person who runs the playground. */
	log: (line: string) => void;
}
