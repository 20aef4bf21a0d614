import type { Act, LoopbackMessage } from '#demo/discord/loopback-discord.ts';
import { customIdOf } from '#demo/discord/read-message.ts';
import type { Stage } from './stage.ts';

/** What people typed before: the bot has these suggestions in memory, as it has for most of what is typed. */
const typed = ['s', 'sl', 'slo', 'slow', 'n', 'no', 'nor', 'l'];

/** One thing done, in milliseconds from the interaction's leaving the loopback to the acknowledgement's arrival there. */
export type Deed = (turn: number) => Promise<number>;

/** Three commands, suggestions and a button, in turn. `cards` are messages of the bot's with a button "Refresh". */
export function everydayMix({ discord, listener }: Stage, cards: readonly LoopbackMessage[]): Deed {
	const deeds: ((round: number) => () => Promise<unknown>)[] = [
		() => acknowledgementOf(discord.command(listener, 'nowplaying')),
		(round) => {
			const choices = discord.autocomplete(listener, 'request', { song: pick(typed, round) }, 'song');
			return async () => choices;
		},
		() => acknowledgementOf(discord.command(listener, 'queue')),
		(round) => {
			const card = pick(cards, round);
			return acknowledgementOf(discord.press(listener, card.id, customIdOf(card, 'Refresh')));
		},
		() => acknowledgementOf(discord.command(listener, 'help')),
	];
	return async (turn) => {
		const acknowledged = pick(deeds, turn)(Math.floor(turn / deeds.length));
		// The loopback's own latency is in whole milliseconds. The packet left within the call above.
		const leftAt = performance.now();
		await acknowledged();
		return performance.now() - leftAt;
	};
}

const acknowledgementOf = (act: Act) => async () => act.acknowledged();

function pick<T>(all: readonly T[], turn: number): T {
	const found = all[turn % all.length];
	if (found === undefined) throw new Error('There is nothing to pick from');
	return found;
}
