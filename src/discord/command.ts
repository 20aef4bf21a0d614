import type { RoleUse } from '#src/backends/roles.ts';
import type { Level, Person } from '#src/stations/levels.ts';
import type { Station, StationChannels } from '#src/stations/station.ts';
import type { Format } from '#src/words/format.ts';
import type { Catalogue } from '#src/words/language-files.ts';
import type { Translate } from '#src/words/translate.ts';
import type { Card } from './card.ts';
import type { Form } from './form.ts';
import type { OptionSpec, OptionValues, RawOptions } from './options.ts';
import type { Reply } from './reply.ts';
import type { Services } from './services.ts';

/** What every command's catalogue holds besides its own sentences. */
export interface CommandStrings extends Catalogue {
	/** The last part of the command, equal to the file's name. */
	readonly name: string;
	readonly description: string;
	/** What did not happen, when it did not: the heading of the error card. */
	readonly failed: string;
}

/** Where and by whom, as far as it does not depend on the command. */
export interface Setting {
	readonly services: Services;
	readonly person: Person;
	readonly level: Level;
	readonly guildId: string;
	readonly channelId: string;
	/** The language of the answer: the asker's for private ones, the server's for public ones. */
	readonly locale: string;
	readonly isPrivate: boolean;
	/** The server's own language, for what others read as well. */
	readonly serverLocale: string;
	/** How large a file Discord takes here, in bytes. */
	readonly uploadLimit: number;
	/** Whether files may go out with the answer. */
	readonly mayAttach: boolean;
	/** Names what was asked for: the same when it is tried again, so that it can be done once. */
	readonly attempt: string;
	/** Puts a card in place of the answer while the work goes on: how far it is. Does nothing where there is no answer to come. */
	readonly show: (card: Card) => Promise<void>;
	/** Changes the answer after it was given, for a quarter of an hour. Absent where there is none. */
	readonly amend?: (card: Card) => Promise<void>;
}

export interface Context<S extends Catalogue, St> extends Setting {
	readonly t: Translate<S>;
	readonly format: Format;
	readonly station: St;
	/** The id of a button or select of this command, for this station. */
	readonly id: (action: string, ...args: readonly (string | number)[]) => string;
}

export interface Pressed {
	/** What stood in the id after command, action and station. */
	readonly args: readonly string[];
	/** What was chosen in a select. */
	readonly values: readonly string[];
	/** What was typed into a form, by field. */
	readonly fields: Readonly<Record<string, string>>;
}

export type Handler<Ctx> =
	/** Opens a form: nothing may be waited for but the store. */
	| { answer: 'form'; level?: Level; open(context: Ctx): Form | Promise<Form> }
	/** `update` redraws the message of the button; `question` marks the button of a question for one person, once, in time. */
	| {
			answer: 'update' | 'private' | 'public';
			level?: Level;
			question?: true;
			/** It changes something: a failure stands in the audit, and success as its reply notes it. */
			changes?: true;
			/** The key of what did not happen, in the command's catalogue, where that is not what its `failed` says. */
			failed?: string;
			run(context: Ctx): Promise<Reply>;
	  };

export interface Choice {
	name: string;
	value: string;
}

export type StationOf<W extends 'one' | 'none'> = W extends 'one' ? Station : undefined;

export type Visibility = 'public' | 'private';

/** The groups of `/help`, in its order. */
export const helpGroups = ['listen', 'requests', 'dj', 'station', 'server', 'settings'] as const;
export type HelpGroup = (typeof helpGroups)[number];

/** Where a command is run, as far as it decides who sees the answer. */
export interface Place {
	/** In the channel that {@link Definition.openIn} names. */
	inOpenChannel: boolean;
}

export type WorthTelling = (services: Services, stations: readonly Station[]) => boolean | Promise<boolean>;

export interface Definition<
	S extends CommandStrings,
	O extends Record<string, OptionSpec>,
	W extends 'one' | 'none',
> {
	group: HelpGroup;
	level: Level;
	/** In this channel of the station everybody may run it. */
	openIn?: keyof StationChannels;
	/** What it asks of the radio system and cannot do without: a missing right can then name the command. */
	uses: readonly RoleUse[];
	/** What does in the place of `uses` where the radio system lacks those. */
	orElse?: readonly RoleUse[];
	/** What it asks besides and can do without, such as a button's: without the right a part is left out. */
	partly?: readonly RoleUse[];
	/** It asks radio servers although no right that a command could lack is in `uses`. */
	asks?: true;
	/** Whether `/help` tells of it at these stations; always if left out. What has no object there is only in the way. */
	worthTelling?: WorthTelling;
	/** Who sees the answer; it may hang on the options and the place. */
	visibility: Visibility | ((options: OptionValues<O>, place: Place) => Visibility);
	/** `one`: it acts on one station, gets the `station` option, and its buttons carry the station. */
	station: W;
	options?: O;
	/** It changes something, as {@link Handler} has it. */
	changes?: true;
	execute(context: Context<S, StationOf<W>>, options: OptionValues<O>): Promise<Reply>;
	/** For options marked `suggested`: at most 25 choices for what was typed so far. */
	suggest?: {
		[N in keyof O]?: (context: Context<S, StationOf<W> | undefined>, typed: string) => Promise<Choice[]>;
	};
	components?: Record<string, Handler<Context<S, StationOf<W>> & Pressed>>;
}

type Run<R> = (name: string, setting: Setting, station: Station | undefined, pressed: Pressed) => R;

/** A handler as the dispatcher knows it. */
export type BoundHandler =
	| { answer: 'form'; level: Level | undefined; open: Run<Promise<Form>> }
	| {
			answer: 'update' | 'private' | 'public';
			level: Level | undefined;
			question: boolean;
			changes: boolean;
			failed: string | undefined;
			run: Run<Promise<Reply>>;
	  };

/** A command as the dispatcher knows it: the types of its own words and options are behind it. */
export interface Command {
	readonly strings: CommandStrings;
	readonly group: HelpGroup;
	readonly level: Level;
	readonly openIn: keyof StationChannels | undefined;
	readonly uses: readonly RoleUse[];
	readonly orElse: readonly RoleUse[] | undefined;
	readonly partly: readonly RoleUse[];
	/** Running it costs a radio server reads, so that {@link file://./pace.ts} counts it. */
	readonly asks: boolean;
	readonly worthTelling: WorthTelling | undefined;
	visibility(options: RawOptions, place: Place): Visibility;
	readonly station: 'one' | 'none';
	readonly options: Readonly<Record<string, OptionSpec>>;
	readonly changes: boolean;
	execute(name: string, setting: Setting, station: Station | undefined, options: RawOptions): Promise<Reply>;
	suggest(
		name: string,
		setting: Setting,
		station: Station | undefined,
		option: string,
		typed: string,
	): Promise<Choice[]>;
	readonly components: Readonly<Record<string, BoundHandler>>;
}
