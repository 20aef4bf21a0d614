import { setTimeout as pause } from 'node:timers/promises';
import type { ManualClock } from '#demo/manual-clock.ts';

export interface GoingTime {
	stop: () => void;
	/** This much more at once, in steps of a second or of so many milliseconds. */
	pass: (ms: number, inSteps?: number) => Promise<void>;
}

const stepMs = 50;

/** Turns the clock as the real one goes, and further at once when `pass` is called, until `stop` is. Nobody else may turn it. */
export function letTimeGoOn(clock: ManualClock): GoingTime {
	const state = { isOver: false, owedMs: 0, inSteps: 1_000 };
	const run = async () => {
		while (!state.isOver) {
			if (state.owedMs <= 0) await pause(stepMs);
			const ms = state.owedMs > 0 ? Math.min(state.inSteps, state.owedMs) : stepMs;
			state.owedMs -= state.owedMs > 0 ? ms : 0;
			await clock.advance(ms);
			// What is due meanwhile needs real time of its own, such as the word that this process is still there.
			if (state.owedMs > 0) await pause(40);
		}
	};
	void run();
	return {
		stop: () => {
			state.isOver = true;
		},
		pass: async (ms, inSteps = 1_000) => {
			state.inSteps = inSteps;
			state.owedMs += ms;
			while (state.owedMs > 0 && !state.isOver) await pause(5);
			await pause(stepMs);
		},
	};
}
