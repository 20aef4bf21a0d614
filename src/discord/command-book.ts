import type { Command } from './command.ts';

/** The commands there are, and their clickable names once Discord has told their ids. */
export class CommandBook {
	readonly commands: ReadonlyMap<string, Command>;
	#ids: ReadonlyMap<string, string> = new Map();

	constructor(commands: ReadonlyMap<string, Command>) {
		this.commands = commands;
	}

	/** `ids`: of the top-level commands, by name, as Discord registered them. */
	learnIds(ids: ReadonlyMap<string, string>): void {
		this.#ids = ids;
	}

	/** `</dj skip:123>`, which can be clicked; plain `/dj skip` as long as the id is not known. */
	mention(name: string): string {
		const id = this.#ids.get(name.split(' ')[0] ?? name);
		return id === undefined ? `\`/${name}\`` : `</${name}:${id}>`;
	}
}
