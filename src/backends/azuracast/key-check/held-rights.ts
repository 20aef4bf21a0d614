import type { KeyName } from '#src/backends/backend-error.ts';
import type { Right, RightReport } from '#src/backends/roles/key-check.ts';
import { isBefore } from '../greeting.ts';
import {
	type GlobalPermission,
	globalPermissions,
	globalRight,
	type Permission,
	type StationPermission,
	stationPermissions,
	stationRight,
} from '../permissions.ts';

/** Rights that a key's user holds by themselves, by AzuraCast's strings: over the server, and over the one station. */
export interface HeldRights {
	global: ReadonlySet<string>;
	station: ReadonlySet<string>;
}

const all = globalRight('administer all');
const allStations = globalRight('administer stations');
const allOfStation = stationRight('administer all');

/** All global rights, in AzuraCast's order. */
export const globalRights = keysOf(globalPermissions).map(globalRight);

/** All rights over a station that guard anything, in AzuraCast's order. */
export const stationRights = keysOf(stationPermissions)
	.filter((id) => id !== 'manage station automation')
	.map(stationRight);

function keysOf<Id extends GlobalPermission | StationPermission>(labels: Record<Id, string>): Id[] {
	// The tables are constants, so their keys are all of them.
	return Object.keys(labels) as Id[];
}

/**
 * Every right of the key's own scope (the server for the admin key, the station for the station key), and what it holds of
 * the other one. `version`: null if not known.
 */
export function reportHeld(key: KeyName, held: HeldRights, version: string | null): RightReport[] {
	const global = globalRights.map((right) => reportOne(right, held));
	const station = stationRights.map((right) => reportOne(right, held));
	const heldHere = ({ right, state, through }: RightReport) =>
		right.scope === ownScope(key) || (state === 'granted' && through === undefined);
	return beforeDeletingWasApart([...global, ...station], version).filter(heldHere);
}

function ownScope(key: KeyName): Right['scope'] {
	return key === 'admin' ? 'global' : 'station';
}

function reportOne(right: Permission, held: HeldRights): RightReport {
	if (held[right.scope].has(right.id)) return { right, state: 'granted' };
	const through = biggerRight(right, held);
	return through === undefined ? { right, state: 'missing' } : { right, state: 'granted', through };
}

function biggerRight({ scope }: Permission, { global, station }: HeldRights): Permission | undefined {
	if (global.has(all.id)) return all;
	if (scope === 'global') return undefined;
	if (global.has(allStations.id)) return allStations;
	return station.has(allOfStation.id) ? allOfStation : undefined;
}

/** Until 0.22 whoever may change media may delete it; there is no such right to give. */
export function beforeDeletingWasApart(reports: RightReport[], version: string | null): RightReport[] {
	if (!isBefore(version, '0.22.0')) return reports;
	const media = reports.find(({ right }) => right.id === 'manage station media');
	return reports.map((report) => {
		if (report.right.id !== 'delete station media') return report;
		const { right } = report;
		return media?.state === 'granted' || media?.state === 'feature-off'
			? { right, state: media.state, through: media.through ?? media.right }
			: { right, state: 'unproven', unproven: 'not-in-version' };
	});
}
