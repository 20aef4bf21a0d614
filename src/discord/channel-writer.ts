import type { Logger } from 'pino';
import type { Clock } from '#src/clock.ts';
import type { Card } from './card.ts';
import { type ChannelApi, lineRights, marked } from './channel-api.ts';
import { ChannelLane, type Task } from './channel-lane.ts';
import type {
	Drawn,
	DrawnLine,
	Finding,
	LinePlace,
	LineResult,
	LineWriter,
	SendOptions,
	WriteResult,
	Writer,
} from './writing.ts';

/** A channel with more than this waiting is not going to catch up. */
const mostWaiting = 100;
const worthMs = 120_000;
/** An edit is worth making until a newer one takes its place, which it always does in the end. */
const forEver = Number.POSITIVE_INFINITY;
/** Discord takes about two changes of a topic in ten minutes; of a status it tells no limit. */
const lineDistanceMs = { topic: 5 * 60_000, 'voice-status': 15_000 } as const;
/** A line that is put back waits for Discord's ten minutes, and then some. */
const putBackMs = 15 * 60_000;

/**
 * The one way out for messages that nobody asked for by a command. One queue for each channel, none waiting for another; at
 * most one edit per five seconds and channel, drawn when it leaves, so that the newest state wins. A channel that refuses is
 * left alone for a while, and what Discord may mend is tried again with growing pauses.
 */
export class ChannelWriter implements Writer, LineWriter {
	readonly #api: ChannelApi;
	readonly #clock: Clock;
	readonly #log: Logger;
	readonly #random: () => number;
	readonly #lanes = new Map<string, ChannelLane>();
	readonly #closing = new AbortController();

	constructor(api: ChannelApi, clock: Clock, log: Logger, random: () => number = Math.random) {
		this.#api = api;
		this.#clock = clock;
		this.#log = log;
		this.#random = random;
	}

	async send(channelId: string, drawn: Drawn, options: SendOptions): Promise<WriteResult> {
		const { nonce, mark, ping, silent } = options;
		return this.#give(channelId, {
			kind: 'send',
			worthUntil: this.#clock.now() + (options.worthMs ?? worthMs),
			run: async () => {
				const card = await draw(drawn, mark);
				if (card === undefined) return { kind: 'unchanged' };
				return { kind: 'sent', messageId: await this.#api.send(channelId, card, nonce, { ping, silent }) };
			},
		});
	}

	async edit(channelId: string, messageId: string, drawn: Drawn, mark?: number): Promise<WriteResult> {
		return this.#give(channelId, {
			kind: 'edit',
			worthUntil: forEver,
			run: async () => {
				const card = await draw(drawn, mark);
				if (card === undefined) return { kind: 'unchanged' };
				await this.#api.edit(channelId, messageId, card);
				return { kind: 'sent', messageId };
			},
		});
	}

	async remove(channelId: string, messageId: string): Promise<WriteResult> {
		return this.#simple(channelId, messageId, () => this.#api.remove(channelId, messageId));
	}

	async pin(channelId: string, messageId: string): Promise<WriteResult> {
		return this.#simple(channelId, messageId, () => this.#api.pin(channelId, messageId));
	}

	async find(channelId: string, sought: { nonce: string; mark: number }): Promise<Finding> {
		let found: string | undefined;
		const result = await this.#simple(channelId, '', async () => {
			const messages = await this.#api.ownMessages(channelId);
			found = messages.find(({ nonce, mark }) => nonce === sought.nonce || mark === sought.mark)?.id;
		});
		if (result.kind !== 'sent' && result.kind !== 'unchanged') return result;
		return found === undefined ? { kind: 'not-found' } : { kind: 'found', messageId: found };
	}

	async directChannel(userId: string): Promise<string | undefined> {
		try {
			return await this.#api.directChannel(userId);
		} catch (error) {
			this.#log.debug({ err: error }, 'Somebody cannot be written to');
			return undefined;
		}
	}

	async setLine(channelId: string, place: LinePlace, drawn: DrawnLine): Promise<LineResult> {
		return this.#giveLine(channelId, place, { kind: 'edit', worthUntil: forEver }, drawn);
	}

	async putBack(
		channelId: string,
		place: LinePlace,
		line: string,
		over: readonly string[],
	): Promise<LineResult> {
		const how = { kind: 'other', worthUntil: this.#clock.now() + putBackMs } as const;
		return this.#giveLine(channelId, place, how, async (stands) =>
			stands === null || over.includes(stands) ? line : undefined,
		);
	}

	reopen(channelId: string): void {
		for (const lane of [channelId, `${channelId}/topic`, `${channelId}/voice-status`])
			this.#lanes.get(lane)?.reopen();
	}

	/** Takes nothing new; resolves when what was under way with Discord is done. What still waited is not taken. */
	async close(): Promise<void> {
		this.#closing.abort(new Error('The bot is stopping'));
		await Promise.all(Array.from(this.#lanes.values(), (lane) => lane.idle()));
	}

	async #simple(channelId: string, messageId: string, work: () => Promise<void>): Promise<WriteResult> {
		return this.#give(channelId, {
			kind: 'other',
			worthUntil: this.#clock.now() + worthMs,
			run: async () => {
				await work();
				return { kind: 'sent', messageId };
			},
		});
	}

	async #giveLine(
		channelId: string,
		place: LinePlace,
		how: Pick<Task, 'kind' | 'worthUntil'>,
		drawn: DrawnLine,
	): Promise<LineResult> {
		let stands = '';
		const run = async (): Promise<WriteResult> => {
			const line = await drawn(await this.#api.line(channelId, place));
			if (line === undefined) return { kind: 'unchanged' };
			stands = await this.#api.setLine(channelId, place, line);
			return { kind: 'sent', messageId: '' };
		};
		const result = await this.#give(channelId, { ...how, run }, place);
		return result.kind === 'sent' ? { kind: 'sent', stands } : result;
	}

	#give(channelId: string, task: Omit<Task, 'done'>, place?: LinePlace): Promise<WriteResult> {
		if (this.#closing.signal.aborted) return Promise.resolve({ kind: 'not-taken' });
		const lane = this.#lane(channelId, place);
		if (lane.waiting >= mostWaiting) {
			this.#log.warn({ channelId }, 'Too many messages wait for a channel');
			return Promise.resolve({ kind: 'not-taken' });
		}
		return new Promise((resolve) => {
			lane.add({ ...task, done: resolve });
		});
	}

	/** A line has a queue of its own: it waits for minutes, and no message is to wait with it. */
	#lane(channelId: string, place?: LinePlace): ChannelLane {
		const key = place === undefined ? channelId : `${channelId}/${place}`;
		const known = this.#lanes.get(key);
		if (known !== undefined) return known;
		const lane = new ChannelLane({
			clock: this.#clock,
			random: this.#random,
			closing: this.#closing.signal,
			...(place === undefined ? {} : { editDistanceMs: lineDistanceMs[place] }),
			problemOf: (error) => this.#api.problemOf(error, channelId, place && lineRights[place]),
			onProblem: (problem) => {
				const err = 'error' in problem ? problem.error : undefined;
				// To wait for one's turn is daily life of a bot on many servers.
				const level = problem.kind === 'rate-limited' ? 'debug' : 'warn';
				this.#log[level]({ channelId, problem: problem.kind, err }, 'A message did not reach its channel');
			},
		});
		this.#lanes.set(key, lane);
		return lane;
	}
}

async function draw(drawn: Drawn, mark: number | undefined): Promise<Card | undefined> {
	const card = typeof drawn === 'function' ? await drawn() : drawn;
	return card === undefined || mark === undefined ? card : marked(card, mark);
}
