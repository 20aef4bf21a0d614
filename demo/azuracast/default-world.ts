import type { ScheduleItem } from './playlist.ts';
import type { Mount, StationPlan } from './station-plan.ts';

/** The three stations of a fresh simulation: two public ones, and one with its public page and API off. */
export function planStations(songsPerStation: number): StationPlan[] {
	return [lanternlight(songsPerStation), tidewater(songsPerStation), backRoom(songsPerStation)];
}

function lanternlight(songs: number): StationPlan {
	return {
		id: 1,
		shortName: 'lanternlight',
		name: 'Lanternlight FM',
		description: 'Quiet music for people who are still up.',
		genre: 'Various',
		timezone: 'Europe/Vienna',
		isPublic: true,
		requestsEnabled: true,
		requestDelayMinutes: 1,
		songs,
		usualListeners: 23,
		mounts: [
			mount(1, '/radio.mp3', 192, 'mp3', 0.6),
			mount(2, '/low.mp3', 64, 'mp3', 0.3),
			mount(3, '/best.ogg', 256, 'ogg', 0.1),
		],
		playlists: [
			{ name: 'Late Evening', description: 'The general rotation', weight: 3 },
			{
				name: 'Jingles',
				type: 'once_per_x_songs',
				order: 'random',
				playPerSongs: 8,
				includeInRequests: false,
			},
			{
				name: 'Morning Boats',
				description: 'Sea songs with breakfast',
				order: 'sequential',
				weight: 5,
				schedule: [span(1, 600, 1000, [1, 2, 3, 4, 5])],
			},
			{ name: 'Winter Shelf', description: 'Out of season', isEnabled: false },
		],
		streamers: [
			streamer(1, 'dj_hanne', 'Hanne', [span(2, 2000, 2200, [2, 4])]),
			streamer(2, 'dj_teo', 'Teo Park', [span(3, 2200, 100, [5, 6])]),
		],
		podcasts: [
			{
				id: '8b1c6f0a-0d0e-4a57-9f0f-3d6f2a7c1e01',
				title: 'Notes from the Quay',
				description: 'Ten minutes about one song.',
				author: 'Lanternlight FM',
				episodes: [
					{
						id: '8b1c6f0a-0d0e-4a57-9f0f-3d6f2a7c1e11',
						title: 'Slow Lanterns, line by line',
						description: 'Mara Quill at the kitchen table.',
						publishAt: 1_794_700_800,
						lengthSeconds: 612.4,
					},
				],
			},
		],
	};
}

function tidewater(songs: number): StationPlan {
	return {
		id: 2,
		shortName: 'tidewater',
		name: 'Tidewater Live',
		description: 'Records by day, people by night.',
		genre: 'Eclectic',
		timezone: 'America/New_York',
		isPublic: true,
		requestsEnabled: true,
		requestDelayMinutes: 0,
		songs: Math.min(songs, Math.max(10, Math.floor(songs / 2))),
		usualListeners: 9,
		mounts: [mount(4, '/radio.mp3', 192, 'mp3', 1)],
		playlists: [
			{ name: 'Default', weight: 3 },
			{
				name: 'Station Calls',
				type: 'once_per_x_songs',
				order: 'random',
				playPerSongs: 6,
				includeInRequests: false,
			},
		],
		streamers: [streamer(3, 'nightowl', 'DJ Nightowl', [span(4, 2100, 2300, [])])],
		podcasts: [],
	};
}

function backRoom(songs: number): StationPlan {
	return {
		id: 3,
		shortName: 'backroom',
		name: 'The Back Room',
		description: 'For those who know.',
		genre: '',
		timezone: 'UTC',
		isPublic: false,
		requestsEnabled: true,
		requestDelayMinutes: 5,
		songs: Math.min(songs, 20),
		usualListeners: 2,
		mounts: [mount(5, '/radio.mp3', 192, 'mp3', 1)],
		playlists: [{ name: 'Default', weight: 3 }],
		streamers: [],
		podcasts: [],
	};
}

/** A station as it is on the day it was set up, for those who will play into it from outside. */
export function planAnnex(): StationPlan {
	return {
		id: 4,
		shortName: 'annex',
		name: 'Harbour Annex',
		description: '',
		genre: '',
		timezone: 'Europe/Vienna',
		isPublic: false,
		requestsEnabled: false,
		requestDelayMinutes: 5,
		hasBackend: false,
		neverStarted: true,
		songs: 0,
		usualListeners: 0,
		mounts: [mount(6, '/radio.mp3', 128, 'mp3', 1)],
		playlists: [],
		streamers: [],
		podcasts: [],
	};
}

function mount(id: number, path: string, bitrate: number, format: string, share: number): Mount {
	return {
		id,
		path,
		displayName: `${path} (${bitrate}kbps ${format.toUpperCase()})`,
		bitrate,
		format,
		isDefault: path === '/radio.mp3',
		isVisible: true,
		share,
	};
}

function span(id: number, startTime: number, endTime: number, days: number[]): ScheduleItem {
	return { id, startTime, endTime, days, startDate: null, endDate: null, loopOnce: false };
}

function streamer(id: number, username: string, displayName: string, schedule: ScheduleItem[]) {
	return {
		id,
		username,
		displayName,
		comments: null,
		isActive: true,
		enforceSchedule: false,
		schedule,
		broadcasts: [],
	};
}
