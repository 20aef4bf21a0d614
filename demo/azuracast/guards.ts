import type { Answer } from './answer.ts';
import { notLoggedIn, permissionDenied, Refusal, stationNotFound, unsupported } from './errors.ts';
import { type Account, mayGlobally, mayOnStation } from './keys.ts';
import type { Method, Route, Visit } from './router.ts';
import type { SimulatedStation } from './simulated-station.ts';
import { isAtLeast } from './version.ts';

export interface StationVisit extends Visit {
	station: SimulatedStation;
}

export interface AccountVisit extends Visit {
	account: Account;
}

type Handler<V> = (visit: V) => Answer | Promise<Answer>;
type Feature = 'hls' | 'requests' | 'streamers';
/** Without an AutoDJ there is no library. */
const ofTheLibrary = /^\/station\/\{station\}\/(?:files?|playlists?)(?:\/|$)/u;
type Range = Pick<Route, 'since' | 'until'>;

/** A route for everybody. */
export function open(method: Method, path: string, answer: Handler<Visit>, range: Range = {}): Route {
	return { method, path, answer, ...range };
}

/** A route for any valid key. */
export function loggedIn(method: Method, path: string, answer: Handler<AccountVisit>): Route {
	return { method, path, answer: (visit) => answer({ ...visit, account: requireAccount(visit) }) };
}

/** A route that needs a right on the whole instance. */
export function administered(
	method: Method,
	path: string,
	permission: string,
	answer: Handler<AccountVisit>,
	range: Range = {},
): Route {
	return {
		method,
		path,
		...range,
		answer: (visit) => {
			// Older releases do not tell a missing key from a missing right here.
			if (visit.account === null && !isAtLeast(visit.world.version, '0.22.0')) throw permissionDenied();
			const account = requireAccount(visit);
			if (!mayGlobally(account, permission)) throw permissionDenied();
			return answer({ ...visit, account });
		},
	};
}

/** A station route that anybody may use while the station is public; `limited` counts against the rate limit. */
export function onAir(
	method: Method,
	path: string,
	answer: Handler<StationVisit>,
	options: { feature?: Feature; limited?: boolean } = {},
): Route {
	return {
		method,
		path,
		answer: async (visit) => {
			const station = requireStation(visit);
			const masks = !station.isPublic && isAtLeast(visit.world.version, '0.23.0');
			try {
				if (masks) requireAccount(visit);
				if (options.limited === true) visit.world.rateLimit.take(visit.call.now);
				requireFeature(station, options.feature);
				return await answer({ ...visit, station });
			} catch (error) {
				// Whatever is thrown inside a private station's public routes comes out as this.
				if (masks && error instanceof Refusal && error.source !== null) throw stationNotFound();
				throw error;
			}
		},
	};
}

/** A station route that needs rights; `featureFirst` is how the file routes do it. */
export function managed(
	method: Method,
	path: string,
	permissions: readonly string[],
	answer: Handler<StationVisit & AccountVisit>,
	options: Range & { feature?: Feature } = {},
): Route {
	const { feature, ...range } = options;
	return {
		method,
		path,
		...range,
		answer: (visit) => {
			const station = requireStation(visit);
			const account = requireAccount(visit);
			for (const permission of permissions) {
				if (!mayOnStation(account, station.id, permission)) throw permissionDenied();
			}
			requireFeature(station, feature);
			if (ofTheLibrary.test(path) && !station.hasBackend) throw unsupported('functionality');
			return answer({ ...visit, station, account });
		},
	};
}

function requireAccount({ account }: Visit): Account {
	if (account === null) throw notLoggedIn();
	return account;
}

function requireStation({ world, params }: Visit): SimulatedStation {
	const name = params['station'] ?? '';
	const station = /^\d+$/u.test(name)
		? world.stations.find(({ id }) => id === Number(name))
		: world.stations.find(({ shortName }) => shortName === name);
	if (station === undefined) throw stationNotFound();
	return station;
}

function requireFeature(station: SimulatedStation, feature: Feature | undefined): void {
	if (feature === 'requests' && !(station.hasBackend && station.requestsEnabled))
		throw unsupported('requests');
	if (feature === 'streamers' && !(station.hasBackend && station.streamersEnabled))
		throw unsupported('functionality');
	if (feature === 'hls' && !station.hlsEnabled) throw unsupported('functionality');
}
