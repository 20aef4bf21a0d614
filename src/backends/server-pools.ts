import { Pool } from 'undici8';
import type { Outgoing } from './exchange.ts';

/** For requests that are under way when everything is closed. Real time: a socket knows no other. */
const lastWordsMs = 500;
/**
 * To each server, opened when they are needed: enough for a page of media and some quick reads side by side, and gentle on a small one.
 * Apart, so that slow reads that fill all of theirs hold up no order, and an upload no other order.
 */
const connectionsFor = { reads: 6, orders: 3, uploads: 2 } as const;
type Lane = keyof typeof connectionsFor;

/** The open connections to all radio servers. */
export class ServerPools {
	readonly #options: Pool.Options;
	readonly #pools = new Map<string, Pool>();

	/** @param options of every connection */
	constructor(options: Pool.Options) {
		this.#options = options;
	}

	/** Those on which such a request goes. */
	for(request: Outgoing): Pool {
		const { origin } = request.url;
		const lane = laneOf(request);
		const name = `${lane} ${origin}`;
		let pool = this.#pools.get(name);
		if (pool === undefined) {
			pool = new Pool(origin, { ...this.#options, connections: connectionsFor[lane] });
			this.#pools.set(name, pool);
		}
		return pool;
	}

	/** Lets running requests finish, though not until the deadline of one that nobody answers, and closes every connection. */
	async close(): Promise<void> {
		const pools = [...this.#pools.values()];
		this.#pools.clear();
		const over = new AbortController();
		await Promise.race([Promise.all(pools.map((pool) => pool.close())), pause(lastWordsMs, over.signal)]);
		over.abort();
		await Promise.all(pools.map((pool) => pool.destroy()));
	}
}

function laneOf({ method, body }: Outgoing): Lane {
	if (method === 'GET') return 'reads';
	return typeof body === 'object' && 'content' in body ? 'uploads' : 'orders';
}

/** Ends early, and well, when `signal` does. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		const timer = setTimeout(resolve, ms);
		signal.addEventListener('abort', () => {
			clearTimeout(timer);
			resolve();
		});
	});
}
