import type { Settings } from '#config/settings.ts';
import type { Shards } from '#config/shards.ts';

/** Discord's own rule for which shard a server is on; what is in no server is on shard 0. */
export function shardOf(guildId: string, count: number): number {
	return Number((BigInt(guildId) >> 22n) % BigInt(count));
}

/** The part of the bot that a process is: everything, or the Discord servers of some shards. */
export class Part {
	/**
	 * In the store, among the processes that share the work: `0` for one that does all, `16x0-1-7` for the shards 0, 1 and 7 of 16.
	 * The next process with the same shards has the same name.
	 */
	readonly name: string;
	readonly #count: number;
	/** Undefined: all of them, however many that are. */
	readonly shards: Shards | undefined;
	/** Undefined: all of them. */
	readonly #own: ReadonlySet<number> | undefined;

	constructor(shards: Shards | undefined) {
		const isAll = shards === undefined || shards.own.length === shards.count;
		this.name = isAll ? '0' : `${shards.count}x${shards.own.join('-')}`;
		this.shards = isAll ? undefined : shards;
		this.#count = shards?.count ?? 1;
		this.#own = isAll ? undefined : new Set(shards.own);
	}

	/** Whether a Discord server is this process's. */
	serves(guildId: string): boolean {
		return this.#own === undefined || this.#own.has(shardOf(guildId, this.#count));
	}

	/** Whether a Discord server may be this part's and the other's. Shards of another count cut through all of these. */
	overlaps(other: Shards | undefined): boolean {
		if (other === undefined || this.#own === undefined || other.count !== this.#count) return true;
		return other.own.some((shard) => this.#own?.has(shard));
	}

	/** The same for what the store keeps under `<Discord server>/…`. */
	readonly servesKey = (key: string): boolean => {
		const [guildId = ''] = key.split('/', 1);
		return !/^\d{1,20}$/.test(guildId) || this.serves(guildId);
	};

	/** Commands belong to the bot as a whole: one process registers them. */
	get registersCommands(): boolean {
		return this.#own?.has(0) ?? true;
	}

	/** The namespace for what each process keeps for itself, such as how a radio server is: the plain name for one that does all. */
	place(name: string): string {
		return this.#own === undefined ? name : `${name}-${this.name}`;
	}
}

/** The settings without the declared stations of Discord servers that other processes serve. */
export function ownSettings(settings: Settings): Settings {
	const part = new Part(settings.shards);
	return { ...settings, stations: settings.stations.filter(({ guildId }) => part.serves(guildId)) };
}
