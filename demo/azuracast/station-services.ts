import type { Clock } from '#src/clock.ts';
import type { StationClock } from './station-clock.ts';

/** How long AzuraCast's now-playing worker takes to see that Liquidsoap came or went. */
const onlineLagMs = 12_000;

/** Whether Liquidsoap (backend) and Icecast (frontend) of one station run, and what now-playing believes. */
export class StationServices {
	readonly #clock: Clock;
	readonly #playout: StationClock;
	#backend = true;
	#frontend = true;
	#disabledAt: number | null = null;
	/** Since when now-playing shows the opposite of the truth, if it does. */
	#unseenSince: number | null = null;

	constructor(clock: Clock, playout: StationClock) {
		this.#clock = clock;
		this.#playout = playout;
	}

	get backendRunning(): boolean {
		return this.#backend;
	}

	get frontendRunning(): boolean {
		return this.#frontend;
	}

	set frontendRunning(running: boolean) {
		this.#frontend = running;
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
	restartBackend(): void {
		this.#backend = true;
		this.#unseenSince = this.#clock.now();
		this.#playout.restart();
	}

	stopBackend(): void {
		if (!this.#backend) return;
		this.#playout.stop();
		this.#backend = false;
		this.#unseenSince = this.#clock.now();
	}

	setEnabled(enabled: boolean): void {
		if (enabled === (this.#disabledAt === null)) return;
		this.#disabledAt = enabled ? null : this.#clock.now();
		this.#frontend = enabled;
		if (enabled) this.restartBackend();
		else this.stopBackend();
	}
}
