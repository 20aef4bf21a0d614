import { done } from '../answer.ts';
import { looksLikeCrawler } from '../crawler.ts';
import { songDocument } from '../documents.ts';
import { cannotComplete, noSuchRecord, thrown, unsupported } from '../errors.ts';
import { onAir, type StationVisit } from '../guards.ts';
import { paged, sought } from '../paging.ts';
import type { Route } from '../router.ts';
import { isScheduledAt } from '../schedule-times.ts';
import type { SimulatedStation } from '../simulated-station.ts';
import type { SimulatedSong } from '../song-library.ts';
import { isAtLeast } from '../version.ts';

const minute = 60_000;
/** The least a keyless client waits between two requests. */
const shortestWaitMs = 15_000;
const requestRules = { feature: 'requests', limited: true } as const;

export const requestRoutes: readonly Route[] = [
	onAir('GET', '/station/{station}/requests', (visit) => listRequestable(visit), { feature: 'requests' }),
	onAir('POST', '/station/{station}/request/{song}', (visit) => submit(visit), requestRules),
	// Upstream submits on GET as well.
	onAir('GET', '/station/{station}/request/{song}', (visit) => submit(visit), requestRules),
];

const sortFields = ['artist', 'title', 'album', 'genre'] as const;
const texts = new Intl.Collator();

function listRequestable(visit: StationVisit) {
	const { world, station } = visit;
	const playlists = requestablePlaylists(station, visit.call.now);
	if (playlists.length === 0) throw unsupported('requests');
	const { songs, shelves } = station;
	const byArtist = shelves.inOrder(songs, 'requests', sortFields, () =>
		songs.toSorted((a, b) => texts.compare(a.artist, b.artist) || texts.compare(a.title, b.title)),
	);
	const found = sought(visit, byArtist, {
		phrase: ({ title, artist, album }) => [title, artist, album],
		sort: {
			name: (song) => song.title,
			title: (song) => song.title,
			artist: (song) => song.artist,
			album: (song) => song.album,
			genre: (song) => song.genre,
		},
		keep: (sort, direction, sorted) =>
			shelves.inOrder(songs, `requests ${sort} ${direction}`, sortFields, sorted),
	});
	const requestable = found.filter((song) => song.playlists.some((id) => playlists.includes(id)));
	return paged(visit, requestable, (song) => ({
		request_id: song.uniqueId,
		request_url: `/api/station/${station.id}/request/${song.uniqueId}`,
		song: songDocument(world, station, { ...song, media: song }),
	}));
}

/** The refusals in AzuraCast's order. */
function submit(visit: StationVisit) {
	const { station, call, account, params } = visit;
	if (looksLikeCrawler(call.userAgent)) {
		throw refused(visit, 'Search engine crawlers are not permitted to use this feature.');
	}
	const song = station.songs.find(({ uniqueId }) => uniqueId === params['song']);
	if (song === undefined) throw noSuchRecord();
	if (!isRequestable(station, song)) throw refused(visit, 'This track is not requestable.');
	if (station.requests.isPending(song, call.now)) {
		throw refused(visit, 'This song was already requested and will play soon.');
	}
	if (station.wasPlayedRecently(song)) {
		const words =
			'This song or artist has been played too recently. Wait a while before requesting it again.';
		throw refused(visit, words);
	}
	const delay = station.requestDelayMinutes ?? 5;
	if (account === null) requirePatience(visit, delay);
	station.requests.add(song, call.address, call.now, delay);
	return done('Your request has been submitted and will be played soon.');
}

/** With a key this rule does not apply at all. Counts over every station, as the address is the same. */
function requirePatience(visit: StationVisit, delayMinutes: number): void {
	const { world, call } = visit;
	const waitMs = delayMinutes < 1 ? shortestWaitMs : delayMinutes * minute;
	const last = Math.max(...world.stations.map(({ requests }) => requests.lastFrom(call.address) ?? 0));
	if (call.now - last >= waitMs) return;
	const left = Math.floor((last + waitMs - call.now) / minute);
	const words = `You have submitted a request too recently! Please wait ${left} minutes before submitting another one.`;
	throw refused(visit, words);
}

function refused({ world }: StationVisit, reason: string) {
	if (isAtLeast(world.version, '0.20.0')) return cannotComplete(`Cannot submit request: ${reason}`);
	return thrown(500, 'Exception', reason, 'Entity/Repository/StationRequestRepository.php', 80);
}

function isRequestable(station: SimulatedStation, song: SimulatedSong): boolean {
	return station.playlists.some(
		(playlist) => playlist.isEnabled && playlist.includeInRequests && song.playlists.includes(playlist.id),
	);
}

/** Enabled, open to requests and, if scheduled at all, on right now. */
function requestablePlaylists(station: SimulatedStation, now: number): number[] {
	return station.playlists
		.filter(({ isEnabled, includeInRequests }) => isEnabled && includeInRequests)
		.filter(({ schedule }) => schedule.length === 0 || isScheduledAt(schedule, station.timezone, now))
		.map(({ id }) => id);
}
