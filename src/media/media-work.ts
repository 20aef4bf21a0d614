import type { CrawlPlace } from './crawl.ts';
import type { MediaOutcome, MediaProgress } from './media-outcome.ts';

/**
 * How much is read: what is new; or everything where that is due by the clock; or everything. What less cannot tell is read as a
 * whole in any case.
 */
export const depths = ['news', 'due', 'whole'] as const;
export type Depth = (typeof depths)[number];

/** Somebody stopped a fetch. */
class FetchCancelled extends Error {
	override readonly name = 'FetchCancelled';

	constructor() {
		super('The fetch was cancelled');
	}
}

/** Nothing more is to be done for a library, as the bot ends or as it is gone. */
export class LibraryStopped extends Error {
	override readonly name = 'LibraryStopped';
	readonly isGone: boolean;

	constructor(isGone: boolean) {
		super(isGone ? 'The station is gone' : 'The bot stops');
		this.isGone = isGone;
	}
}

/** One look or fetch, from the moment somebody wants it. */
export class MediaWork {
	/** Aborted by {@link cancel}, and when nothing more is to be done for the station. */
	readonly signal: AbortSignal;
	readonly outcome: Promise<MediaOutcome>;
	readonly #own = new AbortController();
	readonly #watchers = new Set<(progress: MediaProgress) => void>();
	#depth: Depth;
	#hasBegun = false;
	#isWhole = false;
	#progress: MediaProgress | undefined;

	/** `perform` is called at once, and rejects with what stopped it. */
	constructor(depth: Depth, stop: AbortSignal, perform: (work: MediaWork) => Promise<MediaOutcome>) {
		this.#depth = depth;
		this.signal = AbortSignal.any([stop, this.#own.signal]);
		this.outcome = this.#cancellable(perform);
	}

	get depth(): Depth {
		return this.#depth;
	}

	get hasBegun(): boolean {
		return this.#hasBegun;
	}

	/** Everything will be read, or is. */
	get isWhole(): boolean {
		return this.#isWhole || this.#depth === 'whole';
	}

	get progress(): MediaProgress | undefined {
		return this.#progress;
	}

	/** Before it begins it can take on what somebody else wants. */
	deepen(depth: Depth): void {
		if (depths.indexOf(depth) > depths.indexOf(this.#depth)) this.#depth = depth;
	}

	begin(): void {
		this.#hasBegun = true;
	}

	/** Resolves when it is over, however it went. */
	async settled(): Promise<void> {
		await Promise.allSettled([this.outcome]);
	}

	/** Calls back at every page. */
	watch(watcher: (progress: MediaProgress) => void): void {
		this.#watchers.add(watcher);
		if (this.#progress !== undefined) watcher(this.#progress);
	}

	/** Everything is read from now on, from this place. */
	beginWhole(place: CrawlPlace, at: number): void {
		this.#isWhole = true;
		this.#move({ ...place, startedAt: at, rows: 0 });
	}

	reached(place: CrawlPlace, rows: number): void {
		if (this.#progress === undefined) return;
		const { startedAt, rows: before } = this.#progress;
		this.#move({ ...place, startedAt, rows: before + rows });
	}

	/** Stops before the next page. */
	cancel(): void {
		this.#own.abort(new FetchCancelled());
	}

	#move(progress: MediaProgress): void {
		this.#progress = progress;
		for (const watcher of this.#watchers) watcher(progress);
	}

	async #cancellable(perform: (work: MediaWork) => Promise<MediaOutcome>): Promise<MediaOutcome> {
		try {
			return await perform(this);
		} catch (error) {
			if (error instanceof LibraryStopped) return { kind: 'stopped', isGone: error.isGone };
			if (!(error instanceof FetchCancelled)) throw error;
			return { kind: 'cancelled', progress: this.#progress };
		}
	}
}
