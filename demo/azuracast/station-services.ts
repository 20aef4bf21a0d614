import type { Clock } from '#src/clock.ts';
import type { StationClock } from './station-clock.ts';
import type { StationPlan } from './station-plan.ts';

/** How long AzuraCast's now-playing worker takes to see that Liquidsoap came or went. */
const onlineLagMs = 12_000;
/** Supervisor calls a process running when it has stood for this long. */
const startTakesMs = 10_000;
/** A station that begins switched off is so for longer than any cache. */
const longAgoMs = 86_400_000;

/** Whether Liquidsoap (backend) and Icecast (frontend) of one station run, and what now-playing believes. */
export class StationServices {
	readonly #clock: Clock;
	readonly #playout: StationClock;
	readonly #hasBackend: boolean;
	#backend: boolean;
	#frontend: boolean;
	/** Nothing counts as running before. */
	#readyAt = 0;
	#hasStarted: boolean;
	#disabledAt: number | null = null;
	/** Since when now-playing shows the opposite of the truth, if it does. */
	#unseenSince: number | null = null;

	constructor(clock: Clock, playout: StationClock, plan: StationPlan) {
		this.#clock = clock;
		this.#playout = playout;
		this.#hasBackend = plan.hasBackend ?? true;
		this.#hasStarted = plan.neverStarted !== true;
		const runs = this.#hasStarted && plan.isEnabled !== false;
		this.#frontend = runs;
		this.#backend = runs && this.#hasBackend;
		if (plan.isEnabled === false) this.#disabledAt = clock.now() - longAgoMs;
	}

	get backendRunning(): boolean {
		return this.#backend && this.#isReady;
	}

	get frontendRunning(): boolean {
		return this.#frontend && this.#isReady;
	}

	set frontendRunning(running: boolean) {
		this.#frontend = running;
	}

	/** Its services were set up at least once. */
	get hasStarted(): boolean {
		return this.#hasStarted;
	}

	/** When the station was disabled, or null. */
	get disabledAt(): number | null {
		return this.#disabledAt;
	}

	/** Some seconds behind the truth; says nothing about Icecast. */
	get isOnline(): boolean {
		const unseen = this.#unseenSince !== null && this.#clock.now() - this.#unseenSince < onlineLagMs;
		return unseen ? !this.#backend : this.#backend;
	}

	/** Liquidsoap starts, or starts anew: a new song begins, and the station counts as off air for some seconds. */
	restartBackend(afterMs = 0): void {
		if (!this.#hasBackend) return;
		this.#backend = true;
		this.#unseenSince = this.#clock.now() + afterMs;
		this.#playout.restart(afterMs);
	}

	stopBackend(): void {
		if (!this.#backend) return;
		this.#playout.stop();
		this.#backend = false;
		this.#unseenSince = this.#clock.now();
	}

	/** Both stop and start, and are running `afterMs` from now. */
	restart(afterMs: number): void {
		this.#hasStarted = true;
		this.#readyAt = this.#clock.now() + afterMs;
		this.#frontend = true;
		this.restartBackend(afterMs);
	}

	setEnabled(enabled: boolean): void {
		if (enabled === (this.#disabledAt === null)) return;
		this.#disabledAt = enabled ? null : this.#clock.now();
		if (enabled) {
			this.restart(startTakesMs);
			return;
		}
		this.#frontend = false;
		this.stopBackend();
	}

	get #isReady(): boolean {
		return this.#clock.now() >= this.#readyAt;
	}
}
