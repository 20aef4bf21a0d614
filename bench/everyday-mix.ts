import type { Act, LoopbackMessage } from '#demo/discord/loopback-discord.ts';
import { customIdOf } from '#demo/discord/read-message.ts';
import type { Stage } from './stage.ts';

/** What people typed before: the bot has these suggestions in memory, as it has for most of what is typed. */
const typed = ['s', 'sl', 'slo', 'slow', 'n', 'no', 'nor', 'l'];

/** One thing done, in milliseconds from the interaction's leaving the loopback to Discord's hearing of it. */
export interface Done {
	/** Suggestions cannot be deferred: what is heard of them is the answer itself. */
	kind: 'acknowledged' | 'suggested';
	ms: number;
}

export type Deed = (turn: number) => Promise<Done>;

/** Three commands, suggestions and a button, in turn. `cards` are messages of the bot's with a button "Refresh". */
export function everydayMix({ discord, listener }: Stage, cards: readonly LoopbackMessage[]): Deed {
	const suggestions = (round: number) => {
		const choices = discord.autocomplete(listener, 'request', { song: pick(typed, round) }, 'song');
		return async () => choices;
	};
	const deeds: ((round: number) => () => Promise<unknown>)[] = [
		() => acknowledgementOf(discord.command(listener, 'nowplaying')),
		suggestions,
		() => acknowledgementOf(discord.command(listener, 'stations')),
		(round) => {
			const card = pick(cards, round);
			return acknowledgementOf(discord.press(listener, card.id, customIdOf(card, 'Refresh')));
		},
		() => acknowledgementOf(discord.command(listener, 'help')),
	];
	return async (turn) => {
		const deed = pick(deeds, turn);
		const acknowledged = deed(Math.floor(turn / deeds.length));
		// The loopback's own latency is in whole milliseconds. The packet left within the call above.
		const leftAt = performance.now();
		await acknowledged();
		return { kind: deed === suggestions ? 'suggested' : 'acknowledged', ms: performance.now() - leftAt };
	};
}

const acknowledgementOf = (act: Act) => async () => act.acknowledged();

function pick<T>(all: readonly T[], turn: number): T {
	const found = all[turn % all.length];
	if (found === undefined) throw new Error('There is nothing to pick from');
	return found;
}
