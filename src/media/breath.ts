/** How long work may hold the event loop. Half of what would be felt, as the machine may be slower than it looks. */
const sliceMs = 6;

/**
 * For work over many songs: `await` what {@link due} gives whenever it gives something, and everybody else gets their turn. Goes by
 * the time that really passes, also in tests: how long the event loop is held is no matter of the injected clock.
 */
export class Breath {
	#since = performance.now();

	/** Undefined while there is time left: so that a loop over 100,000 songs does not wait 100,000 times. */
	due(): Promise<void> | undefined {
		if (performance.now() - this.#since < sliceMs) return undefined;
		return new Promise((resolve) =>
			setImmediate(() => {
				this.#since = performance.now();
				resolve();
			}),
		);
	}
}
