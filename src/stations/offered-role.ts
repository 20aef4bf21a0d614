import { BackendError } from '#src/backends/backend-error.ts';
import type { RoleName, Roles } from '#src/backends/roles.ts';
import type { Station } from './station.ts';

/** The role of the station's radio system; throws "not offered" where the system has no such thing. */
export function offeredRole<R extends RoleName>(station: Station, role: R): NonNullable<Partial<Roles>[R]> {
	const roles: Partial<Roles> = station.backend;
	const offered = roles[role];
	if (offered === undefined)
		throw new BackendError(`The role ${role}`, station.backend.host, { kind: 'not-offered', role });
	return offered;
}
