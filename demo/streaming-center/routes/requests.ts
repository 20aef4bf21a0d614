import { z } from 'zod';
import { invalid, json, Refused } from '../answers.ts';
import { readBody } from '../body.ts';
import { requestDocument } from '../documents.ts';
import { listAnswer, type Route, stationNumbered, stationsOf, type Visit } from '../route.ts';

const wanted = z.object({
	server_id: z.number(),
	person: z.string(),
	message: z.string(),
	music_id: z.number(),
	/** Milliseconds, both as the caller likes. */
	ip_timeout: z.number(),
	track_timeout: z.number(),
});

/** Song requests, as the vendor's own widget makes them. */
export const requestRoutes: readonly Route[] = [
	{ method: 'POST', path: '/track_requests/', answer: take },
	{
		method: 'GET',
		path: '/track_requests/',
		answer: (visit) => {
			const { query } = visit.call;
			const withMusic = query.get('with_music') === 'true';
			const pending = query.get('show_pending') === 'true';
			const rows = stationsOf(visit).flatMap((station) =>
				station.requests
					.filter(({ playedAt }) => pending || playedAt !== null)
					.map((request) => requestDocument(request, station, visit.panel.baseUrl, withMusic)),
			);
			return listAnswer(visit, rows);
		},
	},
];

function take(visit: Visit) {
	const { panel, call } = visit;
	const body = readBody(call, wanted);
	const station = stationNumbered(visit, body.server_id);
	// What was asked for and is due has been played by now.
	const { history } = station;
	const now = panel.clock.now();
	const blocked = (why: object) => new Refused(json(why, panel.habits.blockedWith));
	const track = station.tracks.find(({ id }) => id === body.music_id);
	if (track === undefined || !track.requestable)
		throw invalid({ all_music: [`Invalid pk "${body.music_id}" - object does not exist.`] });
	if (body.person.length + body.message.length > 255) throw invalid({ message: ['max_length'] });
	const recent = (within: number) => station.requests.filter(({ at }) => now - at < within);
	if (recent(body.ip_timeout).some(({ address }) => address === call.address))
		throw blocked({ ip_blocked: true });
	const wasOn = history.some((play) => play.track === track && now - play.ts < body.track_timeout);
	if (wasOn || recent(body.track_timeout).some((request) => request.track === track))
		throw blocked({ track_blocked: true });
	const id = station.id * 1_000 + station.requests.length + 1;
	const { person, message } = body;
	const request = { id, at: now, track, person, message, address: call.address, playedAt: null };
	station.requests.push(request);
	return json(requestDocument(request, station, panel.baseUrl, false), 201);
}
