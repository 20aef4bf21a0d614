import type { Station } from '#src/stations/station.ts';
import { formatFor } from '#src/words/format.ts';
import type {
	BoundHandler,
	Command,
	CommandStrings,
	Context,
	Definition,
	Handler,
	Pressed,
	Setting,
	StationOf,
} from './command.ts';
import { customId } from './custom-id.ts';
import type { OptionSpec, OptionValues } from './options.ts';

/**
 * Defines the slash command of a file under commands/. `strings` is the English catalogue of the same name. The command
 * returns its reply; acknowledging, levels, errors, the audit and sending are the dispatcher's.
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
		openIn: definition.openIn,
		uses: definition.uses,
		orElse: definition.orElse,
		partly: definition.partly ?? [],
		// What is on the air is known, or read once for everybody.
		asks:
			definition.asks ??
			[...definition.uses, ...(definition.orElse ?? [])].some((use) => !use.startsWith('onAir.')),
		worthTelling: definition.worthTelling,
		visibility: (options, place) => {
			const { visibility } = definition;
			return typeof visibility === 'function' ? visibility(options as OptionValues<O>, place) : visibility;
		},
		station: definition.station,
		options: definition.options ?? {},
		changes: definition.changes ?? false,
		execute: async (name, setting, station, options) =>
			// Discord checked the values against this very definition; the dispatcher that they are of its types.
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
): BoundHandler {
	if (handler.answer === 'form') {
		return {
			answer: handler.answer,
			level: handler.level,
			open: async (name, setting, station, pressed) =>
				handler.open({ ...contextFor(name, setting, station), ...pressed }),
		};
	}
	return {
		answer: handler.answer,
		level: handler.level,
		question: handler.question ?? false,
		changes: handler.changes ?? false,
		failed: handler.failed,
		run: async (name, setting, station, pressed) =>
			handler.run({ ...contextFor(name, setting, station), ...pressed }),
	};
}
