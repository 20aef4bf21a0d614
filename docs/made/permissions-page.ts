import { type Endpoint, isPublicStationEndpoint } from '#src/backends/azuracast/endpoint.ts';
import { endpoints } from '#src/backends/azuracast/endpoints.ts';
import {
	globalPermissions,
	type Permission,
	stationPermissions,
} from '#src/backends/azuracast/permissions.ts';
import { rightsFor } from '#src/backends/azuracast/rights-for.ts';
import type { KeyName } from '#src/backends/backend-error.ts';
import type { House } from './open-house.ts';
import { table } from './table.ts';

/** `docs/permissions.md`: what each right of AzuraCast is for, and every call with the key and the right that it takes. */
export function permissionsPage({ commands }: House): string {
	return `${[
		"# AzuraCast's rights",
		'Made by `npm run docs` from the table of endpoints; change that, not this page.',
		'In AzuraCast rights belong to a role (**Administration › Roles & Permissions**), a role to a user, and a key to a user (**My Account › API Keys**). ' +
			'Make one user for the station key and one for the admin key: what leaks or is revoked then takes the other along no further. `/doctor` tells which of these rights a key ' +
			'has, which it lacks and which it has and nothing needs.',
		'## The station key',
		'Rights over one station.',
		rightsTable('station', commands),
		'## The admin key',
		'Rights over the whole server. Without this key everything but these commands works.',
		rightsTable('admin', commands),
		'## Every call',
		'Nothing else is ever asked of AzuraCast. A key is sent only where the column names one; `none` becomes the station key for a station that is not public, since AzuraCast hides ' +
			'it otherwise. What is not repeatable is sent once, whatever becomes of the answer.',
		callsTable(),
	].join('\n\n')}\n`;
}

function rightsTable(key: KeyName, commands: House['commands']): string {
	const needs = new Map<string, { right: Permission; must: Set<string>; can: Set<string> }>();
	const note = (name: string, kind: 'must' | 'can', right: Permission) => {
		const id = `${right.scope} ${right.id}`;
		const known = needs.get(id) ?? { right, must: new Set(), can: new Set() };
		known[kind].add(`\`/${name}\``);
		needs.set(id, known);
	};
	for (const [name, { uses, partly }] of commands) {
		for (const [kind, list] of [
			['can', partly],
			['must', uses],
		] as const) {
			for (const needed of list.flatMap(rightsFor))
				if (needed.key === key) note(name, kind, azuraCastRight(needed.right));
		}
	}
	const rows = [...needs.values()].map(({ right, must, can }) => [
		`**${right.label}**`,
		[...must].join(', ') || '–',
		[...can].filter((name) => !must.has(name)).join(', ') || '–',
	]);
	return table(['right', 'without it these do not run', 'and these leave something out'], rows);
}

/** A right as the self-check names it, as AzuraCast's own. Throws if it is none. */
function azuraCastRight({ scope, id, label }: { scope: string; id: string; label: string }): Permission {
	const known: Readonly<Record<string, string>> = scope === 'global' ? globalPermissions : stationPermissions;
	if (known[id] !== label) throw new Error(`AzuraCast has no right "${label}"`);
	return { scope, id, label } as Permission;
}

function callsTable(): string {
	const rows = Object.values(endpoints).map((endpoint: Endpoint) => [
		`\`${endpoint.method} /api${endpoint.path}\``,
		`${endpoint.key}${isPublicStationEndpoint(endpoint) && endpoint.key !== 'none' ? ', or none on a public station' : ''}`,
		endpoint.permissions.map(({ label }) => label).join(', ') || '–',
		endpoint.repeatable ? 'yes' : 'no',
	]);
	return table(['call', 'key', 'right', 'repeatable'], rows);
}
