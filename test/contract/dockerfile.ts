import { readFileSync } from 'node:fs';

/** One line of a Dockerfile, with what continues it: `RUN` and what follows it. */
export interface Instruction {
	name: string;
	text: string;
}

/** The stages of the project's Dockerfile, each with its `FROM` as the first instruction. */
export function stages(): Instruction[][] {
	const text = readFileSync(new URL('../../Dockerfile', import.meta.url), 'utf8');
	const lines = text
		.replaceAll(/^\s*#.*\n/gm, '')
		.replaceAll(/\\\n/g, '')
		.split('\n')
		.filter((line) => line.trim() !== '');
	const found: Instruction[][] = [];
	for (const line of lines) {
		const [, name = '', rest = ''] = /^([A-Z]+) (.*)$/.exec(line) ?? [];
		if (name === '') throw new Error(`This is no line of a Dockerfile: ${line}`);
		if (name === 'FROM') found.push([]);
		found.at(-1)?.push({ name, text: rest });
	}
	return found;
}
