import type { BackendProblem } from '#src/backends/backend-error.ts';
import type { LiveFeed, LiveFeedEvents } from '#src/backends/live-feed.ts';
import { fits, isShortName } from './address-of-push.ts';
import { type ConnectionParts, LiveConnection } from './connection.ts';

export type FeedParts = Omit<ConnectionParts, 'publication' | 'skipped' | 'changed'>;

/**
 * The push of one AzuraCast for any number of its stations: over one connection as long as their names fit into its address,
 * and over as many as are needed beyond.
 */
export class AzuraCastFeed implements LiveFeed {
	readonly #parts: FeedParts;
	readonly #events: LiveFeedEvents;
	readonly #ending = new Set<Promise<void>>();
	#connections: LiveConnection[] = [];
	#wanted: ReadonlySet<string> = new Set();
	#told: 'open' | 'lost' | undefined;

	constructor(parts: FeedParts, events: LiveFeedEvents) {
		this.#parts = parts;
		this.#events = events;
	}

	follow(shortNames: readonly string[]): void {
		this.#wanted = new Set(shortNames.filter(isShortName));
		for (const connection of this.#connections)
			if (!connection.shortNames.some((name) => this.#wanted.has(name))) this.#drop(connection);
		const followed = new Set(this.#connections.flatMap(({ shortNames: names }) => names));
		const fresh = [...this.#wanted].filter((name) => !followed.has(name));
		// A name that nobody wants any more stays in its connection, unheard, until that is made anew for a reason.
		for (const connection of fresh.length === 0 ? [] : this.#connections) {
			const kept = connection.shortNames.filter((name) => this.#wanted.has(name));
			const more = this.#takeFitting(kept, fresh);
			if (more.length === kept.length) continue;
			this.#drop(connection);
			this.#open(more);
		}
		while (fresh.length > 0) {
			const names = this.#takeFitting([], fresh);
			// A single name always fits; without this a mistake in that would never end.
			this.#open(names.length > 0 ? names : fresh.splice(0, 1));
		}
		// The one that was lost may be the one that is gone.
		if (this.#told === 'lost' && this.#connections.length > 0) this.#tell();
	}

	async close(): Promise<void> {
		this.#wanted = new Set();
		for (const connection of this.#connections) this.#drop(connection);
		await Promise.all(this.#ending);
	}

	/** `names` with as many of `fresh` as there is room for; those are taken out of `fresh`. */
	#takeFitting(names: readonly string[], fresh: string[]): string[] {
		const taken = [...names];
		for (let next = fresh[0]; next !== undefined; next = fresh[0]) {
			if (!fits(this.#parts.address, [...taken, next])) break;
			taken.push(next);
			fresh.shift();
		}
		return taken;
	}

	#open(shortNames: readonly string[]): void {
		const connection: LiveConnection = new LiveConnection(shortNames, {
			...this.#parts,
			publication: ({ shortName, state, replayed }) => {
				if (this.#isMine(connection) && this.#wanted.has(shortName))
					this.#events.state(shortName, state, replayed);
			},
			skipped: () => this.#events.skipped?.(),
			changed: (why) => {
				if (this.#isMine(connection)) this.#tell(why);
			},
		});
		this.#connections.push(connection);
	}

	#isMine(connection: LiveConnection): boolean {
		return this.#connections.includes(connection);
	}

	#drop(connection: LiveConnection): void {
		this.#connections = this.#connections.filter((other) => other !== connection);
		const ending = connection.close().finally(() => this.#ending.delete(ending));
		this.#ending.add(ending);
	}

	/** One that is being opened on purpose is no loss; one that failed is, for all. */
	#tell(why?: BackendProblem): void {
		if (why !== undefined) {
			if (this.#told === 'lost') return;
			this.#told = 'lost';
			this.#events.connection('lost', why);
		} else if (this.#told !== 'open' && this.#connections.every(({ isOpen }) => isOpen)) {
			this.#told = 'open';
			this.#events.connection('open');
		}
	}
}
