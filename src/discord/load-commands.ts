import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Command } from './command.ts';

/**
 * The commands of a folder by name: `dj/skip.ts` is "dj skip". A file that is no command, or whose name and words disagree,
 * stops the start: silently skipped, it would be a command that vanished.
 */
export async function loadCommands(folder: string): Promise<Map<string, Command>> {
	const files = (await readdir(folder, { recursive: true }))
		.filter((file) => file.endsWith('.ts'))
		.toSorted();
	const loaded = await Promise.all(
		files.map(async (file) => {
			const parts = file.replace(/\.ts$/, '').split(path.sep);
			const module: unknown = await import(pathToFileURL(path.join(folder, file)).href);
			const command = commandIn(module);
			if (command === undefined) throw new Error(`commands/${file} does not export a command by default`);
			if (command.strings.name !== parts.at(-1)) {
				throw new Error(`commands/${file} calls itself "${command.strings.name}" in its words`);
			}
			return [parts.join(' '), command] as const;
		}),
	);
	return new Map(loaded);
}

function commandIn(module: unknown): Command | undefined {
	if (typeof module !== 'object' || module === null || !('default' in module)) return undefined;
	return isCommand(module.default) ? module.default : undefined;
}

function isCommand(value: unknown): value is Command {
	return (
		typeof value === 'object' &&
		value !== null &&
		'strings' in value &&
		'execute' in value &&
		'components' in value
	);
}
