import { ManualClock } from '#demo/manual-clock.ts';
import type { Clock } from '#src/clock.ts';

/** A clock that somebody sets, while what waits goes on by the seconds that really pass. */
export class JumpingClock extends ManualClock {
	#offset = 0;

	override now(): number {
		return super.now() + this.#offset;
	}

	jump(ms: number): void {
		this.#offset += ms;
	}

	/** Of the machines around, whose clocks stay right. */
	get elsewhere(): Clock {
		return {
			now: () => super.now(),
			sleep: (ms, signal) => this.sleep(ms, signal),
			every: (ms, run) => this.every(ms, run),
		};
	}
}
