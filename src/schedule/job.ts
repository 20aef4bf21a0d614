/** Something that is done at set times. */
export interface Job {
	/** The same after a restart; one job of an id at a time. */
	readonly id: string;
	/** Five fields, in {@link timezone}. */
	readonly cron: string;
	/** IANA name: on the days when clocks change, what falls into the lost hour runs once, and into the doubled hour once. */
	readonly timezone: string;
	/** What becomes of a time that passed while nobody was there to run it (stopped, asleep): run once, or not at all. */
	readonly missed: 'once' | 'never';
	/** `due`: the time that it was due at, in milliseconds since 1970. */
	run(due: number): Promise<void>;
}

/** Runs jobs at their times: never two of one id at once, never a due time twice, also across restarts. */
export interface JobRunner {
	/** Adds a job, or replaces the one of its id. Throws a RangeError for a cron expression or time zone that is none. */
	set(job: Job): void;
	remove(id: string): void;
	/** When it is due next; undefined for an unknown id. */
	nextAt(id: string): number | undefined;
	start(): void;
	/** Takes up nothing new and waits for what runs. */
	close(): Promise<void>;
}
