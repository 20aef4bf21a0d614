import type { GuildDocuments } from './store/guild-documents.ts';
import type { ChosenLanguages } from './words/chosen-languages.ts';

/** {@link ChosenLanguages} in the documents of Discord servers, and in memory: every public post asks for it. */
export class LanguageBook implements ChosenLanguages {
	readonly #documents: GuildDocuments;
	readonly #chosen = new Map<string, string>();

	constructor(documents: GuildDocuments) {
		this.#documents = documents;
	}

	/** Reads what everybody chose. A document that is damaged is told of where its stations are read. */
	async load(): Promise<void> {
		for await (const entry of this.#documents.all())
			if ('value' in entry) this.#learn(entry.key, entry.value.settings.language);
	}

	of(guildId: string): string | undefined {
		return this.#chosen.get(guildId);
	}

	async choose(guildId: string, locale: string | undefined): Promise<void> {
		const { settings } = await this.#documents.update(guildId, (document) => ({
			...document,
			settings: { ...document.settings, language: locale ?? null },
		}));
		this.#learn(guildId, settings.language);
	}

	#learn(guildId: string, language: string | null): void {
		if (language === null) this.#chosen.delete(guildId);
		else this.#chosen.set(guildId, language);
	}
}
