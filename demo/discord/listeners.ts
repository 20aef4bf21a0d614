/** Who wants to hear of something. Listeners are called in the order they came, at once. */
export class Listeners<T> {
	readonly #all = new Set<(value: T) => void>();

	/** Returns the function that ends the listening. */
	add(listener: (value: T) => void): () => void {
		this.#all.add(listener);
		return () => {
			this.#all.delete(listener);
		};
	}

	tell(value: T): void {
		for (const listener of Array.from(this.#all)) listener(value);
	}
}
