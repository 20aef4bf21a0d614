import type { StationPlan } from './panel-station.ts';

const every = [1, 2, 3, 4, 5, 6, 7];
const workdays = [1, 2, 3, 4, 5];
const plain = { date: null, weeks: [], playlist: null, playlistAfter: null } as const;

/** Two radios of one account: a full one, and a small one that has nothing planned. */
export function planPanel(): StationPlan[] {
	return [
		{
			id: 1,
			title: 'Harbour Radio',
			timezone: 'Europe/Berlin',
			tracks: 90,
			playlists: ['All music', 'Morning shows', 'Night lights'],
			djs: ['Nova', 'Kit'],
			playedBefore: 620,
			events: [
				{
					...plain,
					id: 10,
					name: 'Breakfast',
					cast: 'radioshow',
					from: '08:00:00',
					to: '10:00:00',
					days: workdays,
					playlistAfter: 101,
				},
				{
					...plain,
					id: 11,
					name: 'Night lights',
					cast: 'playlist',
					from: '22:00:00',
					to: '02:00:00',
					days: every,
					playlist: 103,
				},
				{
					...plain,
					id: 12,
					name: 'Every other Sunday',
					cast: 'relay',
					from: '12:00:00',
					to: '14:00:00',
					days: [7],
					weeks: [1, 3],
				},
				{
					...plain,
					id: 13,
					name: 'Afternoon',
					cast: 'rotation',
					from: '15:00:00',
					to: '18:00:00',
					days: every,
					withoutDays: true,
				},
				{
					...plain,
					id: 14,
					name: 'Harbour Special',
					cast: 'radioshow',
					date: '2026-11-24',
					from: '16:00:00',
					to: '17:00:00',
					days: [],
				},
			],
		},
		{
			id: 3,
			title: 'Quay Talk',
			timezone: 'Europe/Berlin',
			tracks: 12,
			playlists: ['Loop'],
			djs: [],
			playedBefore: 30,
			events: [],
		},
	];
}
