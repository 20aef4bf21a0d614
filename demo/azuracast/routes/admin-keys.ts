import { json } from '../answer.ts';
import { recordNotFound } from '../errors.ts';
import { administered } from '../guards.ts';
import type { Account, Role } from '../keys.ts';
import { paged } from '../paging.ts';
import { globalPermissions, stationPermissions } from '../permissions.ts';
import type { Route } from '../router.ts';
import { isAtLeast } from '../version.ts';
import type { World } from '../world.ts';
import { emailOf, nameOf } from './account.ts';

const all = 'administer all';
const keys = 'administer api keys';

/** Who may what: permissions, roles, keys. */
export const adminKeyRoutes: readonly Route[] = [
	administered('GET', '/admin/permissions', all, ({ world }) =>
		json({ global: globalPermissions, station: stationPermissions(world.version) }),
	),
	administered('GET', '/admin/roles', all, (visit) =>
		paged(
			visit,
			rolesOf(visit.world)
				.toSorted((a, b) => a.name.localeCompare(b.name))
				.map((role) => roleDocument(visit.world, role)),
		),
	),
	administered('GET', '/admin/role/{id}', all, ({ world, params }) => {
		const role = rolesOf(world).find(({ id }) => String(id) === params['id']);
		if (role === undefined) throw recordNotFound();
		return json(roleDocument(world, role));
	}),
	administered('GET', '/admin/api-keys', keys, (visit) =>
		paged(
			visit,
			visit.world.keys.accounts.map((account) => keyDocument(visit.world, account)),
		),
	),
	administered('GET', '/admin/api-key/{id}', keys, ({ world, params }) => {
		const account = world.keys.accounts.find(({ keyId }) => keyId === params['id']);
		if (account === undefined) throw recordNotFound();
		return json(keyDocument(world, account));
	}),
];

function rolesOf(world: World): Role[] {
	return world.keys.accounts.flatMap(({ roles }) => roles);
}

function roleDocument(world: World, role: Role) {
	const station = isAtLeast(world.version, '0.21.0')
		? [...role.stations].map(([id, permissions]) => ({ id, permissions }))
		: Object.fromEntries(role.stations);
	return {
		id: role.id,
		name: role.name,
		permissions: { global: role.global, station },
		is_super_admin: role.name === 'Super Administrator',
		links: { self: `${world.baseUrl}/api/admin/role/${role.id}` },
	};
}

function keyDocument(world: World, { id, user, keyId, roles }: Account) {
	return {
		user: {
			email: emailOf(user),
			auth_password: '',
			name: nameOf(user),
			locale: null,
			show_24_hour_time: null,
			two_factor_secret: null,
			created_at: 1_795_320_345,
			updated_at: 1_795_320_345,
			roles: roles.map((role) => ({ name: role.name, id: role.id })),
			api_keys: [keyId],
			passkeys: [],
			login_tokens: [],
			id,
		},
		comment: `${user} key`,
		id: keyId,
		links: { self: `${world.baseUrl}/api/admin/api-key/${keyId}` },
	};
}
