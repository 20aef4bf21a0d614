import type { z } from 'zod';
import type { KeyOwner } from '#src/backends/radio-system.ts';
import type { account } from './schemas/account.ts';

/** Whose key it is, by name; by mail address for a user without a name, as AzuraCast shows them. */
export function ownerOf({ id, name, email, roles }: z.output<typeof account>): KeyOwner {
	return { id, name: name ?? email ?? '', roles: roles.map((role) => role.name) };
}
