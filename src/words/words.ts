import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { createInstance, type i18n } from 'i18next';
import { marks } from './marks.ts';
import type { Translate } from './translate.ts';

/** The language every sentence exists in. */
export const sourceLocale = 'en-US';

/** Languages of Discord's that have no words of their own, by the one whose words do for them. */
export const sisters: Readonly<Record<string, readonly string[]>> = { 'es-ES': ['es-419'] };

/** A catalogue as it lies in a file: sentences, possibly in groups. */
export interface Catalogue {
	readonly [key: string]: string | Catalogue;
}

/** All sentences in all languages. Which languages there are is read from the folder, never listed. */
export class Words {
	readonly #i18n: i18n;
	readonly #nameOf: Map<Catalogue, string>;
	/** The languages there are, the source language first. */
	readonly locales: readonly string[];
	/** By language and catalogue. Half of what is said has no values and is the same every time. */
	readonly #speakers = new Map<string, Say>();

	constructor(i18n: i18n, nameOf: Map<Catalogue, string>, locales: readonly string[]) {
		this.#i18n = i18n;
		this.#nameOf = nameOf;
		this.locales = locales;
	}

	/** The language that serves best a person who reads `wanted`: itself, a sister (es-419 by es-ES), or English. */
	nearest(wanted: string): string {
		if (this.locales.includes(wanted)) return wanted;
		const language = wanted.split('-')[0];
		return this.locales.find((locale) => locale.split('-')[0] === language) ?? sourceLocale;
	}

	/** The sentences of one catalogue (the object its file exports) in the language nearest to `locale`. */
	in<C extends Catalogue>(locale: string, catalogue: C): Translate<C> {
		const name = this.#nameOf.get(catalogue);
		if (name === undefined) throw new Error('A catalogue was used that is not a file under locales/');
		return this.#speaker(this.nearest(locale), name);
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

	#speaker(language: string, name: string): Say {
		const place = `${language} ${name}`;
		const known = this.#speakers.get(place);
		if (known !== undefined) return known;
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
				const text: unknown = this.#i18n.getResource(locale, name, key);
				if (typeof text !== 'string') return [];
				return [locale, ...(sisters[locale] ?? [])].map((one) => [one, text] as const);
			});
		return Object.fromEntries(found);
	}
}

/** Says the sentence of a key, with its values. */
type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** Reads `folder` (one folder a language; English as TypeScript so that tsc knows it, the others as JSON). */
export async function loadWords(folder: string): Promise<Words> {
	const languages = (await readdir(folder, { withFileTypes: true }))
		.filter((entry) => entry.isDirectory())
		.map((entry) => entry.name);
	const locales = [sourceLocale, ...languages.filter((locale) => locale !== sourceLocale).toSorted()];
	const nameOf = new Map<Catalogue, string>();
	const resources: Record<string, Record<string, Catalogue>> = {};
	for (const locale of locales) {
		const files = (await readdir(path.join(folder, locale), { recursive: true })).filter((file) =>
			/\.(ts|json)$/.test(file),
		);
		const named = await Promise.all(
			files.map(async (file) => {
				const name = file.replace(/\.(ts|json)$/, '').replaceAll(path.sep, '/');
				return [name, await readCatalogue(path.join(folder, locale, file))] as const;
			}),
		);
		if (locale === sourceLocale) for (const [name, catalogue] of named) nameOf.set(catalogue, name);
		resources[locale] = Object.fromEntries(named);
	}
	const i18n = createInstance();
	await i18n.init({
		resources,
		fallbackLng: sourceLocale,
		// A dot groups sentences; a colon is just a colon.
		nsSeparator: false,
		returnNull: false,
		interpolation: { prefix: '{', suffix: '}', escapeValue: false, defaultVariables: { mark: marks } },
	});
	return new Words(i18n, nameOf, locales);
}

async function readCatalogue(file: string): Promise<Catalogue> {
	const found: unknown = file.endsWith('.json')
		? JSON.parse(await readFile(file, 'utf8'))
		: ((await import(pathToFileURL(file).href)) as { default?: unknown }).default;
	if (!isCatalogue(found)) throw new Error(`${file} does not hold sentences`);
	return found;
}

function isCatalogue(value: unknown): value is Catalogue {
	return (
		typeof value === 'object' &&
		value !== null &&
		!Array.isArray(value) &&
		Object.values(value).every((inner) => typeof inner === 'string' || isCatalogue(inner))
	);
}
