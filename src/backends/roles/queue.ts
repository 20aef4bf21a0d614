import type { Song } from '../roles.ts';

export interface QueueEntry {
	/** The server's id of this place in the queue. */
	id: string;
	song: Song;
	playlist: string;
	requested: boolean;
	/** Estimated start. */
	at: number | null;
	duration: number | null;
	/** Already handed to the player: it can be skipped, not removed. */
	sent: boolean;
}

export interface QueueRole {
	list(): Promise<QueueEntry[]>;
	/** Takes one entry out. Resolves when the server said so; one that was `sent` still plays. */
	remove(entryId: string): Promise<void>;
	/** Takes out everything that was not yet handed to the player. */
	clear(): Promise<void>;
}
