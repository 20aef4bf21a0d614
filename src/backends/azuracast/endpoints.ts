import type { Endpoint } from './endpoint.ts';
import { accountEndpoints } from './endpoints/account.ts';
import { mediaEndpoints } from './endpoints/media.ts';
import { onAirEndpoints } from './endpoints/on-air.ts';
import { probeEndpoints } from './endpoints/probes.ts';
import { queueEndpoints } from './endpoints/queue.ts';
import { serverEndpoints } from './endpoints/server.ts';
import { stationEndpoints } from './endpoints/station.ts';

/**
 * Everything that is ever asked of AzuraCast: one row for each endpoint. The client, the permission self-check, the sentence
 * about a missing right and the documentation are made from these rows; to use a new endpoint is to add one.
 */
export const endpoints = {
	...onAirEndpoints,
	...queueEndpoints,
	...mediaEndpoints,
	...stationEndpoints,
	...serverEndpoints,
	...accountEndpoints,
	...probeEndpoints,
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
export type Params<Name extends EndpointName> = Record<
	Exclude<NamesIn<(typeof endpoints)[Name]['path']>, 'station'>,
	string | number
>;

/** The table once more, with the result of each row told by its name. */
export const endpointsByName: { [Name in EndpointName]: Endpoint<Results[Name]> } = endpoints;
