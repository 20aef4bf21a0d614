import { type APIComponentInContainer, ComponentType } from 'discord.js';
import type { AuditFilter } from '#src/stations/audit.ts';
import { levelAt, type Person } from '#src/stations/levels.ts';
import type { Station } from '#src/stations/station.ts';

/** Which entries somebody wants to see, as short text for the ids of buttons: `failed`, `u<person>`, `s<station>`, or nothing for all. */
export function writeChoice({ userId, stationId, onlyFailures }: AuditFilter): string {
	if (userId !== undefined) return `u${userId}`;
	if (stationId !== undefined) return `s${stationId}`;
	return onlyFailures === true ? 'failed' : '';
}

/** What {@link writeChoice} wrote; everything for what it did not. */
export function readChoice(choice: string | undefined): AuditFilter {
	if (choice === 'failed') return { onlyFailures: true };
	const [kind, id] = [choice?.slice(0, 1), choice?.slice(1) ?? ''];
	if (kind === 'u' && /^\d{1,20}$/.test(id)) return { userId: id };
	return kind === 's' && id !== '' ? { stationId: id } : {};
}

/**
 * What a person may see of the audit: everything with Manage Server; else what was done on the stations that they are an admin of, and
 * nothing that is about no station.
 */
export function visibleTo(person: Person, stations: readonly Station[]): AuditFilter {
	if (person.managesServer) return {};
	const own = stations.filter((station) => levelAt(person, station) === 'admin');
	return { stationIds: own.map(({ id }) => id) };
}

/** Discord's own list of the server's people, of whom one is chosen. */
export function selectPerson(customId: string, placeholder: string): APIComponentInContainer {
	return {
		type: ComponentType.ActionRow,
		components: [
			{ type: ComponentType.UserSelect, custom_id: customId, placeholder, min_values: 1, max_values: 1 },
		],
	};
}
