import type { Act, Actor, LoopbackMessage } from '#demo/discord/loopback-discord.ts';
import { customIdOf } from '#demo/discord/read-message.ts';
import type { StormStage } from './storm-stage.ts';

type People = Pick<StormStage, 'discord' | 'people'>;

/** One interaction, from its leaving the loopback. */
export interface Struck {
	/** In milliseconds, until Discord heard of it; undefined if it was not acknowledged within three seconds. */
	ackMs: number | undefined;
	kind: 'command' | 'suggestions';
	/** Of what is answered later than it is acknowledged. */
	act: Act | undefined;
}

export type Strike = (turn: number) => Promise<Struck>;

const typed = ['s', 'sl', 'slo', 'slow', 'n', 'no', 'nor', 'l', 'mara', 'qu'];

/** As many of the first people of the first servers as press faster than the bot lets them. */
export const flooders = 5;
/** Of all turns, one in so many is a flooder's. */
const floodEvery = 100;

/**
 * What people do, in turn: of twenty, seven ask what is on or which stations there are, three for help, five type, three press a
 * button, and two ask for what the radio server has to be asked for. Everybody takes their turn, so nobody but the flooders gets
 * near the bot's limits. `cards` are messages with a button "Refresh", one for each Discord server.
 */
export function stormMix({ discord, people }: People, cards: readonly LoopbackMessage[]): Strike {
	const command = (by: Actor, name: string) => acknowledged(() => discord.command(by, name));
	const suggestions = (by: Actor, round: number) =>
		suggested(() => discord.autocomplete(by, 'request', { song: at(typed, round) }, 'song'));
	const press = (by: Actor, guild: number) => {
		const card = at(cards, guild);
		return acknowledged(() => discord.press(by, card.id, customIdOf(card, 'Refresh')));
	};
	type Deed = (by: Actor, round: number, guild: number) => Promise<Struck>;
	const run =
		(name: string): Deed =>
		(by) =>
			command(by, name);
	const type: Deed = (by, round) => suggestions(by, round);
	const refresh: Deed = (by, _, guild) => press(by, guild);
	const deeds: readonly Deed[] = [
		run('nowplaying'),
		type,
		run('stations'),
		refresh,
		run('help'),
		type,
		run('nowplaying'),
		run('queue'),
		run('stations'),
		type,
		run('nowplaying'),
		refresh,
		run('help'),
		type,
		run('nowplaying'),
		run('history'),
		run('help'),
		type,
		refresh,
		run('stations'),
	];
	return (turn) => {
		if (turn % floodEvery === floodEvery - 1) {
			const which = Math.floor(turn / floodEvery) % flooders;
			return command(at(at(people, which), 0), 'queue');
		}
		const guild = turn % people.length;
		const round = Math.floor(turn / people.length);
		// Neighbouring turns of a server are of different people, and each of them does everything in time.
		return at(deeds, turn + round * 7)(at(at(people, guild), round), round, guild);
	};
}

/** A card for each Discord server, with a button "Refresh". */
export async function drawCards({ discord, people }: People): Promise<LoopbackMessage[]> {
	const cards: LoopbackMessage[] = [];
	for (const [by] of people) {
		if (by === undefined) throw new Error('A server has no people');
		const answer = await discord.command(by, 'nowplaying').answer();
		if (answer.kind !== 'message') throw new Error('/nowplaying was not answered with a message');
		cards.push(answer.message);
	}
	return cards;
}

async function acknowledged(start: () => Act): Promise<Struck> {
	const act = start();
	const leftAt = performance.now();
	const heard = act.acknowledged().then(
		() => performance.now() - leftAt,
		() => undefined,
	);
	return { kind: 'command', act, ackMs: await heard };
}

async function suggested(start: () => Promise<unknown>): Promise<Struck> {
	const choices = start();
	const leftAt = performance.now();
	const heard = choices.then(
		() => performance.now() - leftAt,
		() => undefined,
	);
	return { kind: 'suggestions', act: undefined, ackMs: await heard };
}

function at<T>(all: readonly T[], turn: number): T {
	const found = all[turn % all.length];
	if (found === undefined) throw new Error('There is nothing to pick from');
	return found;
}
