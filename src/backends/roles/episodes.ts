/** Something that was broadcast and can be heard again. */
export interface Episode {
	id: string;
	title: string;
	description: string;
	/** The show it belongs to, or ''. */
	show: string;
	showId: string | null;
	/** When it was or will be on, milliseconds since 1970. */
	at: number | null;
	/** Where it can be heard. */
	audioUrl: string | null;
	bytes: number | null;
	/** Milliseconds. */
	length: number | null;
	art: string | null;
}

export interface EpisodePage {
	/** Newest first. */
	rows: Episode[];
	/** What {@link EpisodesRole.page} takes for the rows that follow; null at the end. */
	next: string | null;
	/** Null where the server does not tell. */
	total: number | null;
}

export interface NewEpisode {
	title: string;
	showId: string | null;
	description: string;
	/** Where the server fetches it from. */
	audioUrl: string;
}

export interface EpisodesRole {
	/** `show`: only of this one; `after`: what the page before gave as `next`. */
	page(options: { show?: string; after?: string; perPage: number }): Promise<EpisodePage>;
	/** Null if there is none of this id. */
	find(id: string): Promise<Episode | null>;
	/** Matched by the server, best or newest first. */
	search(text: string, most: number): Promise<Episode[]>;
	/** `attempt` names the attempt: the same one published twice is one episode. */
	publish(episode: NewEpisode, attempt: string): Promise<Episode>;
	/** Takes it off the list, without deleting it. Resolves when the server said so. */
	archive(id: string): Promise<void>;
}
