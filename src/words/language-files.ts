import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** A catalogue as it lies in a file: sentences, possibly in groups. */
export interface Catalogue {
	readonly [key: string]: string | Catalogue;
}

/**
 * The files of a folder with one folder for each language; English as TypeScript so that tsc knows it, the others as JSON. All are
 * looked at once, so that a damaged one stops the start, and read again when somebody speaks the language: most bots speak one or two.
 */
export class LanguageFiles {
	readonly #folder: string;
	/** By language, the names of its catalogues. */
	readonly #names: ReadonlyMap<string, readonly string[]>;
	#last: { name: string; byLocale: Map<string, Catalogue> } | undefined;

	constructor(folder: string, names: ReadonlyMap<string, readonly string[]>) {
		this.#folder = folder;
		this.#names = names;
	}

	/** Rejects with the name of a file that holds no sentences. */
	static async find(folder: string, locales: readonly string[]): Promise<LanguageFiles> {
		const names = new Map<string, readonly string[]>();
		for (const locale of locales) {
			const files = await filesIn(folder, locale);
			await Promise.all(
				files.map(async (file) => {
					const place = path.join(folder, locale, file);
					return parse(await readFile(place, 'utf8'), place);
				}),
			);
			names.set(
				locale,
				files.map((file) => nameOf(file)),
			);
		}
		return new LanguageFiles(folder, names);
	}

	/** Everything that is said in a language, by catalogue. Some milliseconds, once for each language. */
	all(locale: string): Record<string, Catalogue> {
		const names = this.#names.get(locale) ?? [];
		return Object.fromEntries(names.map((name) => [name, this.#read(locale, name)]));
	}

	/** One catalogue of a language; the languages of the one that was asked for last are at hand. */
	one(locale: string, name: string): Catalogue | undefined {
		if (this.#names.get(locale)?.includes(name) !== true) return undefined;
		if (this.#last?.name !== name) this.#last = { name, byLocale: new Map() };
		const { byLocale } = this.#last;
		const catalogue = byLocale.get(locale) ?? this.#read(locale, name);
		byLocale.set(locale, catalogue);
		return catalogue;
	}

	#read(locale: string, name: string): Catalogue {
		const place = path.join(this.#folder, locale, `${name}.json`);
		return parse(readFileSync(place, 'utf8'), place);
	}
}

/** The catalogues of the language that all the others are translated from, by name. */
export async function readSource(folder: string, locale: string): Promise<Map<string, Catalogue>> {
	const named = (await filesIn(folder, locale)).map(async (file) => {
		const place = path.join(folder, locale, file);
		const module = (await import(pathToFileURL(place).href)) as { default?: unknown };
		return [nameOf(file), checked(module.default, place)] as const;
	});
	return new Map(await Promise.all(named));
}

async function filesIn(folder: string, locale: string): Promise<string[]> {
	const files = await readdir(path.join(folder, locale), { recursive: true });
	return files.filter((file) => /\.(ts|json)$/.test(file));
}

const nameOf = (file: string) => file.replace(/\.(ts|json)$/, '').replaceAll(path.sep, '/');

const parse = (text: string, place: string) => checked(JSON.parse(text), place);

function checked(found: unknown, place: string): Catalogue {
	if (!isCatalogue(found)) throw new Error(`${place} does not hold sentences`);
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
