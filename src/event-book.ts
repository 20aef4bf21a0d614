import type { EventChoice } from './events/schedule-events.ts';
import type { Station } from './stations/station.ts';
import type { GuildDocuments } from './store/guild-documents.ts';

/** {@link EventChoice} in the documents of Discord servers. */
export class EventBook implements EventChoice {
	readonly #documents: GuildDocuments;
	readonly #chosen = new Map<string, readonly string[]>();

	constructor(documents: GuildDocuments) {
		this.#documents = documents;
	}

	/** Reads what everybody chose. A document that is damaged is told of where its stations are read. */
	async load(): Promise<void> {
		for await (const entry of this.#documents.all())
			if ('value' in entry) this.#chosen.set(entry.key, entry.value.events);
	}

	isOn({ guildId, id }: Station): boolean {
		return this.#chosen.get(guildId)?.includes(id) ?? false;
	}

	async turn({ guildId, id }: Station, on: boolean): Promise<void> {
		const { events } = await this.#documents.update(guildId, (document) => {
			const others = document.events.filter((other) => other !== id);
			return { ...document, events: on ? [...others, id] : others };
		});
		this.#chosen.set(guildId, events);
	}
}
