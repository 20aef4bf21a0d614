import type { Station } from './station.ts';

/** From the least to the most; a higher level includes the lower ones. */
export const levels = ['listener', 'dj', 'manager', 'admin'] as const;
export type Level = (typeof levels)[number];

/** What Discord says of a person, at the moment of a click. */
export interface Person {
	id: string;
	roleIds: readonly string[];
	/** Manage Server, which always counts as admin: whoever may change the server may not be locked out of its station. */
	managesServer: boolean;
}

export function includesLevel(has: Level, needed: Level): boolean {
	return levels.indexOf(has) >= levels.indexOf(needed);
}

/** The person's level for one station. */
export function levelAt(person: Person, station: Pick<Station, 'roles'>): Level {
	if (person.managesServer) return 'admin';
	const holds = (roles: readonly string[]) => roles.some((role) => person.roleIds.includes(role));
	if (holds(station.roles.admin)) return 'admin';
	if (holds(station.roles.manager)) return 'manager';
	return holds(station.roles.dj) ? 'dj' : 'listener';
}

/** The person's highest level over several stations: what decides where no one station is meant. */
export function highestLevel(person: Person, stations: readonly Pick<Station, 'roles'>[]): Level {
	if (person.managesServer) return 'admin';
	const found = stations.map((station) => levelAt(person, station));
	return levels.findLast((level) => found.includes(level)) ?? 'listener';
}
