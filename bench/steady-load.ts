import { setTimeout as pause } from 'node:timers/promises';

/**
 * Calls `act` `perSecond` times a second for `seconds`, by the clock and not by the answers: a slow bot is not spared. Turns that
 * a busy moment delayed are made up for at once. Resolves with what the acts resolved with; rejects as soon as one of them does.
 */
export async function steadyLoad<T>(
	perSecond: number,
	seconds: number,
	act: (turn: number) => Promise<T>,
): Promise<T[]> {
	const count = Math.round(perSecond * seconds);
	const startedAt = performance.now();
	const acts: Promise<T>[] = [];
	let failed: { error: unknown } | undefined;
	while (acts.length < count && failed === undefined) {
		const due = startedAt + (acts.length * 1000) / perSecond;
		const wait = due - performance.now();
		if (wait > 0) await pause(wait);
		const doing = act(acts.length);
		doing.catch((error: unknown) => {
			failed ??= { error };
		});
		acts.push(doing);
	}
	return Promise.all(acts);
}
