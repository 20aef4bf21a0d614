import {
	type IIdentifyThrottler,
	type IShardingStrategy,
	SimpleIdentifyThrottler,
	SimpleShardingStrategy,
	Status,
	type WebSocketOptions,
} from 'discord.js';
import type { IdentifyBudget } from './identify-budget.ts';
import type { IdentifyTurns } from './identify-turns.ts';

type WSWebSocketManager = Parameters<NonNullable<WebSocketOptions['buildStrategy']>>[0];

/** Any code but 1000 and 1001, with which Discord would forget the session. */
const keepsSession = 4200;

/**
 * The way to discord.js's connections, by the two hooks that it has for that: who may identify when, and what to do about a
 * connection that is stuck. discord.js's own `destroy` and `login` would leave a client that calls itself destroyed for ever.
 */
export class GatewayLine {
	readonly #budget: IdentifyBudget;
	readonly #turns: IdentifyTurns | undefined;
	#manager: WSWebSocketManager | undefined;

	/** @param turns of all processes of the bot, where there are several */
	constructor(budget: IdentifyBudget, turns: IdentifyTurns | undefined) {
		this.#budget = budget;
		this.#turns = turns;
	}

	/** For the client's `ws` options. */
	get options() {
		return {
			buildStrategy: (manager: WSWebSocketManager): IShardingStrategy => {
				this.#manager = manager;
				return new SimpleShardingStrategy(manager);
			},
			buildIdentifyThrottler: (manager: WSWebSocketManager) => this.#throttler(manager),
		};
	}

	/**
	 * No connection comes back after this. One that discord.js waits for in the moment of its end would, half a second later, in
	 * spite of it; and the end of such a one never resolves.
	 */
	end(): void {
		if (this.#manager !== undefined) this.#manager.options.retrieveSessionInfo = () => new Promise(() => {});
	}

	/** The next connection of this shard identifies instead of resuming. */
	async forgetSession(shard: number): Promise<void> {
		await this.#manager?.options.updateSessionInfo(shard, null);
	}

	/**
	 * Makes all connections anew. The session is kept, and resumed, but for shards that could not resume: theirs is forgotten.
	 * Nothing is cut where discord.js waits for a first answer: it gives such a connection up by itself, and one that is cut in
	 * that moment would come back a second time.
	 */
	async reconnect(states: readonly { id: number; status: number }[]): Promise<void> {
		const manager = this.#manager;
		if (manager === undefined) return;
		for (const { id, status } of states) if (status !== Status.Ready) await this.forgetSession(id);
		if (states.some(({ status }) => status !== Status.Ready && status !== Status.Resuming)) return;
		const kept = await Promise.all(
			states.map(async ({ id }) => ({ id, session: await manager.options.retrieveSessionInfo(id) })),
		);
		await manager.destroy({ code: keepsSession, reason: 'Nothing was heard for a while' });
		for (const { id, session } of kept) await manager.options.updateSessionInfo(id, session);
		await manager.connect();
	}

	async #throttler(manager: WSWebSocketManager): Promise<IIdentifyThrottler> {
		const { session_start_limit: limit } = await manager.fetchGatewayInformation();
		const pace = new SimpleIdentifyThrottler(limit.max_concurrency);
		return {
			waitForIdentify: async (shard, signal) => {
				await this.#budget.spend(shard, signal);
				await pace.waitForIdentify(shard, signal);
				await this.#turns?.wait(shard, limit.max_concurrency, signal);
			},
		};
	}
}
