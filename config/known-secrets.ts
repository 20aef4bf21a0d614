/** Shorter texts stand in too many harmless places: a password `radio` would black out half of every line. */
const shortest = 8;
/** As many first letters tell secrets apart well enough: looking for a hundred thousand of them costs as much as for one. */
const headLength = 8;

/** What stands in the place of a secret. */
export const removed = '[removed]';

/** The secrets of this process by their text, so that whatever leaves it can be looked through for them. */
export class KnownSecrets {
	/** By their first letters; a secret that is held twice counts twice. */
	readonly #byHead = new Map<string, Map<string, number>>();
	/** Marks how heads begin: nearly every place of a text is passed over by one look. */
	readonly #beginnings = new Uint8Array(65_536);

	add(text: string): void {
		for (const spelling of spellings(text)) {
			const head = spelling.slice(0, headLength);
			const those = this.#byHead.get(head) ?? new Map<string, number>();
			those.set(spelling, (those.get(spelling) ?? 0) + 1);
			this.#byHead.set(head, those);
			this.#beginnings[beginningAt(head, 0)] = 1;
		}
	}

	/** Undoes one {@link add} of the same text. */
	forget(text: string): void {
		for (const spelling of spellings(text)) {
			const head = spelling.slice(0, headLength);
			const those = this.#byHead.get(head);
			if (those === undefined) continue;
			const left = (those.get(spelling) ?? 0) - 1;
			if (left > 0) those.set(spelling, left);
			else those.delete(spelling);
			if (those.size === 0) this.#byHead.delete(head);
		}
	}

	/** The text without any of them. */
	hide(text: string): string {
		if (this.#byHead.size === 0) return text;
		const parts: string[] = [];
		let done = 0;
		for (let at = 0; at + headLength <= text.length; at += 1) {
			if (this.#beginnings[beginningAt(text, at)] === 0) continue;
			const those = this.#byHead.get(text.slice(at, at + headLength));
			if (those === undefined) continue;
			const found = longestAt(text, at, those);
			if (found === 0) continue;
			parts.push(text.slice(done, at), removed);
			done = at + found;
			at = done - 1;
		}
		return done === 0 ? text : parts.join('') + text.slice(done);
	}
}

function beginningAt(text: string, at: number): number {
	return (text.charCodeAt(at) * 257 + text.charCodeAt(at + 1)) & 0xffff;
}

function longestAt(text: string, at: number, those: ReadonlyMap<string, number>): number {
	let longest = 0;
	for (const secret of those.keys()) {
		if (secret.length > longest && text.startsWith(secret, at)) longest = secret.length;
	}
	return longest;
}

/** A secret as it is, and as JSON and addresses write it; of an address with a password also the password alone. */
function spellings(secret: string): Set<string> {
	const password = /^[a-z][a-z\d+.-]*:\/\/[^/?#]*@/i.test(secret) ? URL.parse(secret)?.password : undefined;
	const texts = [secret, ...(password === undefined ? [] : [password, decoded(password)])];
	const all = texts.flatMap((text) => [text, JSON.stringify(text).slice(1, -1), encodeURIComponent(text)]);
	return new Set(all.filter((text) => text.length >= shortest));
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		// A stray `%` is one.
		return text;
	}
}
