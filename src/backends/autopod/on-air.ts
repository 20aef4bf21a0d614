import { problemKind } from '#src/backends/backend-error.ts';
import type { OnAirRole, OnAirState, Play, Song, StationFacts } from '#src/backends/roles.ts';
import { webAddress } from './address.ts';
import type { NowPlaying, ScheduledShow } from './schemas/station.ts';
import type { Timetable } from './timetable.ts';

/** What a station says about itself. */
export interface AboutStation {
	id: string;
	name: string;
	image: string;
}

export interface OnAirParts {
	/** Null where the key may not read it. */
	about: () => Promise<AboutStation | null>;
	nowPlaying: () => Promise<NowPlaying>;
	timetable: Timetable;
	/** As the backend's `place`: it names this station among all that AutoPod has. */
	place: string;
	timezone: string | undefined;
}

/**
 * The show that the station has planned for now: AutoPod records what a station sends and knows its plan, and neither songs nor
 * listeners, nor whether anything is sent at all. A gap in the plan is therefore on the air with nothing on.
 */
export function createOnAirRole({ about, nowPlaying, timetable, place, timezone }: OnAirParts): OnAirRole {
	return {
		// The server gives the same answer for 15 seconds, so that nothing lies past its caches.
		async read(): Promise<OnAirState> {
			const { current, next } = await nowPlaying();
			const station = await about();
			const stationArt = webAddress(station?.image ?? '');
			return {
				facts: factsOf(station, place, timezone),
				online: true,
				listeners: null,
				live: null,
				now: current === null ? null : playOf(current, stationArt),
				next: next === null ? await planned(timetable, stationArt) : nextOf(next, stationArt),
				history: [],
			};
		},
	};
}

function factsOf(station: AboutStation | null, place: string, timezone: string | undefined): StationFacts {
	return {
		remoteId: station?.id ?? place,
		shortName: place,
		name: station?.name ?? '',
		plays: 'shows',
		timezone: timezone ?? null,
		// For everybody who has the same key: the place is made from it.
		isPublic: true,
		requestsEnabled: null,
		playerUrl: null,
		playlistUrls: { pls: null, m3u: null },
		streams: [],
		hlsUrl: null,
	};
}

function playOf(show: ScheduledShow, stationArt: string | null): Play {
	return {
		id: `${show.show_id} ${show.start_time}`,
		song: songOf({ id: show.show_id, title: show.title }, webAddress(show.image) ?? stationArt),
		startedAt: show.start_time * 1000,
		duration: lengthOf(show),
		playlist: '',
		streamer: '',
		requested: false,
	};
}

function nextOf(show: ScheduledShow, stationArt: string | null): OnAirState['next'] {
	return {
		song: songOf({ id: show.show_id, title: show.title }, webAddress(show.image) ?? stationArt),
		playlist: '',
		requested: false,
		at: show.start_time * 1000,
		duration: lengthOf(show),
	};
}

/** In a gap AutoPod names no next show, although one may follow today. */
async function planned(timetable: Timetable, stationArt: string | null): Promise<OnAirState['next']> {
	try {
		const next = await timetable.next();
		if (next === null) return null;
		return { song: songOf(next, stationArt), playlist: '', requested: false, at: next.at, duration: null };
	} catch (error) {
		// What is on does not hang on whether the key may read the schedule.
		if (problemKind(error) === 'right-missing') return null;
		throw error;
	}
}

function songOf({ id, title }: { id: string; title: string }, art: string | null): Song {
	return { id, title, artist: '', album: '', text: title, art };
}

function lengthOf({ start_time: start, end_time: end }: ScheduledShow): number | null {
	return end > start ? (end - start) * 1000 : null;
}
