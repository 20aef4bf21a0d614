import type { GalleryEvent } from '../page/gallery/gallery-wire.ts';

/** What was made of one language so far, for everybody who comes, whenever they come. */
export class GalleryFilm {
	readonly #events: GalleryEvent[] = [];
	readonly #watchers = new Set<(event: GalleryEvent) => void>();
	#isOver = false;

	/** It was given up: whoever comes now needs another one. */
	get isOver(): boolean {
		return this.#isOver;
	}

	get isWatched(): boolean {
		return this.#watchers.size > 0;
	}

	tell(event: GalleryEvent): void {
		this.#events.push(event);
		for (const watcher of this.#watchers) watcher(event);
	}

	giveUp(): void {
		this.#isOver = true;
	}

	/** Returns the function that ends it. */
	follow(watcher: (event: GalleryEvent) => void): () => void {
		for (const event of this.#events) watcher(event);
		this.#watchers.add(watcher);
		return () => this.#watchers.delete(watcher);
	}
}
