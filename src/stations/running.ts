import { BackendError } from '#src/backends/backend-error.ts';
import type { OperationsRole, StationStatus } from '#src/backends/roles/operations.ts';
import type { Clock } from '#src/clock.ts';
import type { OnAirStates } from './on-air-states.ts';
import { watchRestart } from './restarting.ts';
import {
	everythingRuns,
	isUnseen,
	lookAtStatus,
	nothingRuns,
	type RunOutcome,
	type TellProgress,
	usualPatienceMs,
	watchStatus,
} from './run-watch.ts';
import type { Station } from './station.ts';

export type Order = 'start' | 'stop' | 'restart';

/** What an order came to before it was given. */
type NotOrdered =
	/** Things were as wanted. `seen` is false where the station's own word could not be read. */
	| { kind: 'already'; seen: boolean }
	/** To be started, and switched on already, but it does not run: a restart is what helps. */
	| { kind: 'stands-still'; status: StationStatus }
	/** To be restarted, and switched off: only a start helps. */
	| { kind: 'switched-off' }
	/** Somebody's order is being carried out there. */
	| { kind: 'busy'; order: Order; since: number };

export type OrderOutcome = RunOutcome | NotOrdered;

/** Writing all playlists into Liquidsoap's own language takes minutes on large libraries. */
const slowPatienceMs = 20 * 60_000;

/** Starts, stops and restarts stations, one order at a time for each, and looks what became of it. */
export class Running {
	readonly #onAir: OnAirStates;
	readonly #clock: Clock;
	readonly #underWay = new Map<string, { order: Order; since: number }>();
	readonly #restartTook = new Map<string, number>();

	constructor(onAir: OnAirStates, clock: Clock) {
		this.#onAir = onAir;
		this.#clock = clock;
	}

	/** How long the last restart kept the station silent, in milliseconds; undefined if none was seen. */
	lastRestart(station: Station): number | undefined {
		return this.#restartTook.get(placeOf(station));
	}

	/** Whom an order would take the stream from: null where that is not known. */
	async audience(station: Station): Promise<{ listeners: number | null; dj: string | null }> {
		const state = await this.#readOnAir(station);
		return { listeners: state?.listeners ?? null, dj: state?.live?.streamer ?? null };
	}

	async start(station: Station, operations: OperationsRole, tell: TellProgress): Promise<OrderOutcome> {
		return this.#alone(station, 'start', async () => {
			const settings = await operations.settings();
			const before = await lookAtStatus(operations);
			if (settings.isEnabled) {
				if (isUnseen(before)) return { kind: 'already', seen: false };
				return everythingRuns(before)
					? { kind: 'already', seen: true }
					: { kind: 'stands-still', status: before };
			}
			const isSlow = settings.writesPlaylists === true;
			return watchStatus({
				operations,
				clock: this.#clock,
				tell,
				send: () => operations.start(),
				reached: everythingRuns,
				before,
				isSlow,
				patienceMs: isSlow ? slowPatienceMs : usualPatienceMs,
			});
		});
	}

	async stop(station: Station, operations: OperationsRole, tell: TellProgress): Promise<OrderOutcome> {
		return this.#alone(station, 'stop', async () => {
			const settings = await operations.settings();
			const before = await lookAtStatus(operations);
			if (!settings.isEnabled && isUnseen(before)) return { kind: 'already', seen: false };
			if (!settings.isEnabled && !isUnseen(before) && nothingRuns(before))
				return { kind: 'already', seen: true };
			return watchStatus({
				operations,
				clock: this.#clock,
				tell,
				send: () => operations.stop(),
				reached: nothingRuns,
				before,
				isSlow: false,
				patienceMs: usualPatienceMs,
			});
		});
	}

	async restart(station: Station, operations: OperationsRole, tell: TellProgress): Promise<OrderOutcome> {
		return this.#alone(station, 'restart', async () => {
			const before = await lookAtStatus(operations);
			if (!isUnseen(before) && before.isEnabled === false) return { kind: 'switched-off' };
			const outcome = await watchRestart({
				operations,
				clock: this.#clock,
				tell,
				before,
				readOnAir: () => this.#readOnAir(station),
			});
			if (outcome.kind === 'confirmed') this.#restartTook.set(placeOf(station), outcome.tookMs);
			return outcome;
		});
	}

	async #alone(station: Station, order: Order, work: () => Promise<OrderOutcome>): Promise<OrderOutcome> {
		const place = placeOf(station);
		const other = this.#underWay.get(place);
		if (other !== undefined) return { kind: 'busy', ...other };
		this.#underWay.set(place, { order, since: this.#clock.now() });
		try {
			return await work();
		} finally {
			this.#underWay.delete(place);
		}
	}

	async #readOnAir(station: Station) {
		try {
			return (await this.#onAir.readNow(station)).state;
		} catch (error) {
			if (error instanceof BackendError) return undefined;
			throw error;
		}
	}
}

/** Two Discord servers may run the same station. */
function placeOf({ backend, remote }: Station): string {
	return `${backend.server} ${remote}`;
}
