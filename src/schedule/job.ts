/** Something that is done at set times. */
export interface Job {
	/** The same after a restart; one job of an id at a time. What stands before the first colon is what it is counted as. */
	readonly id: string;
	/** Five fields, in {@link timezone}. */
	readonly cron: string;
	/**
	 * IANA name. On the days when clocks change, a time in the lost hour is run once after it, and a time in the doubled hour once. Only
	 * times with a star or a step (every 15 minutes) have nothing to make up for, and go on through the doubled hour.
	 */
	readonly timezone: string;
	/** What becomes of a time that passed while nobody was there to run it (stopped, asleep): run once, or not at all. */
	readonly missed: 'once' | 'never';
	/** Runs up to so many milliseconds later, another time each time: for what should not come at the full hour. */
	readonly jitterMs?: number;
	/** `due`: the time that it was due at, in milliseconds since 1970. */
	run(due: number): Promise<void>;
}

/** Runs jobs at their times: never two of one id at once, never a due time twice, also across restarts. */
export interface JobRunner {
	/** Adds a job, or replaces the one of its id. Throws a RangeError for a cron expression or time zone that is none. */
	set(job: Job): void;
	/** Also forgets when it last ran. What runs goes on. */
	remove(id: string): void;
	/** When it is due next; undefined for an unknown id. */
	nextAt(id: string): number | undefined;
	start(): void;
	/** Takes up nothing new and waits for what runs. */
	close(): Promise<void>;
}
