import type { KeyName } from '#src/backends/backend-error.ts';
import type { NeededRight } from '#src/backends/roles/key-check.ts';
import type { RoleUse } from '#src/backends/roles.ts';
import type { Endpoint } from './endpoint.ts';
import { type EndpointName, endpointsByName } from './endpoints.ts';
import { scopeRight } from './scopes.ts';

/** The rows of the table that each method of a role cannot do without. What AutoPod does not offer is not here. */
const roleEndpoints: Readonly<Partial<Record<RoleUse, readonly EndpointName[]>>> = {
	'onAir.read': ['nowPlaying'],
	'schedule.between': ['schedule'],
	'schedule.local': ['schedule'],
	'shows.list': ['shows'],
	'shows.create': ['createShow'],
	'shows.edit': ['show', 'editShow'],
	'episodes.page': ['episodes'],
	'episodes.find': ['episode'],
	'episodes.search': ['search'],
	'episodes.publish': ['publishEpisode'],
	'episodes.archive': ['archiveEpisode'],
};

/** The scopes that a role's method needs, each once, with the key that it would take. */
export function rightsFor(
	use: RoleUse,
	keyFor: (access: Endpoint['access']) => KeyName,
): readonly NeededRight[] {
	const needed = new Map<string, NeededRight>();
	for (const name of roleEndpoints[use] ?? []) {
		const { scope, access }: Endpoint = endpointsByName[name];
		needed.set(scope, { key: keyFor(access), right: scopeRight(scope) });
	}
	return [...needed.values()];
}
