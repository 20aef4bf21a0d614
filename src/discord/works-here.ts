import { lacking } from '#src/backends/offers.ts';
import type { RoleUse } from '#src/backends/roles.ts';
import { includesLevel, levelAt, levels, type Person } from '#src/stations/levels.ts';
import type { Station } from '#src/stations/station.ts';
import type { Command } from './command.ts';

/** What the command cannot do without and the station's radio system has not; undefined if it has all, or what does in its place. */
export function missingFor(
	{ uses, orElse }: Pick<Command, 'uses' | 'orElse'>,
	{ backend }: Station,
): RoleUse | undefined {
	const missing = lacking(backend, uses);
	return missing === undefined || orElse === undefined || lacking(backend, orElse) !== undefined
		? missing
		: undefined;
}

/** Whether the station's radio system has what the command cannot do without. */
export function worksAt(command: Pick<Command, 'uses' | 'orElse'>, station: Station): boolean {
	return missingFor(command, station) === undefined;
}

/** As many as a sentence bears. */
const mostNamed = 6;

/** What this person can do at the station instead of what its radio system has not: commands that ask it for something, by name. */
export function instead(
	commands: ReadonlyMap<string, Command>,
	station: Station,
	person: Person,
	/** The command that is not there: what is in its group comes before the rest of a level. */
	missing: string,
): string[] {
	const group = commands.get(missing)?.group;
	return (
		[...commands]
			.filter(
				([, command]) =>
					command.station === 'one' &&
					command.uses.some((use) => use !== 'onAir.read') &&
					includesLevel(levelAt(person, station), command.level) &&
					worksAt(command, station),
			)
			// What everybody may do tells most about a station.
			.toSorted(
				([, a], [, b]) =>
					levels.indexOf(a.level) - levels.indexOf(b.level) ||
					Number(b.group === group) - Number(a.group === group),
			)
			.map(([name]) => name)
			.slice(0, mostNamed)
	);
}
