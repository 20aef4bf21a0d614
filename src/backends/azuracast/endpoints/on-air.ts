import { z } from 'zod';
import { act, list, read, readBytes } from '../endpoint.ts';
import { stationRight } from '../permissions.ts';
import { nowPlaying, station } from '../schemas/now-playing.ts';
import { requestableSong } from '../schemas/requests.ts';
import { scheduleRow } from '../schemas/schedule.ts';

/** What listeners may know and do: AzuraCast's public interface of a station. */
export const onAirEndpoints = {
	nowPlaying: read('none', '/nowplaying/{station}', nowPlaying),
	/** All public stations. */
	nowPlayingAll: read('none', '/nowplaying', z.array(nowPlaying), { maxBytes: 16 * 1024 * 1024 }),
	/**
	 * What AzuraCast's worker wrote down last, as a file of the web server: private stations too, by short name alone, and
	 * as it was on the last day of a station that is switched off.
	 */
	writtenNowPlaying: read('none', '/nowplaying_static/{shortName}.json', nowPlaying),
	stations: read('none', '/stations', z.array(station), { rateLimited: true }),
	station: read('none', '/station/{station}', station, { rateLimited: true }),
	schedule: read('none', '/station/{station}/schedule', z.array(scheduleRow)),
	requestableSongs: list('none', '/station/{station}/requests', requestableSong, { feature: 'requests' }),
	/**
	 * Works without a key on a public station, but then AzuraCast counts all members as one listener: with a key it leaves the
	 * pause between two requests to us.
	 */
	requestSong: act('station', 'POST', '/station/{station}/request/{song}', {
		keyOptional: true,
		rateLimited: true,
		about: 'song',
		feature: 'requests',
		deadlineMs: 15_000,
	}),
	/** The cover of a song, for private stations: Discord cannot fetch it there. */
	art: readBytes('none', '/station/{station}/art/{media}', { maxBytes: 8 * 1024 * 1024 }),
	skipSong: act('station', 'POST', '/station/{station}/backend/skip', {
		permissions: [stationRight('manage station broadcasting')],
		feature: 'backend',
		deadlineMs: 15_000,
	}),
	disconnectStreamer: act('station', 'POST', '/station/{station}/backend/disconnect', {
		permissions: [stationRight('manage station broadcasting')],
		feature: 'backend',
		deadlineMs: 15_000,
	}),
};
