import type { PresentersRole } from '#src/backends/roles/moderation.ts';
import type { StreamingCenterClient } from './client.ts';
import type { Grid } from './grid.ts';
import { readAll } from './paging.ts';

/** Senders that are no people: the AutoDJ and other servers. */
const machines = new Set(['auto', 'server']);

/** Who may send, as the vendor's own pages read it, and the shows in the schedule. */
export function createPresentersRole(
	client: StreamingCenterClient,
	server: string,
	grid: Grid,
): PresentersRole {
	return {
		async list() {
			const rows = await readAll((page) => client.call('presenters', {}, { query: { server, ...page } }));
			return rows
				.filter(({ cat }) => !machines.has(cat))
				.map(({ id, name, active }) => ({
					id,
					username: name,
					name,
					isActive: active,
					barredUntil: null,
					onlyPlanned: false,
				}));
		},
		async slots(from, to) {
			return (await grid.between(from, to))
				.filter(({ cast }) => cast === 'radioshow')
				.map(({ name, startsAt, endsAt }) => ({ name, startsAt, endsAt }));
		},
	};
}
