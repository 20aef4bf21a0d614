import { BackendError } from '#src/backends/backend-error.ts';
import type { AdministrationRole, HostUpdates } from '#src/backends/roles/administration.ts';
import type { Clock } from '#src/clock.ts';
import { adminPlace } from './admin-place.ts';
import { type Read, Remembered } from './remembered.ts';
import type { Station } from './station.ts';

/** The radio server asks its makers each time, and writes down what they said. */
const checkLifeMs = 60 * 60_000;
/** Loading a release takes minutes on a slow line, and while it lasts the server answers as ever. */
export const downLimitMs = 12 * 60_000;
/** After this nobody waits any longer. */
export const updateLimitMs = 20 * 60_000;
const lookEveryMs = 3_000;
/** One missing answer is a hiccup. */
const missesUntilDown = 2;
/** A server that has just come up may answer a while before it tells its version. */
const versionTries = 5;

/** How far an update is. Moments; null for what has not been seen. */
export interface UpdateProgress {
	orderedAt: number;
	/** The order was sent and no answer came: it may not have arrived. */
	answerLost: boolean;
	downAt: number | null;
	upAt: number | null;
	/** Version before; null if the server did not tell. */
	before: string | null;
}

export type UpdateOutcome =
	| ({
			kind: /** Another version runs, or there is nothing newer any more where there was. */
				| 'updated'
				/** It went down, came back, and is what it was. */
				| 'same'
				/** It came back, and which version runs is not known. */
				| 'back'
				/** It answered all the time. */
				| 'never-down'
				/** It went down and did not come back in time. */
				| 'never-back';
			after: string | null;
			endedAt: number;
	  } & UpdateProgress)
	/** Somebody has ordered one already, and it is still being watched. */
	| { kind: 'under-way'; since: number };

type Administration = Pick<AdministrationRole, 'updates' | 'update' | 'version' | 'answers'>;

/** Updates of radio servers: looks whether there is one, orders it once, and follows the server down and up again. */
export class Updating {
	readonly #clock: Clock;
	readonly #checks: Remembered<HostUpdates>;
	readonly #orderedAt = new Map<string, number>();

	constructor(clock: Clock) {
		this.#clock = clock;
		this.#checks = new Remembered(clock, checkLifeMs);
	}

	/** Whether there is anything newer; remembered for an hour unless it has to be `fresh`. */
	async check(
		station: Station,
		administration: Pick<AdministrationRole, 'updates'>,
		fresh = false,
	): Promise<Read<HostUpdates>> {
		return this.#checks.get(adminPlace(station), () => administration.updates(), fresh);
	}

	/**
	 * Orders the update and tells `onStep` each time something changes. Throws the BackendError of an order that was certainly not
	 * taken.
	 */
	async update(
		station: Station,
		administration: Administration,
		onStep: (progress: UpdateProgress) => Promise<void>,
	): Promise<UpdateOutcome> {
		const { server } = station.backend;
		const since = this.#orderedAt.get(server);
		if (since !== undefined) return { kind: 'under-way', since };
		this.#orderedAt.set(server, this.#clock.now());
		try {
			const wasBehind = this.#checks.peek(adminPlace(station))?.value.available === true;
			const before = await this.#version(administration);
			const orderedAt = this.#clock.now();
			const answerLost = await isLost(administration.update());
			this.#checks.forget(adminPlace(station));
			const ordered = { orderedAt, answerLost, downAt: null, upAt: null, before };
			await onStep(ordered);
			return await this.#follow(administration, ordered, wasBehind, onStep);
		} finally {
			this.#orderedAt.delete(server);
		}
	}

	async #follow(
		administration: Administration,
		ordered: UpdateProgress,
		wasBehind: boolean,
		onStep: (progress: UpdateProgress) => Promise<void>,
	): Promise<UpdateOutcome> {
		const end = ordered.orderedAt + updateLimitMs;
		const firstMiss = await this.#until(
			ordered.orderedAt + downLimitMs,
			administration,
			(misses) => misses.length >= missesUntilDown,
		);
		if (firstMiss === undefined) return this.#close(administration, ordered, 'never-down', wasBehind);
		const down = { ...ordered, downAt: firstMiss };
		await onStep(down);
		const back = await this.#until(end, administration, (misses) => misses.length === 0);
		if (back === undefined) return { kind: 'never-back', ...down, after: null, endedAt: this.#clock.now() };
		const up = { ...down, upAt: this.#clock.now() };
		await onStep(up);
		return this.#close(administration, up, 'same', wasBehind);
	}

	/** Looks until it is enough; the moment of the first of the last misses, or of this look. Undefined when the time is over. */
	async #until(
		end: number,
		administration: Administration,
		enough: (misses: number[]) => boolean,
	): Promise<number | undefined> {
		let misses: number[] = [];
		while (this.#clock.now() < end) {
			await this.#clock.sleep(lookEveryMs);
			const at = this.#clock.now();
			misses = (await administration.answers()) ? [] : [...misses, at];
			if (enough(misses)) return misses[0] ?? at;
		}
		return undefined;
	}

	/** Which version runs now, and so what became of the order. `otherwise`: if it is the one that ran before. */
	async #close(
		administration: Administration,
		progress: UpdateProgress,
		otherwise: 'never-down' | 'same',
		wasBehind: boolean,
	): Promise<UpdateOutcome> {
		const { before, upAt } = progress;
		let after = await this.#version(administration, 'caches');
		for (let tries = 1; after === null && upAt !== null && tries < versionTries; tries++) {
			await this.#clock.sleep(lookEveryMs);
			after = await this.#version(administration, 'caches');
		}
		const end = () => ({ ...progress, after, endedAt: this.#clock.now() });
		if (before !== null && after !== null && before !== after) return { kind: 'updated', ...end() };
		if (otherwise === 'never-down') return { kind: 'never-down', ...end() };
		// Rolling releases keep the number: whether anything is left to be had tells.
		if (wasBehind && (await isCurrent(administration))) return { kind: 'updated', ...end() };
		return { kind: before === null || after === null ? 'back' : 'same', ...end() };
	}

	async #version(administration: Administration, past?: 'caches'): Promise<string | null> {
		try {
			return await administration.version(past === undefined ? {} : { past });
		} catch (error) {
			// Not to know it is no reason to leave the update alone, nor one to say nothing about it.
			if (error instanceof BackendError) return null;
			throw error;
		}
	}
}

/** False if the order was taken, true if its answer got lost; throws where it was certainly not taken. */
async function isLost(order: Promise<void>): Promise<boolean> {
	try {
		await order;
		return false;
	} catch (error) {
		if (error instanceof BackendError && error.perhapsDone) return true;
		throw error;
	}
}

async function isCurrent(administration: Administration): Promise<boolean> {
	try {
		return !(await administration.updates()).available;
	} catch (error) {
		// What the server cannot tell is not claimed.
		if (error instanceof BackendError) return false;
		throw error;
	}
}
