import { invalid, json } from '../answers.ts';
import { channelDocuments, gridDocument } from '../broadcast-documents.ts';
import { djDocument, historyDocument } from '../documents.ts';
import { occurrencesBetween } from '../grid-plan.ts';
import { listAnswer, type Route, stationsOf } from '../route.ts';

/** What is and was on the air, the streams, the schedule, and who may send. */
export const broadcastRoutes: readonly Route[] = [
	{
		method: 'GET',
		path: '/history/',
		answer: (visit) => {
			const rows = stationsOf(visit).flatMap(({ history }) => history);
			const newest = rows.toSorted((a, b) => b.ts - a.ts);
			return listAnswer(
				visit,
				newest.map((play) => historyDocument(play, visit.panel.baseUrl)),
			);
		},
	},
	{
		method: 'GET',
		path: '/channels/',
		answer: (visit) =>
			listAnswer(
				visit,
				stationsOf(visit).flatMap((station) => channelDocuments(station, visit.keyed)),
			),
	},
	{
		method: 'GET',
		path: '/grid/',
		answer: (visit) => {
			const { query } = visit.call;
			const missing = ['server', 'start_ts', 'end_ts'].filter((name) => !query.has(name));
			if (missing.length > 0)
				throw invalid(Object.fromEntries(missing.map((name) => [name, ['This field is required.']])));
			const [from, to] = [Number(query.get('start_ts')) * 1_000, Number(query.get('end_ts')) * 1_000];
			const rows = stationsOf(visit).flatMap((station) =>
				occurrencesBetween(station.events, station.timezone, from, to).map((one) =>
					gridDocument(one, station),
				),
			);
			return json(rows);
		},
	},
	{
		method: 'POST',
		path: '/grid/',
		key: true,
		answer: () => {
			throw invalid({ non_field_errors: ['time_slot_busy'] });
		},
	},
	{
		method: 'GET',
		path: '/servers/',
		answer: (visit) =>
			listAnswer(
				visit,
				visit.panel.stations.map(({ id, title }) => ({ id, title, description: 'None' })),
			),
	},
	{
		method: 'GET',
		path: '/djs/',
		answer: (visit) =>
			listAnswer(
				visit,
				stationsOf(visit).flatMap((station) => station.djs.map((dj) => djDocument(dj, station, visit.keyed))),
			),
	},
];
