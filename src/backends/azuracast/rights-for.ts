import type { NeededRight } from '#src/backends/roles/key-check.ts';
import type { RoleUse } from '#src/backends/roles.ts';
import type { Endpoint } from './endpoint.ts';
import { endpointsByName } from './endpoints.ts';
import { roleEndpoints } from './role-endpoints.ts';

/** The rights that a role's method needs, each once, by the rows of the table that it asks. What is public needs none. */
export function rightsFor(use: RoleUse): readonly NeededRight[] {
	const needed = new Map<string, NeededRight>();
	for (const name of roleEndpoints[use] ?? []) {
		const { key, permissions }: Endpoint = endpointsByName[name];
		if (key === 'none') continue;
		for (const right of permissions) needed.set(`${key} ${right.scope} ${right.id}`, { key, right });
	}
	return [...needed.values()];
}
