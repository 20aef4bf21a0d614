import { BackendError } from '#src/backends/backend-error.ts';
import type { OnAirState } from '#src/backends/roles.ts';
import type { Clock } from '#src/clock.ts';
import { readOrKnown } from './before-order.ts';
import { placeOf, type Station } from './station.ts';

/** A state younger than this is fresh: the radio server itself answers the same bytes for that long (AzuraCast's nginx cache). */
export const freshForMs = 15_000;

/** An order may go by what was known of a silent server for so long. */
const latelyMs = 60_000;

/** What is on at a station, as far as it is known. */
export interface Reading {
	state: OnAirState;
	/** When the server said so. */
	asOf: number;
	/** Set when a newer state was asked for in vain: `state` is the last one known. */
	trouble?: BackendError;
}

interface Entry {
	reading?: Reading;
	underWay?: Promise<OnAirState>;
}

/**
 * What is on the air, in memory, shared by all Discord servers and commands: one read of a radio server's station at a time,
 * and none while the state is fresh. A private station's state is shared by nobody who could not read it alone.
 */
export class OnAirStates {
	readonly #clock: Clock;
	readonly #entries = new Map<string, Entry>();

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	/** The last known state if there is one, without asking anybody. */
	known(station: Station): Reading | undefined {
		return this.#visible(station);
	}

	/** The state, not older than 15 s if the server answers; the last known one with its trouble if it does not. */
	async read(station: Station): Promise<Reading> {
		const known = this.#visible(station);
		if (known !== undefined && this.isFresh(station, known)) return known;
		try {
			return await this.refresh(station);
		} catch (error) {
			if (known === undefined || !(error instanceof BackendError)) throw error;
			return { ...known, trouble: error };
		}
	}

	/** The state as it is right now, past every cache: after something was done that must have changed it. */
	async readNow(station: Station): Promise<Reading> {
		return this.keep(station, await station.backend.onAir.read({ past: 'caches' }));
	}

	/**
	 * The state before an order: as it is right now; or as it was known within the last minute, where the server fails or is silent
	 * (`isOld`).
	 */
	async readForOrder(station: Station): Promise<Reading & { isOld: boolean }> {
		const reading = this.readNow(station).then((current) => ({ ...current, isOld: false }));
		return readOrKnown(this.#clock, reading, () => {
			const known = this.#knownLately(station);
			return known === undefined ? undefined : { ...known, isOld: true };
		});
	}

	#knownLately(station: Station): Reading | undefined {
		const known = this.#visible(station);
		return known !== undefined && this.#clock.now() - known.asOf <= latelyMs ? known : undefined;
	}

	/**
	 * Several stations at once. Stations of one radio server are read with one call where the server has such a call and two
	 * or more of them are due; what that call does not show (private stations) is read singly.
	 */
	async readAll(stations: readonly Station[]): Promise<Map<Station, Reading | BackendError>> {
		const due = stations.filter((station) => {
			const known = this.#visible(station);
			return known === undefined || !this.isFresh(station, known);
		});
		await Promise.all(
			[...Map.groupBy(due, (station) => station.backend.server).values()].map((group) =>
				this.#readServer(group),
			),
		);
		const readings = await Promise.all(
			stations.map(async (station): Promise<[Station, Reading | BackendError]> => {
				try {
					return [station, await this.read(station)];
				} catch (error) {
					if (error instanceof BackendError) return [station, error];
					throw error;
				}
			}),
		);
		return new Map(readings);
	}

	async #readServer(group: readonly Station[]): Promise<void> {
		const [first, second] = group;
		if (first?.backend.onAir.readServer === undefined || second === undefined) return;
		try {
			const states = await first.backend.onAir.readServer();
			for (const station of group) {
				const state = states.find(
					({ facts }) => facts.remoteId === station.remote || facts.shortName === station.remote,
				);
				if (state !== undefined) this.keep(station, state);
			}
		} catch (error) {
			// The single reads that follow meet the same trouble and tell it station by station.
			if (!(error instanceof BackendError)) throw error;
		}
	}

	/** Asks, fresh or not; joins a question that is under way. */
	protected async refresh(station: Station): Promise<Reading> {
		try {
			return await this.#fetch(station);
		} catch (error) {
			const known = this.#visible(station);
			if (known === undefined || !isForgotten(error)) throw error;
			// The server answers, and knows nothing any more of a station that it knew: it has been switched off for some minutes.
			return this.keep(station, { ...known.state, online: false, live: null, listeners: null });
		}
	}

	async #fetch(station: Station): Promise<Reading> {
		const entry = this.#entry(placeOf(station));
		const mine = entry.underWay === undefined;
		entry.underWay ??= station.backend.onAir.read().finally(() => {
			delete entry.underWay;
		});
		try {
			const state = await entry.underWay;
			if (mine || state.facts.isPublic) return this.keep(station, state);
		} catch (error) {
			// Somebody with another key, or none, asked first: what they may not see says nothing about this station.
			if (mine || !(error instanceof BackendError) || error.problem.kind === 'unreachable') throw error;
		}
		return this.keep(station, await station.backend.onAir.read());
	}

	/** Takes in what this station may see of itself: everything that is read comes through here. */
	protected keep(station: Station, state: OnAirState): Reading {
		const reading = { state, asOf: this.#clock.now() };
		this.#entry(state.facts.isPublic ? placeOf(station) : ownPlace(station)).reading = reading;
		return reading;
	}

	#visible(station: Station): Reading | undefined {
		const own = this.#entries.get(ownPlace(station))?.reading;
		const shared = this.#entries.get(placeOf(station))?.reading;
		return own !== undefined && (shared === undefined || own.asOf > shared.asOf) ? own : shared;
	}

	protected isFresh(_station: Station, reading: Reading): boolean {
		// What is from later than now was read before the clock was set back.
		return Math.abs(this.#clock.now() - reading.asOf) < freshForMs;
	}

	/** Forgets a station that is no more; what others share with it is forgotten only if nobody does any longer. */
	protected forget(station: Station, isShared: boolean): void {
		this.#entries.delete(ownPlace(station));
		if (!isShared) this.#entries.delete(placeOf(station));
	}

	#entry(place: string): Entry {
		const found = this.#entries.get(place) ?? {};
		this.#entries.set(place, found);
		return found;
	}
}

function isForgotten(error: unknown): boolean {
	return (
		error instanceof BackendError && error.problem.kind === 'not-found' && error.problem.what === 'record'
	);
}

const ownPlace = (station: Station) => `station ${station.id}`;
