import type { Station } from './station.ts';

/** Every station of every Discord server this process serves. In memory: a level check must never wait. */
export class StationDirectory {
	readonly #byGuild = new Map<string, Station[]>();

	constructor(stations: Iterable<Station> = []) {
		for (const station of stations) this.put(station);
	}

	/** Adds a station, or replaces the one with its id. */
	put(station: Station): void {
		const others = this.of(station.guildId).filter((other) => other.id !== station.id);
		this.#byGuild.set(station.guildId, [...others, station]);
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
}
