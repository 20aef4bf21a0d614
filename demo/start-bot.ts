import type { Clock } from '#src/clock.ts';

/** What a bot's settings need to find its place; `stations` has the form of the stations file. */
export interface BotPlace {
	token: string;
	apiUrl: string;
	stations: unknown[];
	/** The time of its Discord and radio servers. */
	clock: Clock;
}

export interface RunningBot {
	close(): Promise<void>;
}

/** Starts a bot in a place of the playground. Given by whoever knows the bot: what stands around it does not. */
export type StartBot = (place: BotPlace) => Promise<RunningBot>;
