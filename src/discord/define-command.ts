import type { Level, Person } from '#src/stations/levels.ts';
import type { Station } from '#src/stations/station.ts';
import { type Format, formatFor } from '#src/words/format.ts';
import type { Translate } from '#src/words/translate.ts';
import type { Catalogue } from '#src/words/words.ts';
import type { Card } from './card.ts';
import { customId } from './custom-id.ts';
import type { Services } from './services.ts';

/** What every command's catalogue holds besides its own sentences. */
export interface CommandStrings extends Catalogue {
	/** The last part of the command, equal to the file's name. */
	readonly name: string;
	readonly description: string;
	/** What did not happen, when it did not: the heading of the error card. */
	readonly failed: string;
}

/** One option. Its words stand under `options.<name>` of the catalogue: `description`, and `choices.<value>` for choices. */
export type OptionSpec = { required?: true } & (
	| { type: 'string'; maxLength?: number; suggested?: true }
	| { type: 'choice'; values: readonly string[] }
);

type OptionValue<O extends OptionSpec> = O extends { type: 'choice'; values: readonly (infer V)[] }
	? V
	: string;
export type OptionValues<O extends Record<string, OptionSpec>> = {
	[N in keyof O]: O[N] extends { required: true } ? OptionValue<O[N]> : OptionValue<O[N]> | undefined;
};

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

/** A card, and what becomes of it if nobody answers its question in time. */
export type Reply = Card & { afterwards?: { at: number; card: Card } };

export interface FormField {
	id: string;
	label: string;
	placeholder?: string;
	required?: boolean;
	maxLength?: number;
	value?: string;
}

/** A form that opens in front of the person. */
export interface Form {
	id: string;
	title: string;
	fields: readonly FormField[];
}

type Handler<Ctx> =
	/** Opens a form: nothing may be waited for. */
	| { answer: 'form'; level?: Level; open(context: Ctx): Form }
	/** `update` redraws the message of the button; `question` marks the button of a question for one person, once, in time. */
	| {
			answer: 'update' | 'private' | 'public';
			level?: Level;
			question?: true;
			run(context: Ctx): Promise<Reply>;
	  };

export interface Choice {
	name: string;
	value: string;
}

type StationOf<W extends 'one' | 'none'> = W extends 'one' ? Station : undefined;

export type Visibility = 'public' | 'private';

/** The groups of `/help`, in its order. */
export const helpGroups = ['listen', 'requests', 'dj', 'station', 'server', 'settings'] as const;
export type HelpGroup = (typeof helpGroups)[number];

export interface Definition<
	S extends CommandStrings,
	O extends Record<string, OptionSpec>,
	W extends 'one' | 'none',
> {
	group: HelpGroup;
	level: Level;
	/** Who sees the answer; it may hang on the options. */
	visibility: Visibility | ((options: OptionValues<O>) => Visibility);
	/** `one`: it acts on one station, gets the `station` option, and its buttons carry the station. */
	station: W;
	options?: O;
	execute(context: Context<S, StationOf<W>>, options: OptionValues<O>): Promise<Reply>;
	/** For options marked `suggested`: at most 25 choices for what was typed so far. */
	suggest?: {
		[N in keyof O]?: (context: Context<S, StationOf<W> | undefined>, typed: string) => Promise<Choice[]>;
	};
	components?: Record<string, Handler<Context<S, StationOf<W>> & Pressed>>;
}

type RawOptions = Readonly<Record<string, string | undefined>>;

/** A command as the dispatcher knows it: the types of its own words and options are behind it. */
export interface Command {
	readonly strings: CommandStrings;
	readonly group: HelpGroup;
	readonly level: Level;
	visibility(options: RawOptions): Visibility;
	readonly station: 'one' | 'none';
	readonly options: Readonly<Record<string, OptionSpec>>;
	execute(name: string, setting: Setting, station: Station | undefined, options: RawOptions): Promise<Reply>;
	suggest(
		name: string,
		setting: Setting,
		station: Station | undefined,
		option: string,
		typed: string,
	): Promise<Choice[]>;
	readonly components: Readonly<Record<string, ReturnType<typeof bindHandler>>>;
}

/**
 * Defines the slash command of a file under commands/. `strings` is the English catalogue of the same name. The command
 * returns its reply; acknowledging, levels, errors and sending are the dispatcher's.
 */
export function defineCommand<
	const S extends CommandStrings,
	const W extends 'one' | 'none',
	const O extends Record<string, OptionSpec> = Record<never, OptionSpec>,
>(strings: S, definition: Definition<S, O, W>): Command {
	const contextFor = (
		name: string,
		setting: Setting,
		station: Station | undefined,
	): Context<S, StationOf<W>> => ({
		...setting,
		t: setting.services.words.in(setting.locale, strings),
		format: formatFor(setting.locale),
		// The dispatcher hands over a station exactly when the command acts on one.
		station: station as StationOf<W>,
		id: (action, ...args) => customId(name, action, ...(station === undefined ? [] : [station.id]), ...args),
	});
	return {
		strings,
		group: definition.group,
		level: definition.level,
		visibility: (options) => {
			const { visibility } = definition;
			return typeof visibility === 'function' ? visibility(options as OptionValues<O>) : visibility;
		},
		station: definition.station,
		options: definition.options ?? {},
		execute: async (name, setting, station, options) =>
			// Discord checked the values against this very definition; the dispatcher that they are strings.
			definition.execute(contextFor(name, setting, station), options as OptionValues<O>),
		suggest: async (name, setting, station, option, typed) =>
			(await definition.suggest?.[option]?.(contextFor(name, setting, station), typed)) ?? [],
		components: Object.fromEntries(
			Object.entries(definition.components ?? {}).map(([action, handler]) => [
				action,
				bindHandler(handler, contextFor),
			]),
		),
	};
}

function bindHandler<Ctx>(
	handler: Handler<Ctx & Pressed>,
	contextFor: (name: string, setting: Setting, station: Station | undefined) => Ctx,
) {
	type Run<R> = (name: string, setting: Setting, station: Station | undefined, pressed: Pressed) => R;
	if (handler.answer === 'form') {
		const open: Run<Form> = (name, setting, station, pressed) =>
			handler.open({ ...contextFor(name, setting, station), ...pressed });
		return { answer: handler.answer, level: handler.level, open };
	}
	const run: Run<Promise<Reply>> = async (name, setting, station, pressed) =>
		handler.run({ ...contextFor(name, setting, station), ...pressed });
	return { answer: handler.answer, level: handler.level, question: handler.question ?? false, run };
}
