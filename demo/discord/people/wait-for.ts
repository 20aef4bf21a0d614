import type { World } from '../world.ts';

/**
 * Looks again after every change until `look` finds something. Rejects with what `look` throws, or with `explain()` after
 * `realMs` of real time: the loopback's own clock may be standing still.
 */
export function waitFor<T>(
	world: World,
	look: () => T | undefined,
	explain: () => string,
	realMs: number,
): Promise<T> {
	return new Promise((resolve, reject) => {
		const finish = (settle: () => void) => {
			unhear();
			clearTimeout(timer);
			settle();
		};
		const tryOnce = () => {
			try {
				const found = look();
				if (found !== undefined) finish(() => resolve(found));
			} catch (error) {
				finish(() => reject(error instanceof Error ? error : new Error(String(error))));
			}
		};
		const unhear = world.changes.add(tryOnce);
		const timer = setTimeout(() => finish(() => reject(new Error(explain()))), realMs);
		tryOnce();
	});
}
