import type { Clock } from '#src/clock.ts';
import { ServerTurns } from '#src/server-turns.ts';
import type { Station } from '#src/stations/station.ts';
import { type CheckChange, type LastCheck, learn } from './last-check.ts';
import type { StationReport } from './station-report.ts';

/** What was known after the last check, by the id of the station. A namespace of the store fits. */
export interface CheckMemory {
	get(stationId: string): Promise<LastCheck | undefined>;
	set(stationId: string, value: LastCheck): Promise<void>;
}

export interface CheckWatchParts {
	/** All stations whose keys are watched. */
	stations: () => readonly Station[];
	check: (station: Station) => Promise<StationReport>;
	memory: CheckMemory;
	clock: Clock;
	/** Told once of each change; awaited, so that a check is not over before. */
	onChange: (station: Station, changes: readonly CheckChange[]) => Promise<void> | void;
	/** A check, the memory or `onChange` failed. */
	onError: (station: Station, error: unknown) => void;
	/** From 0 to 1, for spreading the checks over the day. */
	random?: () => number;
}

const tickMs = 60_000;
const hourMs = 60 * tickMs;
const dayMs = 24 * hourMs;

/** Looks at the keys of all stations once a day and after a refusal, and tells what has changed since the last time. */
export class CheckWatch {
	readonly #parts: CheckWatchParts;
	readonly #random: () => number;
	readonly #underWay = new Map<string, Promise<StationReport>>();
	readonly #reports = new Map<string, StationReport>();
	readonly #due = new Map<string, number>();
	readonly #refusedAt = new Map<string, number>();
	readonly #turns: ServerTurns;
	#stop: (() => void) | undefined;

	constructor(parts: CheckWatchParts) {
		this.#parts = parts;
		this.#random = parts.random ?? Math.random;
		this.#turns = new ServerTurns(parts);
	}

	start(): void {
		this.#stop ??= this.#parts.clock.every(tickMs, () => void this.#tick());
	}

	/** Takes up nothing new and waits for what is under way. */
	async close(): Promise<void> {
		this.#stop?.();
		this.#stop = undefined;
		await Promise.allSettled(this.#underWay.values());
	}

	/**
	 * Checks a station now, or joins the check of it that is under way. Rejects like the check itself; a change that could not
	 * be remembered or told is reported to `onError` and does not spoil the report.
	 */
	run(station: Station): Promise<StationReport> {
		const running = this.#underWay.get(placeOf(station));
		if (running !== undefined) return running;
		const turn = this.#turns.waitAt(station.backend.server, () => this.#check(station));
		const work = turn.finally(() => this.#underWay.delete(placeOf(station)));
		this.#underWay.set(placeOf(station), work);
		return work;
	}

	/** What the last check in this process found; undefined if there was none yet. */
	lastReport(station: Station): StationReport | undefined {
		return this.#reports.get(placeOf(station));
	}

	/** A station refused something for want of a right or a key: its keys are looked at, at most once an hour. */
	afterRefusal(station: Station): void {
		const now = this.#parts.clock.now();
		const last = this.#refusedAt.get(placeOf(station));
		if (station.backend.keyCheck === undefined || (last !== undefined && now - last < hourMs)) return;
		this.#refusedAt.set(placeOf(station), now);
		void this.#runQuietly(station);
	}

	async #check(station: Station): Promise<StationReport> {
		const { check, clock } = this.#parts;
		try {
			const report = await check(station);
			this.#reports.set(placeOf(station), report);
			await this.#learn(station, report);
			return report;
		} finally {
			// A tenth of a day earlier or later, so that the stations of a server drift apart.
			this.#due.set(placeOf(station), clock.now() + dayMs * (0.9 + 0.2 * this.#random()));
		}
	}

	async #learn(station: Station, report: StationReport): Promise<void> {
		const { memory, onChange, onError } = this.#parts;
		try {
			const { now, changes } = learn(await memory.get(station.id), report);
			// Written first: told once too little is better than told every day.
			await memory.set(station.id, now);
			if (changes.length > 0) await onChange(station, changes);
		} catch (error) {
			onError(station, error);
		}
	}

	async #runQuietly(station: Station): Promise<void> {
		try {
			await this.run(station);
		} catch (error) {
			this.#parts.onError(station, error);
		}
	}

	async #tick(): Promise<void> {
		const { stations, clock } = this.#parts;
		const here = stations().filter(({ backend, keys }) => backend.keyCheck !== undefined && keys.size > 0);
		this.#forgetAllBut(here);
		for (const station of here) {
			if (!this.#due.has(placeOf(station))) await this.#plan(station);
			const due = this.#due.get(placeOf(station));
			const isTime = due !== undefined && due <= clock.now() && !this.#underWay.has(placeOf(station));
			if (isTime && this.#stop !== undefined) void this.#runQuietly(station);
		}
	}

	/** A day after its last check, and within the hour if that is over or there was none: a start is no storm. */
	async #plan(station: Station): Promise<void> {
		const { memory, clock, onError } = this.#parts;
		let last: LastCheck | undefined;
		try {
			last = await memory.get(station.id);
		} catch (error) {
			onError(station, error);
		}
		const soon = clock.now() + hourMs * this.#random();
		this.#due.set(placeOf(station), Math.max(soon, (last?.at ?? 0) + dayMs));
	}

	/** What was removed leaves nothing behind here. */
	#forgetAllBut(stations: readonly Station[]): void {
		const places = new Set(stations.map(placeOf));
		for (const map of [this.#due, this.#refusedAt, this.#reports])
			for (const place of map.keys()) if (!places.has(place)) map.delete(place);
	}
}

/** The id of a station is its own only within its Discord server. */
function placeOf({ guildId, id }: Station): string {
	return `${guildId}/${id}`;
}
