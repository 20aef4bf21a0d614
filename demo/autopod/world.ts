import type { Clock } from '#src/clock.ts';
import { KeyRing } from './key-ring.ts';
import { Plan } from './plan.ts';

export interface SimulatedShow {
	id: number;
	title: string;
	description: string;
	image: string;
	published: boolean;
	presenter: string;
}

export interface SimulatedEpisode {
	id: number;
	title: string;
	description: string;
	image: string;
	/** Unix seconds. */
	datetime: number;
	audioUrl: string;
	bytes: number;
	showId: number | null;
	isArchived: boolean;
}

/** One stream with its station: what all keys of it see. */
export interface World {
	clock: Clock;
	keys: KeyRing;
	station: { id: number; name: string; description: string; image: string; color: string; url: string };
	plan: Plan;
	shows: SimulatedShow[];
	episodes: SimulatedEpisode[];
	/** What was answered under a name, for a day. */
	answered: Map<string, { at: number; status: number; value: unknown }>;
	/** What the server gives everybody for 15 seconds. */
	nowPlaying: { at: number; value: unknown } | undefined;
}

const show = (id: number, title: string, presenter: string, published = true): SimulatedShow => ({
	id,
	title,
	description: `${title}, every week.`,
	image: id % 2 === 0 ? '' : `https://cdn.example/show-${id}.png`,
	published,
	presenter,
});

const weekdays = [1, 2, 3, 4, 5];
const episodesAtStart = 45;

export function createWorld(clock: Clock, timezone: string): World {
	const shows = [
		show(15, 'Morning Drive', 'Ada Winter'),
		show(16, 'Afternoon Show', 'Bela Kern'),
		show(17, 'Night Shift', 'Caro'),
		show(18, 'Sunday Concert', ''),
		show(19, 'Vinyl Hour', 'Dario'),
		show(20, 'Sound Lab', 'Esra'),
		show(21, 'Pilot', 'Finn', false),
	];
	const plan = new Plan(timezone, 2, [
		{ showId: 15, days: weekdays, start: 9 * 60, end: 12 * 60 },
		{ showId: 16, days: weekdays, start: 12 * 60, end: 15 * 60 },
		{ showId: 19, days: [3], start: 18 * 60, end: 19 * 60, week: 1 },
		{ showId: 20, days: [3], start: 18 * 60, end: 19 * 60, week: 2 },
		{ showId: 17, days: [5, 6], start: 22 * 60, end: 2 * 60 },
		{ showId: 18, days: [7], start: 20 * 60, end: 22 * 60 },
	]);
	const episodes = Array.from({ length: episodesAtStart }, (_, i): SimulatedEpisode => {
		const show = shows[i % 5];
		return {
			id: 1000 + i,
			title: `${show?.title ?? ''} – part ${episodesAtStart - i}`,
			description: i % 3 === 0 ? '' : 'As it was on the air.',
			image: '',
			datetime: Math.floor(clock.now() / 1000) - (i + 1) * 86_400,
			audioUrl: `https://cdn.example/e${1000 + i}.mp3`,
			bytes: 48_000_000 + i,
			showId: show?.id ?? null,
			isArchived: false,
		};
	});
	return {
		clock,
		keys: new KeyRing(),
		station: {
			id: 42,
			name: 'Harbour Talk',
			description: 'Local and loud',
			image: 'https://cdn.example/st.png',
			color: '#e91e63',
			url: 'https://radio.example',
		},
		plan,
		shows,
		episodes,
		answered: new Map(),
		nowPlaying: undefined,
	};
}
