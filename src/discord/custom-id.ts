/*
 * The ids of buttons, selects and forms: `<command>:<action>:<args…>`. The first part names the file that drew it, so a
 * button needs no second registry and works after a restart. Discord takes at most 100 characters.
 */

const longest = 100;

export interface CustomId {
	/** "dj skip" for commands/dj/skip.ts. */
	command: string;
	action: string;
	args: string[];
}

/** Throws when it grows too long: an id holds ids, never long text. */
export function customId(command: string, action: string, ...args: readonly (string | number)[]): string {
	const id = [command, action, ...args.map((arg) => String(arg).replace(/[%:]/g, encodeURIComponent))].join(
		':',
	);
	if (id.length > longest)
		throw new Error(`The id of a ${command} ${action} button is longer than ${longest} characters`);
	return id;
}

/** Undefined for an id that is not of this form. */
export function parseCustomId(id: string): CustomId | undefined {
	const [command, action, ...args] = id.split(':');
	if (command === undefined || action === undefined) return undefined;
	return { command, action, args: args.map((arg) => arg.replaceAll('%3A', ':').replaceAll('%25', '%')) };
}
