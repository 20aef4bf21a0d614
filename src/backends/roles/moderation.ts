import type { Song } from '../roles.ts';

/** A song that somebody asked for and that waits. */
export interface PendingRequest {
	id: string;
	song: Song;
	askedAt: number | null;
}

export interface RequestDeskRole {
	/** What waits, the oldest first. */
	pending(): Promise<PendingRequest[]>;
	/**
	 * Asks the server to drop one. Resolves when the server said that it did, which it also says when it did not (AzuraCast from
	 * 0.21 on): only {@link pending} tells.
	 */
	remove(id: string): Promise<void>;
	/** Drops all that wait. */
	clear(): Promise<void>;
}

/** A DJ's account. Passwords are never read. */
export interface Presenter {
	id: string;
	username: string;
	name: string;
	isActive: boolean;
	/** Barred until then after being disconnected. */
	barredUntil: number | null;
	/** May only connect in the planned slots. */
	onlyPlanned: boolean;
}

/** A planned live show. `name` is the DJ's. */
export interface PresenterSlot {
	name: string;
	startsAt: number;
	endsAt: number;
}

export interface PresentersRole {
	list(): Promise<Presenter[]>;
	/** Slots that touch the span, in order of their start. */
	slots(from: number, to: number): Promise<PresenterSlot[]>;
}
