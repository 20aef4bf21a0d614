import { clean } from './text.ts';

/** What Windows does not take in a name, besides its reserved ones. */
const notInNames = /[<>:"/\\|?*]+/g;
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;
const longest = 80;

/** A file's name for what Discord shows: letters and digits that it leaves as they are, since a card names its file. */
export function attachmentName(text: string, otherwise: string): string {
	const name = clean(text)
		.normalize('NFKD')
		.replace(/\p{Mark}+/gu, '')
		.replace(/[^\w-]+/g, '-')
		.replace(/^-+|-+$/g, '')
		.slice(0, longest);
	return name === '' ? otherwise : name;
}

/** Names for the files of one archive: as the things are called, safe on every system, and no two alike. */
export class FileNames {
	readonly #taken = new Set<string>();

	/** `ending` without its dot. `otherwise` stands for a name of which nothing is left. */
	take(text: string, ending: string, otherwise: string): string {
		const base = safeName(text) || otherwise;
		for (let copy = 1; ; copy++) {
			const name = copy === 1 ? `${base}.${ending}` : `${base} (${copy}).${ending}`;
			// Windows and macOS do not tell capitals apart.
			if (this.#taken.has(name.toLowerCase())) continue;
			this.#taken.add(name.toLowerCase());
			return name;
		}
	}
}

function safeName(text: string): string {
	const letters = Array.from(clean(text).replace(notInNames, '-')).slice(0, longest).join('');
	// Windows drops dots and spaces at the end; a dot in front hides a file elsewhere.
	const name = letters.replace(/^[. ]+|[. ]+$/g, '');
	return reserved.test(name) ? `_${name}` : name;
}
