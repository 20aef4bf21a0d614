import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import type { SettingsProblem } from './settings-error.ts';
import { secretNames, variableExamples } from './variables.ts';

/** Variables by name; those that are not set, or set to the empty string, are not there. */
export type Environment = ReadonlyMap<string, string>;

/**
 * The process's variables over those of the `.env` file in `cwd`, with every `X_FILE` replaced by what its file holds. What
 * goes wrong is added to `problems`.
 */
export function readEnvironment(
	processEnv: Readonly<Record<string, string | undefined>>,
	cwd: string,
	problems: SettingsProblem[],
): Environment {
	const environment = new Map<string, string>();
	for (const source of [readDotEnv(cwd, problems), processEnv])
		for (const [name, value] of Object.entries(source))
			if (value !== undefined && value !== '') environment.set(name, value);

	for (const name of secretNames) {
		const path = environment.get(`${name}_FILE`);
		if (path === undefined) continue;
		const example = `${name}_FILE=/run/secrets/${name.toLowerCase()}`;
		if (environment.has(name)) {
			problems.push({ name, problem: `${name} and ${name}_FILE are both set`, example });
			continue;
		}
		const read = readSecretFile(resolve(cwd, path));
		// The path is not shown either: the secret itself may stand there by mistake.
		if ('text' in read) environment.set(name, read.text);
		else problems.push({ name: `${name}_FILE`, problem: `the file ${read.problem}`, example });
	}
	return environment;
}

/** The secret in the file at `path` without the line break at its end, or what is wrong with that file. */
export function readSecretFile(path: string): { text: string } | { problem: string } {
	try {
		const text = readFileSync(path, 'utf8').replace(/\r?\n$/, '');
		return text === '' ? { problem: 'is empty' } : { text };
	} catch (error) {
		return { problem: `cannot be read (${errorCode(error)})` };
	}
}

/** `ENOENT` and the like. The message is left out: it repeats the path. */
export function errorCode(error: unknown): string {
	return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
}

function readDotEnv(cwd: string, problems: SettingsProblem[]): Record<string, string | undefined> {
	try {
		return parseEnv(readFileSync(resolve(cwd, '.env'), 'utf8'));
	} catch (error) {
		if (errorCode(error) !== 'ENOENT')
			problems.push({
				name: '.env',
				problem: `the file cannot be read (${errorCode(error)})`,
				example: `a text file with lines such as LOG_LEVEL=${variableExamples.LOG_LEVEL}`,
			});
		return {};
	}
}
