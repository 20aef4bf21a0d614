import type { KeyName } from '#src/backends/backend-error.ts';
import { offers } from '#src/backends/offers.ts';
import type { NeededRight, Right } from '#src/backends/roles/key-check.ts';
import type { RoleUse, StationBackend } from '#src/backends/roles.ts';

/** What a command declares that it asks of the radio system. */
export interface CommandUses {
	uses: readonly RoleUse[];
	/** What it asks besides, and can do without: then a part of its answer is left out, or a button. */
	partly?: readonly RoleUse[];
}

/** A right that a command needs; `partly`: without it the command runs all the same, with a part left out. */
export interface CommandRight extends NeededRight {
	partly: boolean;
}

/** One name for a right on a key, to compare by. */
export function rightName(key: KeyName, right: Right): string {
	return `${key}/${right.scope}/${right.id}`;
}

/** The commands that the station's radio system can do at all, each with the rights that it needs. */
export function neededRights(
	backend: StationBackend,
	rightsFor: (use: RoleUse) => readonly NeededRight[],
	commands: ReadonlyMap<string, CommandUses>,
): Map<string, readonly CommandRight[]> {
	const needed = new Map<string, readonly CommandRight[]>();
	for (const [name, { uses, partly = [] }] of commands) {
		// What asks nothing of the radio system cannot be stopped by it.
		if (uses.length === 0 || !uses.every((use) => offers(backend, use))) continue;
		const all = [
			...partly.flatMap(rightsFor).map((one) => ({ ...one, partly: true })),
			...uses.flatMap(rightsFor).map((one) => ({ ...one, partly: false })),
		];
		// The later one counts: what is needed at all is needed.
		const rights = all.map((one) => [rightName(one.key, one.right), one] as const);
		needed.set(name, [...new Map(rights).values()]);
	}
	return needed;
}
