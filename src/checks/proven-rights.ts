import { z } from 'zod';
import { BackendError, problemKind } from '#src/backends/backend-error.ts';
import type { NeededRight, RightReport, RightState } from '#src/backends/roles/key-check.ts';
import type { RoleUse } from '#src/backends/roles.ts';
import type { Clock } from '#src/clock.ts';
import type { Station } from '#src/stations/station.ts';
import { rightName } from './needed-rights.ts';

const proof = z.object({
	/** Another key in its place begins anew. */
	tail: z.string(),
	at: z.number(),
	state: z.enum(['granted', 'missing', 'feature-off']),
});

/** What was found out of a station's rights by something else than a read, by the name of the right: for the store. */
export const provenRightsSchema = z.record(z.string(), proof);
type Proofs = z.output<typeof provenRightsSchema>;

/** By the id of the station. A namespace of the store fits. */
export interface ProofMemory {
	get(stationId: string): Promise<Proofs | undefined>;
	set(stationId: string, value: Proofs): Promise<void>;
}

/** What an attempt showed; with the error where it showed nothing. */
export interface ProofOutcome {
	needed: NeededRight;
	state: RightState;
	error: BackendError | null;
}

/**
 * Rights that no read shows. What needs one of them is off until it was proven: by trying it on somebody's word, or by having done
 * what needs it. A refusal takes the proof away again, and so does another key.
 */
export class ProvenRights {
	readonly #memory: ProofMemory;
	readonly #clock: Clock;

	constructor(memory: ProofMemory, clock: Clock) {
		this.#memory = memory;
		this.#clock = clock;
	}

	/** Of the rights that a use needs, those that have to be proven and are not: while there are any, it is off. */
	async unproven(station: Station, use: RoleUse): Promise<NeededRight[]> {
		const needed = provable(station, use);
		if (needed.length === 0) return [];
		const known = await this.#known(station);
		return needed.filter(({ key, right }) => known[rightName(key, right)]?.state !== 'granted');
	}

	/** Tries every right of the station that no read shows, one after the other. Never throws a BackendError. */
	async prove(station: Station): Promise<ProofOutcome[]> {
		const role = station.backend.keyCheck?.proof;
		const outcomes: ProofOutcome[] = [];
		for (const needed of role?.rights ?? []) {
			if (role === undefined || !station.keys.has(needed.key)) continue;
			try {
				const state = await role.prove(needed);
				await this.#learn(station, [needed], state);
				outcomes.push({ needed, state, error: null });
			} catch (error) {
				if (!(error instanceof BackendError)) throw error;
				outcomes.push({ needed, state: 'unproven', error });
			}
		}
		return outcomes;
	}

	/** Does what needs the rights of a use, and takes from it what it shows about them. */
	async using<T>(station: Station, use: RoleUse, work: () => Promise<T>): Promise<T> {
		const needed = provable(station, use);
		try {
			const result = await work();
			await this.#learn(station, needed, 'granted');
			return result;
		} catch (error) {
			const kind = problemKind(error);
			if (kind === 'right-missing') await this.#learn(station, needed, 'missing');
			if (kind === 'feature-off') await this.#learn(station, needed, 'feature-off');
			throw error;
		}
	}

	/** A report about a right, with what was found out otherwise. */
	async complete(station: Station): Promise<(key: NeededRight['key'], report: RightReport) => RightReport> {
		const known = station.backend.keyCheck?.proof === undefined ? {} : await this.#known(station);
		return (key, report) => {
			const found = known[rightName(key, report.right)];
			if (found === undefined || report.state !== 'unproven') return report;
			const { unproven: _, ...rest } = report;
			return { ...rest, state: found.state, provenAt: found.at };
		};
	}

	async #learn(station: Station, needed: readonly NeededRight[], state: RightState): Promise<void> {
		if (needed.length === 0 || state === 'unproven') return;
		const learned = { ...(await this.#known(station)) };
		for (const { key, right } of needed)
			learned[rightName(key, right)] = { tail: station.keys.get(key) ?? '', at: this.#clock.now(), state };
		await this.#memory.set(station.id, learned);
	}

	/** Of the keys that the station has now. */
	async #known(station: Station): Promise<Proofs> {
		const all = (await this.#memory.get(station.id)) ?? {};
		return Object.fromEntries(
			Object.entries(all).filter(([name, { tail }]) =>
				[...station.keys].some(([key, own]) => name.startsWith(`${key}/`) && own === tail),
			),
		);
	}
}

/** The rights of a use that only a proof shows. */
function provable({ backend }: Station, use: RoleUse): NeededRight[] {
	const { keyCheck } = backend;
	const names = new Set(keyCheck?.proof?.rights.map(({ key, right }) => rightName(key, right)));
	return (keyCheck?.rightsFor(use) ?? []).filter(({ key, right }) => names.has(rightName(key, right)));
}
