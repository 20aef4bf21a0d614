import { resolve } from 'node:path';
import { type Environment, readSecretFile } from './environment.ts';
import type { DeclarationRules, DeclaredKey, KeyName } from './stations-file.ts';

export interface KeySources {
	environment: Environment;
	/** Key files are named from here: the folder of the stations file. */
	folder: string;
}

type ReadKey = { text: string } | { problem: string };

/** The key itself, or what is wrong with it; a problem never shows the key. */
export function readKey(
	name: KeyName,
	declared: DeclaredKey,
	{ kind, keys }: DeclarationRules,
	sources: KeySources,
): ReadKey {
	if (!keys.takes.includes(name)) return { problem: `is not used by ${kind}` };
	const read = fetchKey(declared, sources);
	return 'problem' in read || keys.form.test(read.text) ? read : { problem: keys.problem };
}

function fetchKey(declared: DeclaredKey, { environment, folder }: KeySources): ReadKey {
	if (typeof declared === 'string') return { text: declared };
	if ('env' in declared) {
		const text = environment.get(declared.env);
		return text === undefined
			? { problem: `names ${describeName(declared.env)}, which is not set` }
			: { text };
	}
	const read = readSecretFile(resolve(folder, declared.file));
	return 'problem' in read ? { problem: `names a file that ${read.problem}` } : read;
}

/** Shown only if it looks like a variable's name: the key itself may stand there by mistake. */
function describeName(name: string): string {
	return /^[A-Z][A-Z0-9_]{0,63}$/.test(name) ? `the variable ${name}` : 'a variable';
}
