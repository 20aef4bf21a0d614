import type { Station } from './station.ts';

/** Every station of every Discord server this process serves. In memory: a level check must never wait. */
export class StationDirectory {
	readonly #byGuild = new Map<string, Station[]>();
	readonly #watchers = new Set<() => void>();

	constructor(stations: Iterable<Station> = []) {
		for (const station of stations) this.put(station);
	}

	/** Adds a station, or replaces the one with its id in its place. */
	put(station: Station): void {
		const stations = this.of(station.guildId);
		const known = stations.some(({ id }) => id === station.id);
		const after = known
			? stations.map((other) => (other.id === station.id ? station : other))
			: [...stations, station];
		this.#byGuild.set(station.guildId, after);
		this.#tell();
	}

	remove(guildId: string, stationId: string): void {
		this.#byGuild.set(
			guildId,
			this.of(guildId).filter(({ id }) => id !== stationId),
		);
		this.#tell();
	}

	/** Calls `watcher` whenever a station came, went or was replaced, until the returned function is called. */
	onChange(watcher: () => void): () => void {
		this.#watchers.add(watcher);
		return () => this.#watchers.delete(watcher);
	}

	/** The stations of one Discord server, in the order they were added. */
	of(guildId: string): readonly Station[] {
		return this.#byGuild.get(guildId) ?? [];
	}

	find(guildId: string, stationId: string): Station | undefined {
		return this.of(guildId).find((station) => station.id === stationId);
	}

	all(): Station[] {
		return [...this.#byGuild.values()].flat();
	}

	#tell(): void {
		for (const watcher of this.#watchers) watcher();
	}
}
