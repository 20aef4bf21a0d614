import type { Command } from '../wire.ts';

/** The commands that what was typed could become, best first within each group; `/` alone fits all. */
export function fittingCommands(
	commands: readonly Command[],
	typed: string,
	plainGroup: string,
): { command: Command; group: string }[] {
	const words = typed.replace(/^\//, '').toLowerCase().trim();
	const rank = ({ label, name }: Command) => {
		if (label.startsWith(words) || name.startsWith(words)) return 0;
		return label.includes(words) || name.includes(words) ? 1 : 2;
	};
	return commands
		.filter((command) => rank(command) < 2)
		.toSorted((a, b) => rank(a) - rank(b))
		.map((command) => ({ command, group: command.group === '' ? plainGroup : `/${command.group}` }))
		.toSorted((a, b) => Number(a.group !== plainGroup) - Number(b.group !== plainGroup));
}
