import type { CheckedKey, StationReport } from './station-report.ts';

/**
 * Whether the two keys look as if each had been entered in the place of the other: the admin key's user has roles and yet no
 * right over the server, while the station key holds rights over the server, or has roles and yet no right on the station.
 */
export function keysAreSwapped({ keys }: StationReport): boolean {
	const admin = keys.find(({ key }) => key === 'admin');
	const station = keys.find(({ key }) => key === 'station');
	if (admin === undefined || station === undefined) return false;
	if (!hasRoles(admin) || !lacksAll(admin, 'global') || !hasRoles(station)) return false;
	return holds(station, 'global') || lacksAll(station, 'station');
}

/** It works, and its user is meant to be allowed something. */
function hasRoles({ problem, owner }: CheckedKey): boolean {
	return problem === null && (owner?.roles.length ?? 0) > 0;
}

type Scope = 'global' | 'station';

function holds({ rights }: CheckedKey, scope: Scope): boolean {
	return rights.some(
		({ right, found }) => right.scope === scope && (found === 'granted' || found === 'feature-off'),
	);
}

/** At least one is known to be missing and none is held. */
function lacksAll(key: CheckedKey, scope: Scope): boolean {
	const isMissing = key.rights.some(({ right, found }) => right.scope === scope && found === 'missing');
	return isMissing && !holds(key, scope);
}
