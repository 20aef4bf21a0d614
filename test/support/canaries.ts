import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** What only a key or a token looks like: every key that a simulated radio server gives out, and Discord's tokens. */
const shapes: Readonly<Record<string, RegExp>> = {
	'a key of AzuraCast': /(?<![0-9a-z])[0-9a-f]{16}:[0-9a-f]{32}(?![0-9a-z])/i,
	'a key of AutoPod': /apk_simulated_\d{4}_/,
	'the token of a bot': /\bMT[\w-]{20,28}\.[\w-]{6,7}\.[\w-]{27,}\b/,
};

/** What of that stands in a text, in words that give nothing away. */
export function leaksIn(text: string, secrets: readonly string[] = []): string[] {
	const known = secrets.flatMap((secret, index) => (text.includes(secret) ? [`secret ${index}`] : []));
	const shaped = Object.entries(shapes).flatMap(([what, shape]) => (shape.test(text) ? [what] : []));
	return [...known, ...shaped];
}

/** Files that hold secrets by their nature: the test wrote the one, and the other is the key that seals. */
const meantTo = new Set(['stations.json', 'encryption.key']);

/** The same for all files of a folder, whatever kind they are of; sealed keys are none. */
export function leaksInFolder(folder: string, secrets: readonly string[]): string[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && !meantTo.has(entry.name))
		.flatMap((entry) => {
			const text = readFileSync(path.join(entry.parentPath, entry.name), 'latin1');
			return leaksIn(text, secrets).map((what) => `${what} lies in ${entry.name}`);
		});
}
