import { z } from 'zod';
import cards from '#locales/en-US/shared/cards.ts';
import type { Station } from '#src/stations/station.ts';
import { accent, type Card, card, select, text } from './card.ts';
import type { Setting } from './command.ts';
import { customId } from './custom-id.ts';
import type { RawOptions } from './options.ts';
import type { Stash } from './stash.ts';
import { plain } from './text.ts';

/** Actions that belong to the dispatcher and not to a command's file; a command's own actions never begin with `~`. */
export const rerunActions = { again: '~again', station: '~station' } as const;

/** Among the options of a command that is tried again: the name of its first attempt. Discord has no such names. */
export const attemptOption = '~attempt';

const file = z.object({
	url: z.string(),
	name: z.string(),
	size: z.number(),
	contentType: z.string().nullable(),
});
const kept = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), file]));

/** Commands that run once more: after the question which station is meant, or by "Try again". Survives restarts. */
export class Rerun {
	readonly #stash: Stash;

	constructor(stash: Stash) {
		this.#stash = stash;
	}

	async againId(name: string, options: RawOptions): Promise<string> {
		return customId(name, rerunActions.again, await this.#stash.put(JSON.stringify(options)));
	}

	async stationQuestion(
		setting: Setting,
		stations: readonly Station[],
		name: string,
		options: RawOptions,
	): Promise<Card> {
		const t = setting.services.words.in(setting.locale, cards);
		const id = customId(name, rerunActions.station, await this.#stash.put(JSON.stringify(options)));
		const choices = stations.map((station) => ({
			label: plain(station.name, 100) || station.id,
			value: station.id,
		}));
		return card(accent.calm, text(`## ${t('which.heading')}`), select(id, t('which.placeholder'), choices));
	}

	/** The options the command is to run with; undefined when they were kept too long ago. */
	async options(args: readonly string[], chosenStation: string | undefined): Promise<RawOptions | undefined> {
		const text = await this.#stash.get(args[0] ?? '');
		if (text === undefined) return undefined;
		const options = kept.safeParse(parseJson(text));
		if (!options.success) return undefined;
		return chosenStation === undefined ? options.data : { ...options.data, station: chosenStation };
	}
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		// The id of a button is only text: what does not parse is an id this version never drew.
		return undefined;
	}
}
