import type { Presenter, PresentersRole } from '#src/backends/roles/moderation.ts';
import type { AzuraCastClient } from './client.ts';
import { isoSeconds } from './iso-seconds.ts';
import { readAll } from './paging.ts';

/** Each account comes with every broadcast that it ever made, so that a few can be large. */
const accountsPerRead = 10;

export function createPresentersRole(client: AzuraCastClient): PresentersRole {
	return {
		async list() {
			const presenters: Presenter[] = [];
			for await (const row of readAll(accountsPerRead, (query) => client.call('streamers', {}, { query }))) {
				presenters.push({
					id: row.id,
					username: row.streamer_username,
					name: row.display_name === '' ? row.streamer_username : row.display_name,
					isActive: row.is_active,
					barredUntil: row.reactivate_at,
					onlyPlanned: row.enforce_schedule,
				});
			}
			return presenters;
		},
		async slots(from, to) {
			const query = { start: isoSeconds(from), end: isoSeconds(to) };
			const rows = await client.call('streamersSchedule', {}, { query });
			return rows
				.flatMap(({ title, start, end }) =>
					start === null || end === null ? [] : [{ name: title, startsAt: start, endsAt: end }],
				)
				.filter(({ startsAt, endsAt }) => startsAt < to && endsAt > from)
				.toSorted((a, b) => a.startsAt - b.startsAt);
		},
	};
}
