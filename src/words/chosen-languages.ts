/** In which language Discord servers want what everybody reads, where that is not the server's own. */
export interface ChosenLanguages {
	/** Undefined: the Discord server's own. */
	of(guildId: string): string | undefined;
	/** Counts from the moment it is stored. `undefined`: the Discord server's own again. */
	choose(guildId: string, locale: string | undefined): Promise<void>;
}
