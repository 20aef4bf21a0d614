import { done } from '../answer.ts';
import { queuedDocument } from '../documents.ts';
import { recordNotFound } from '../errors.ts';
import { managed, type StationVisit } from '../guards.ts';
import { paged, sought } from '../paging.ts';
import type { Route } from '../router.ts';

const broadcasting = ['manage station broadcasting'];

export const queueRoutes: readonly Route[] = [
	managed('GET', '/station/{station}/queue', broadcasting, (visit) => paged(visit, rowsOf(visit))),
	managed('POST', '/station/{station}/queue/clear', broadcasting, ({ station }) => {
		station.playout.clear();
		return done('Record deleted successfully.');
	}),
	managed('DELETE', '/station/{station}/queue/{id}', broadcasting, ({ station, params }) => {
		if (!station.playout.remove(Number(params['id']))) throw recordNotFound();
		return done('Record deleted successfully.');
	}),
];

function rowsOf(visit: StationVisit) {
	const { world, station } = visit;
	let startsAt = station.nextStartsAt;
	const rows = station.queue.map((row) => {
		const document = {
			...queuedDocument(world, station, row, startsAt),
			sent_to_autodj: row.sent,
			is_played: false,
			autodj_custom_uri: null,
			log: row.log,
			// The row's id is nowhere else.
			links: { self: `${world.baseUrl}/api/station/${station.id}/queue/${row.id}` },
		};
		startsAt += row.song.lengthSeconds * 1000;
		return document;
	});
	return sought(visit, rows, { phrase: ({ song }) => [song.title, song.artist] });
}
