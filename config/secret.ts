import { inspect } from 'node:util';
import { KnownSecrets } from './known-secrets.ts';

/**
 * All secrets that anybody holds. The one thing of this process that is not handed around: what must be in no log line and no
 * message cannot depend on somebody having passed it on.
 */
const held = new KnownSecrets();
const letGo = new FinalizationRegistry((text: string) => held.forget(text));

/**
 * A key or token. The text lives in one private field and leaves only through `reveal()`, so that a log line, an error, a
 * JSON document or a template string that happens to hold a secret shows its last four characters and no more.
 */
export class Secret {
	readonly #text: string;

	constructor(text: string) {
		this.#text = text;
		held.add(text);
		letGo.register(this, text);
	}

	/** The text without any secret that is held in this process; for whatever leaves it. */
	static hide(text: string): string {
		return held.hide(text);
	}

	/** The secret itself, for the one place that sends or seals it. */
	reveal(): string {
		return this.#text;
	}

	/** The last four characters, the most that is ever shown; nothing of a secret too short to spare them. */
	get tail(): string {
		return this.#text.length >= 12 ? this.#text.slice(-4) : '';
	}

	toString(): string {
		return `…${this.tail}`;
	}

	toJSON(): string {
		return this.toString();
	}

	[inspect.custom](): string {
		return this.toString();
	}
}
