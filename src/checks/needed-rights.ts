import type { KeyName } from '#src/backends/backend-error.ts';
import type { NeededRight, Right } from '#src/backends/roles/key-check.ts';
import type { RoleUse, StationBackend } from '#src/backends/roles.ts';

/** What a command declares that it asks of the radio system. */
export interface CommandUses {
	uses: readonly RoleUse[];
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
): Map<string, readonly NeededRight[]> {
	const needed = new Map<string, readonly NeededRight[]>();
	for (const [name, { uses }] of commands) {
		// What asks nothing of the radio system cannot be stopped by it.
		if (uses.length === 0 || !uses.every((use) => offers(backend, use))) continue;
		const rights = uses.flatMap(rightsFor).map((one) => [rightName(one.key, one.right), one] as const);
		needed.set(name, [...new Map(rights).values()]);
	}
	return needed;
}

function offers(backend: StationBackend, use: RoleUse): boolean {
	const [role = '', method = ''] = use.split('.');
	const roles = new Map<string, unknown>(Object.entries(backend));
	const offered = roles.get(role);
	return typeof offered === 'object' && offered !== null && method in offered;
}
