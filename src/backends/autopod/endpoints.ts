import { z } from 'zod';
import { change, create, type Endpoint, read } from './endpoint.ts';
import { episode, episodePage, searchResults } from './schemas/episodes.ts';
import { schedule } from './schemas/schedule.ts';
import { changedShow, show } from './schemas/shows.ts';
import { nowPlaying, station } from './schemas/station.ts';
import { nothing } from './schemas/wire.ts';

/**
 * Everything that is ever asked of AutoPod: one row for each endpoint. What changes or clears the schedule, deletes shows or makes
 * episodes from recordings is not among them: how it works is nowhere described.
 */
const endpoints = {
	station: read('station:read', '/station', station),
	nowPlaying: read('now_playing:read', '/now-playing', nowPlaying),
	/** Seven days from today plus `offset` days. */
	schedule: read('schedule:read', '/schedule', schedule),
	shows: read('shows:read', '/shows', z.array(show)),
	show: read('shows:read', '/shows/{show}', show),
	createShow: create('shows:write', '/shows', show),
	editShow: change('PUT', 'shows:write', '/shows/{show}', changedShow),
	episodes: read('episodes:read', '/episodes', episodePage),
	episode: read('episodes:read', '/episodes/{episode}', episode),
	search: read('search:read', '/search', searchResults),
	publishEpisode: create('episodes:write', '/episodes', episode),
	/** Archives it, in spite of its name; only AutoPod's own pages bring it back. */
	archiveEpisode: change('DELETE', 'episodes:write', '/episodes/{episode}', nothing),
};

export type EndpointName = keyof typeof endpoints;

/** What a call of each row gives. */
export type Results = {
	[Name in EndpointName]: (typeof endpoints)[Name] extends Endpoint<infer Result> ? Result : never;
};

type NamesIn<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
	? Name | NamesIn<Rest>
	: never;

/** The parameters that a row's path asks of the caller. */
export type Params<Name extends EndpointName> = Record<NamesIn<(typeof endpoints)[Name]['path']>, string>;

/** The table once more, with the result of each row told by its name. */
export const endpointsByName: { [Name in EndpointName]: Endpoint<Results[Name]> } = endpoints;
