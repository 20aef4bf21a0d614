import { wrongType } from './errors.ts';

/**
 * Reads the fields of a body as AzuraCast's serializer does: what is absent is left alone (`undefined`), what has the wrong
 * type is an HTTP 500.
 */
export class FieldReader {
	readonly #entity: string;
	readonly #fields: Readonly<Record<string, unknown>>;

	constructor(entity: string, fields: Readonly<Record<string, unknown>>) {
		this.#entity = entity;
		this.#fields = fields;
	}

	text(name: string): string | undefined {
		const value = this.#fields[name];
		if (value === undefined || value === null || typeof value === 'string') return value ?? undefined;
		throw this.#wrong(name, '"null", "string"', value);
	}

	number(name: string): number | undefined {
		const value = this.#fields[name];
		if (value === undefined || value === null || typeof value === 'number') return value ?? undefined;
		throw this.#wrong(name, '"int"', value);
	}

	/** A number or null, which stands for AzuraCast's own default. */
	numberOrNull(name: string): number | null | undefined {
		return this.#fields[name] === null ? null : this.number(name);
	}

	flag(name: string): boolean | undefined {
		const value = this.#fields[name];
		if (value === undefined || value === null || typeof value === 'boolean') return value ?? undefined;
		throw this.#wrong(name, '"bool"', value);
	}

	/** One of `values`, which PHP knows as the enumeration `enumeration`. */
	oneOf<T extends string>(name: string, values: readonly T[], enumeration: string): T | undefined {
		const value = this.#fields[name];
		if (value === undefined) return undefined;
		const known = values.find((candidate) => candidate === value);
		if (known !== undefined) return known;
		throw wrongType(
			`The data must belong to a backed enumeration of type App\\Entity\\Enums\\${enumeration}`,
		);
	}

	#wrong(name: string, expected: string, value: unknown): Error {
		const given = Array.isArray(value) ? 'array' : typeof value;
		return wrongType(
			`The type of the "${name}" attribute for class "App\\Entity\\${this.#entity}" must be one of ${expected} ("${given}" given).`,
		);
	}
}
