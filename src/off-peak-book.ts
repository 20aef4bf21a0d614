import type { MediaPlace } from './media/media-song.ts';
import type { OffPeak, OffPeakChoice } from './media/off-peak.ts';
import type { GuildDocuments } from './store/guild-documents.ts';

/** {@link OffPeakChoice} in the documents of Discord servers. */
export class OffPeakBook implements OffPeakChoice {
	readonly #documents: GuildDocuments;
	readonly #chosen = new Map<string, Readonly<Record<string, OffPeak>>>();

	constructor(documents: GuildDocuments) {
		this.#documents = documents;
	}

	/** Reads what everybody chose. A document that is damaged is told of where its stations are read. */
	async load(): Promise<void> {
		for await (const entry of this.#documents.all())
			if ('value' in entry) this.#chosen.set(entry.key, entry.value.offPeak);
	}

	of({ guildId, id }: MediaPlace): OffPeak | undefined {
		return this.#chosen.get(guildId)?.[id];
	}

	async set({ guildId, id }: MediaPlace, hours: OffPeak | undefined): Promise<void> {
		const { offPeak } = await this.#documents.update(guildId, (document) => {
			const { [id]: _before, ...others } = document.offPeak;
			return { ...document, offPeak: hours === undefined ? others : { ...others, [id]: hours } };
		});
		this.#chosen.set(guildId, offPeak);
	}
}
