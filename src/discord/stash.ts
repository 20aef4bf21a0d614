import { randomBytes } from 'node:crypto';

/** Where it is kept: a namespace of the store whose values fall away after {@link keptForMs}. */
export interface StashMemory {
	get(key: string): Promise<string | undefined>;
	set(key: string, value: string, ttlMs: number): Promise<void>;
}

const keptForMs = 7 * 24 * 3_600_000;
/** What still fits into the id of a button beside its command, station and page. */
const longestInline = 50;

/** Text too long for the id of a button: it waits in the store under a short name, so that the button works tomorrow. */
export class Stash {
	readonly #memory: StashMemory;

	constructor(memory: StashMemory) {
		this.#memory = memory;
	}

	/** A short name for `text`: the text itself where that is short enough. */
	async put(text: string): Promise<string> {
		// Colons and percent signs take three characters in an id.
		const units = text.replace(/[%:]/g, '%00').length;
		if (units <= longestInline && !text.startsWith('~')) return text;
		const name = `~${randomBytes(9).toString('base64url')}`;
		await this.#memory.set(name, text, keptForMs);
		return name;
	}

	/** Undefined when it was too long ago. */
	async get(name: string): Promise<string | undefined> {
		return name.startsWith('~') ? this.#memory.get(name) : name;
	}
}
