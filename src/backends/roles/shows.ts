export interface Show {
	id: string;
	title: string;
	description: string;
	presenter: string;
	isPublished: boolean;
	art: string | null;
}

/** What is left out stays as it is, or empty in a new show. */
export interface ShowChange {
	title?: string;
	description?: string;
	presenter?: string;
	isPublished?: boolean;
}

export interface ShowsRole {
	/** By title, unpublished ones too. */
	list(): Promise<Show[]>;
	/** `attempt` names the attempt: the same one twice makes one show. */
	create(show: ShowChange & { title: string }, attempt: string): Promise<Show>;
	/** Resolves with the show as the server has it then. */
	edit(id: string, change: ShowChange): Promise<Show>;
}
