import type { Answer } from '../azuracast/answer.ts';
import type { Call } from '../azuracast/router.ts';
import { episodeDocument, nowPlayingDocument, scheduleDocument, showDocument } from './documents.ts';
import { demand, type Scope } from './key-ring.ts';
import { empty, json, Refusal, refused } from './refusal.ts';
import type { SimulatedEpisode, SimulatedShow, World } from './world.ts';
import { bodyOf, createShow, editShow, publish } from './writes.ts';

const dayMs = 86_400_000;
const nowPlayingMs = 15_000;
const longestSearch = 200;

interface Visit {
	world: World;
	call: Call;
	/** What stood in the place of `{id}`. */
	id: string;
}

interface Route {
	method: string;
	path: RegExp;
	scope: Scope;
	answer(visit: Visit): Answer;
}

const routes: readonly Route[] = [
	{ method: 'GET', path: /^\/station$/, scope: 'station:read', answer: ({ world }) => json(world.station) },
	{ method: 'GET', path: /^\/now-playing$/, scope: 'now_playing:read', answer: nowPlaying },
	{
		method: 'GET',
		path: /^\/schedule$/,
		scope: 'schedule:read',
		answer: ({ world, call }) => json(scheduleDocument(world, wholeNumber(call, 'offset', 0))),
	},
	{
		method: 'GET',
		path: /^\/shows$/,
		scope: 'shows:read',
		answer: ({ world }) =>
			json(world.shows.toSorted((a, b) => a.title.localeCompare(b.title)).map((show) => showDocument(show))),
	},
	{
		method: 'GET',
		path: /^\/shows\/(?<id>[^/]+)$/,
		scope: 'shows:read',
		answer: (visit) => json(showDocument(showOf(visit))),
	},
	{
		method: 'POST',
		path: /^\/shows$/,
		scope: 'shows:write',
		answer: (visit) => once(visit, () => showDocument(createShow(visit.world, bodyOf(visit.call)))),
	},
	{
		method: 'PUT',
		path: /^\/shows\/(?<id>[^/]+)$/,
		scope: 'shows:write',
		answer: (visit) => json(showDocument(editShow(showOf(visit), bodyOf(visit.call)))),
	},
	{ method: 'DELETE', path: /^\/shows\/(?<id>[^/]+)$/, scope: 'shows:write', answer: deleteShow },
	{ method: 'GET', path: /^\/episodes$/, scope: 'episodes:read', answer: episodes },
	{
		method: 'GET',
		path: /^\/episodes\/(?<id>[^/]+)$/,
		scope: 'episodes:read',
		answer: (visit) => json(episodeDocument(episodeOf(visit), visit.world.shows)),
	},
	{
		method: 'POST',
		path: /^\/episodes$/,
		scope: 'episodes:write',
		answer: (visit) =>
			once(visit, () => episodeDocument(publish(visit.world, bodyOf(visit.call)), visit.world.shows)),
	},
	{
		method: 'DELETE',
		path: /^\/episodes\/(?<id>[^/]+)$/,
		scope: 'episodes:write',
		answer: (visit) => {
			episodeOf(visit).isArchived = true;
			return empty();
		},
	},
	{ method: 'GET', path: /^\/search$/, scope: 'search:read', answer: search },
];

/** Answers a call as AutoPod does: first the key, then the path, then the scope, then the body. */
export function respond(world: World, call: Call): { answer: Answer; key: string } {
	const sent = call.headers['x-api-key'];
	const key = world.keys.labelOf(sent);
	try {
		const admitted = world.keys.admit(sent, call.now);
		const path = call.path.replace(/^\/v1(?=\/)/, '');
		const found = routes
			.filter(({ method }) => method === call.method)
			.map((route) => ({ route, match: route.path.exec(path) }))
			.find(({ match }) => match !== null);
		if (found === undefined || path === call.path) throw new Refusal(404, 'Not found');
		demand(admitted, found.route.scope);
		return { answer: found.route.answer({ world, call, id: found.match?.groups?.['id'] ?? '' }), key };
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return { answer: refused(error), key };
	}
}

function nowPlaying({ world, call }: Visit): Answer {
	const known = world.nowPlaying;
	if (known !== undefined && call.now - known.at < nowPlayingMs) return json(known.value);
	const value = nowPlayingDocument(world);
	world.nowPlaying = { at: call.now, value };
	return json(value);
}

/** Carries an order out once for each name that it is sent under, and gives the first answer for a day. */
function once({ world, call }: Visit, carryOut: () => unknown): Answer {
	const name = call.headers['x-idempotency-key'];
	const before = name === undefined ? undefined : world.answered.get(name);
	if (before !== undefined && call.now - before.at < dayMs) return json(before.value, before.status);
	const value = carryOut();
	if (name !== undefined) world.answered.set(name, { at: call.now, status: 201, value });
	return json(value, 201);
}

function deleteShow(visit: Visit): Answer {
	const show = showOf(visit);
	const { world } = visit;
	if (world.episodes.some(({ showId, isArchived }) => showId === show.id && !isArchived))
		throw new Refusal(409, 'This show still has episodes');
	world.shows = world.shows.filter((one) => one !== show);
	return empty();
}

/** Newest first; neither what is archived or still to come, nor what belongs to a show that is not published. */
function visible({ episodes: all, shows, clock }: World): SimulatedEpisode[] {
	const hidden = new Set(shows.filter(({ published }) => !published).map(({ id }) => id));
	return all
		.filter(({ isArchived, showId }) => !isArchived && (showId === null || !hidden.has(showId)))
		.filter(({ datetime }) => datetime * 1000 <= clock.now())
		.toSorted((a, b) => b.datetime - a.datetime || b.id - a.id);
}

function episodes({ world, call }: Visit): Answer {
	const limit = Math.min(wholeNumber(call, 'limit', 20), 100);
	const cursor = call.query.get('cursor');
	const showId = call.query.get('show_id');
	const all = visible(world).filter((episode) => showId === null || String(episode.showId) === showId);
	const offset = cursor === null ? wholeNumber(call, 'offset', 0) : placeAfter(cursor, all);
	const rows = all.slice(offset, offset + limit);
	const last = rows.at(-1);
	const more = last !== undefined && offset + limit < all.length;
	return json({
		episodes: rows.map((episode) => episodeDocument(episode, world.shows)),
		total: all.length,
		limit,
		offset,
		next_cursor: more ? Buffer.from(`after:${last.datetime}:${last.id}`).toString('base64') : null,
	});
}

/** A cursor names the last row seen, so that what is published meanwhile moves nothing. */
function placeAfter(cursor: string, all: readonly SimulatedEpisode[]): number {
	const [, datetime, id] = /^after:(\d+):(\d+)$/.exec(Buffer.from(cursor, 'base64').toString()) ?? [];
	if (datetime === undefined || id === undefined) throw new Refusal(400, 'Invalid cursor');
	const place = all.findIndex(
		(one) => one.datetime < Number(datetime) || (one.datetime === Number(datetime) && one.id < Number(id)),
	);
	return place < 0 ? all.length : place;
}

function search({ world, call }: Visit): Answer {
	const query = (call.query.get('q') ?? '').slice(0, longestSearch);
	const wanted = query.trim().toLowerCase();
	const limit = Math.min(wholeNumber(call, 'limit', 20), 100);
	const matches = (episode: SimulatedEpisode) => {
		const show = world.shows.find(({ id }) => id === episode.showId);
		return [episode.title, show?.title ?? '', show?.presenter ?? ''].some((text) =>
			text.toLowerCase().includes(wanted),
		);
	};
	const found = wanted === '' ? [] : visible(world).filter(matches).slice(0, limit);
	const results = found.map((episode) => episodeDocument(episode, world.shows));
	return json({ results, query, total: results.length });
}

function showOf({ world, id }: Visit): SimulatedShow {
	const show = world.shows.find((one) => String(one.id) === id);
	if (show === undefined) throw new Refusal(404, 'Show not found');
	return show;
}

function episodeOf({ world, id }: Visit): SimulatedEpisode {
	const episode = world.episodes.find((one) => String(one.id) === id && !one.isArchived);
	if (episode === undefined) throw new Refusal(404, 'Episode not found');
	return episode;
}

function wholeNumber({ query }: Call, name: string, otherwise: number): number {
	const text = query.get(name);
	if (text === null) return otherwise;
	if (!/^\d{1,6}$/.test(text)) throw new Refusal(400, `${name} must be a number`);
	return Number(text);
}
