import { readdir } from 'node:fs/promises';
import { createInstance, type i18n } from 'i18next';
import { type Catalogue, LanguageFiles, readSource } from './language-files.ts';
import { marks } from './marks.ts';
import type { Phrase } from './phrase.ts';
import type { MessageKey, Translate } from './translate.ts';

/** The language every sentence exists in. */
export const sourceLocale = 'en-US';

/** Languages of Discord's that have no words of their own, by the one whose words do for them. */
export const sisters: Readonly<Record<string, readonly string[]>> = { 'es-ES': ['es-419'] };

/** All sentences in all languages. Which languages there are is read from the folder, never listed. */
export class Words {
	readonly #i18n: i18n;
	readonly #nameOf: Map<Catalogue, string>;
	readonly #files: LanguageFiles;
	/** The languages there are, the source language first. */
	readonly locales: readonly string[];
	/** By language and catalogue. Half of what is said has no values and is the same every time. */
	readonly #speakers = new Map<string, Say>();

	constructor(i18n: i18n, nameOf: Map<Catalogue, string>, locales: readonly string[], files: LanguageFiles) {
		this.#i18n = i18n;
		this.#nameOf = nameOf;
		this.locales = locales;
		this.#files = files;
	}

	/** The language that serves best a person who reads `wanted`: itself, a sister (es-419 by es-ES), or English. */
	nearest(wanted: string): string {
		if (this.locales.includes(wanted)) return wanted;
		const language = wanted.split('-')[0];
		return this.locales.find((locale) => locale.split('-')[0] === language) ?? sourceLocale;
	}

	/** The sentences of one catalogue (the object its file exports) in the language nearest to `locale`. */
	in<C extends Catalogue>(locale: string, catalogue: C): Translate<C> {
		return this.#speaker(this.nearest(locale), this.#name(catalogue));
	}

	/** One sentence by a key that tsc cannot know, such as one that every command's catalogue has. */
	sentence(
		locale: string,
		catalogue: Catalogue,
		key: string,
		values?: Readonly<Record<string, string | number>>,
	): string {
		return this.#speaker(this.nearest(locale), this.#nameOf.get(catalogue) ?? '')(key, values);
	}

	/** Words to be kept and said later, by {@link say}. */
	phrase<C extends Catalogue>(catalogue: C, key: MessageKey<C>, values?: Phrase['values']): Phrase {
		return { in: this.#name(catalogue), key, ...(values === undefined ? {} : { values }) };
	}

	/** What was kept, in the language nearest to `locale`; words that this version no longer has, by their key. */
	say(locale: string, { in: name, key, values }: Phrase): string {
		return this.named(name) === undefined ? key : this.#speaker(this.nearest(locale), name)(key, values);
	}

	#name(catalogue: Catalogue): string {
		const name = this.#nameOf.get(catalogue);
		if (name === undefined) throw new Error('A catalogue was used that is not a file under locales/');
		return name;
	}

	#speaker(language: string, name: string): Say {
		const place = `${language} ${name}`;
		const known = this.#speakers.get(place);
		if (known !== undefined) return known;
		this.#learn(language);
		const translate = this.#i18n.getFixedT(language, name);
		// Bounded by the keys of the catalogue.
		const constant = new Map<string, string>();
		const say: Say = (key, values) => {
			if (values !== undefined) return translate(key, values);
			const said = constant.get(key) ?? translate(key);
			constant.set(key, said);
			return said;
		};
		this.#speakers.set(place, say);
		return say;
	}

	#learn(language: string): void {
		if (this.#i18n.getDataByLanguage(language) !== undefined) return;
		for (const [name, catalogue] of Object.entries(this.#files.all(language)))
			this.#i18n.addResourceBundle(language, name, catalogue);
	}

	/** The English catalogue of a file, by its path below the language's folder: `dj/group`. */
	named(name: string): Catalogue | undefined {
		return [...this.#nameOf].find(([, other]) => other === name)?.[0];
	}

	/** One English sentence as it stands in the file; undefined if there is none. */
	source(catalogue: Catalogue, key: string): string | undefined {
		const text: unknown = this.#i18n.getResource(sourceLocale, this.#nameOf.get(catalogue) ?? '', key);
		return typeof text === 'string' ? text : undefined;
	}

	/** One sentence of a catalogue in every language but English and their sisters, as Discord's `*_localizations` want it. */
	everyOther(catalogue: Catalogue, key: string): Record<string, string> {
		const name = this.#nameOf.get(catalogue) ?? '';
		const found = this.locales
			.filter((locale) => locale !== sourceLocale)
			.flatMap((locale) => {
				const text = key.split('.').reduce(inner, this.#files.one(locale, name));
				if (typeof text !== 'string') return [];
				return [locale, ...(sisters[locale] ?? [])].map((one) => [one, text] as const);
			});
		return Object.fromEntries(found);
	}
}

const inner = (words: Catalogue | string | undefined, key: string) =>
	typeof words === 'object' ? words[key] : undefined;

/** Says the sentence of a key, with its values. */
type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** Looks through `folder` (one folder a language). English is there at once, another language as soon as somebody speaks it. */
export async function loadWords(folder: string): Promise<Words> {
	const others = (await readdir(folder, { withFileTypes: true }))
		.filter((entry) => entry.isDirectory() && entry.name !== sourceLocale)
		.map((entry) => entry.name)
		.toSorted();
	const source = await readSource(folder, sourceLocale);
	const i18n = createInstance();
	await i18n.init({
		resources: { [sourceLocale]: Object.fromEntries(source) },
		fallbackLng: sourceLocale,
		// A dot groups sentences; a colon is just a colon.
		nsSeparator: false,
		returnNull: false,
		interpolation: { prefix: '{', suffix: '}', escapeValue: false, defaultVariables: { mark: marks } },
	});
	const nameOf = new Map(Array.from(source, ([name, catalogue]) => [catalogue, name]));
	return new Words(i18n, nameOf, [sourceLocale, ...others], await LanguageFiles.find(folder, others));
}
