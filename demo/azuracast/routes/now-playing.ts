import { json, redirect } from '../answer.ts';
import { countsOf, playDocument, queuedDocument, songDocument, stationDocument, unix } from '../documents.ts';
import { recordNotFound } from '../errors.ts';
import { onAir, open, type StationVisit } from '../guards.ts';
import type { Route, Visit } from '../router.ts';
import type { SimulatedStation } from '../simulated-station.ts';
import type { World } from '../world.ts';

/** How long AzuraCast's cache outlives a station that is no longer looked after. */
const cacheLifeMs = 180_000;
const historyItems = 5;
/** Lets the web server keep the answer for its 15 seconds. */
const kept = { 'cache-control': 'public, max-age=15' };

export const nowPlayingRoutes: readonly Route[] = [
	open('GET', '/nowplaying', (visit) => json(nowPlayingOfAll(visit), kept)),
	onAir('GET', '/nowplaying/{station}', (visit) => json(currentDocument(visit), kept)),
	onAir('GET', '/station/{station}/nowplaying', (visit) => json(currentDocument(visit))),
	onAir('GET', '/nowplaying/{station}/art', (visit) => artOfCurrent(visit)),
	onAir('GET', '/nowplaying/{station}/art/{stamp}', (visit) => artOfCurrent(visit)),
	onAir('GET', '/station/{station}', (visit) => json(stationDocument(visit.world, visit.station)), {
		limited: true,
	}),
	open('GET', '/stations', (visit) => {
		visit.world.rateLimit.take(visit.call.now);
		return json(listed(visit.world).map((station) => stationDocument(visit.world, station)));
	}),
];

/** The now-playing document; `cache` is "event" in the static file and null elsewhere. */
export function nowPlayingDocument(world: World, station: SimulatedStation, cache: 'event' | null = null) {
	const { nowPlaying, live, queue } = station;
	const now = world.clock.now();
	const elapsed = nowPlaying === null ? 0 : unix(now) - unix(nowPlaying.startedAt);
	const next = queue[0];
	return {
		station: stationDocument(world, station),
		listeners: countsOf(station.listeners),
		live: {
			is_live: live !== null,
			streamer_name: live?.streamer ?? '',
			broadcast_start: live === null ? null : unix(live.since),
			art: null,
		},
		now_playing:
			nowPlaying === null
				? silence(world, station)
				: {
						...playDocument(world, station, nowPlaying),
						elapsed,
						remaining: Math.max(0, Math.floor(nowPlaying.durationMs / 1000) - elapsed),
					},
		playing_next: next === undefined ? null : queuedDocument(world, station, next, station.nextStartsAt),
		song_history: station.history
			.slice(-1 - historyItems, -1)
			.toReversed()
			.map((play) => playDocument(world, station, play)),
		is_online: station.isOnline,
		cache,
	};
}

/** Whether AzuraCast has now-playing data: a disabled station's runs out, and one that never started has none. */
export function hasNowPlaying(world: World, station: SimulatedStation): boolean {
	if (!station.hasStarted) return false;
	return station.disabledAt === null || world.clock.now() - station.disabledAt < cacheLifeMs;
}

function currentDocument({ world, station }: StationVisit) {
	if (!hasNowPlaying(world, station)) throw recordNotFound();
	return nowPlayingDocument(world, station);
}

function nowPlayingOfAll({ world }: Visit) {
	return world.stations
		.filter((station) => station.isPublic && hasNowPlaying(world, station))
		.map((station) => nowPlayingDocument(world, station));
}

function listed(world: World): SimulatedStation[] {
	return world.stations.filter((station) => station.isPublic && station.isEnabled);
}

function artOfCurrent(visit: StationVisit) {
	return redirect(currentDocument(visit).now_playing.song.art);
}

function silence(world: World, station: SimulatedStation) {
	const nothing = {
		songId: '',
		title: 'Station Offline',
		artist: '',
		album: '',
		genre: '',
		isrc: '',
		media: null,
	};
	return {
		sh_id: 0,
		played_at: 0,
		duration: 0,
		playlist: '',
		streamer: '',
		is_request: false,
		song: songDocument(world, station, nothing),
		elapsed: 0,
		remaining: 0,
	};
}
