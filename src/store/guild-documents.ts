import { emptyGuildDocument, type GuildDocument, guildDocumentSchema } from './guild-document.ts';
import type { Entry, Namespace } from './namespace.ts';
import type { Store } from './open-store.ts';

/** One document for each Discord server: its stations and settings. */
export class GuildDocuments {
	readonly #namespace: Namespace<GuildDocument>;

	/** @param isServed tells the Discord servers of this process; the documents of others are for their process to read and write */
	constructor(store: Store, isServed?: (guildId: string) => boolean) {
		this.#namespace = store.namespace('guilds', guildDocumentSchema, { listed: isServed });
	}

	/** The server's document; an empty one if nothing was ever set up there. */
	async load(guildId: string): Promise<GuildDocument> {
		return (await this.#namespace.get(guildId)) ?? emptyGuildDocument();
	}

	/** Changes the server's document, one change at a time; gives the new one once it is stored. */
	update(
		guildId: string,
		change: (document: GuildDocument) => GuildDocument | Promise<GuildDocument>,
	): Promise<GuildDocument> {
		return this.#namespace.update(guildId, (document) => change(document ?? emptyGuildDocument()));
	}

	/** Forgets the server. Whether there was anything to forget. */
	remove(guildId: string): Promise<boolean> {
		return this.#namespace.delete(guildId);
	}

	/** The documents of all servers of this process by server id; a damaged one is given as its error, so that the others can go on. */
	all(): AsyncGenerator<Entry<GuildDocument>, void> {
		return this.#namespace.entries();
	}
}
