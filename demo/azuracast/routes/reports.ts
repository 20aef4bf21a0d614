import { json } from '../answer.ts';
import { playDocument, songDocument } from '../documents.ts';
import { managed, type StationVisit } from '../guards.ts';
import { hourlyAudience, type MeasuredHour } from '../hourly-audience.ts';
import { dateRange } from '../php-date.ts';
import type { Play } from '../play.ts';
import type { Route } from '../router.ts';
import { fromLocal } from '../zoned-time.ts';

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const hours = Array.from({ length: 24 }, (_, hour) => hour);
const mostSongs = 10;
const mostSwings = 5;
const overview = '/station/{station}/reports/overview';
const rights = ['view station reports'];

export const reportRoutes: readonly Route[] = [
	managed('GET', `${overview}/charts`, rights, (visit) =>
		visit.world.host.analytics === 'none' ? restricted() : json(charts(visit)),
	),
	managed('GET', `${overview}/best-and-worst`, rights, (visit) =>
		visit.world.host.analytics === 'none' ? restricted() : json(songs(visit)),
	),
	// Who is who has to be known, so a level that keeps no addresses is not enough.
	managed('GET', `${overview}/by-client`, rights, (visit) =>
		visit.world.host.analytics === 'all' ? json(clients(visit)) : restricted(),
	),
];

/** A status object with a code of its own, not an exception. */
function restricted() {
	const message = 'Reporting is restricted due to system analytics level.';
	return { ...json({ success: false, message, formatted_message: message }), status: 400 };
}

/** Without `type=average` AzuraCast tells how many came by, and adds that up. */
function charts({ station, call }: StationVisit) {
	const { from, to } = dateRange(call.query, station.timezone, call.now);
	const measured = hourlyAudience(station, from, Math.min(to, call.now));
	const isAverage = call.query.get('type') === 'average';
	const valueOf = (row: MeasuredHour) => (isAverage ? row.average : row.unique);
	const together = (values: readonly number[]) => {
		const sum = values.reduce((total, value) => total + value, 0);
		return isAverage ? round(sum / Math.max(1, values.length)) : sum;
	};
	const days = [
		...Map.groupBy(measured, ({ local: { year, month, day } }) => `${year}-${month}-${day}`).values(),
	];
	const daily = days.map((rows) => {
		const { local } = rows[0] as MeasuredHour;
		const x = fromLocal({ ...local, hour: 0, minute: 0, second: 0 }, station.timezone);
		return { x, y: together(rows.map(valueOf)), weekday: local.weekday };
	});
	const perDay = weekdays.map((_, index) =>
		together(daily.filter(({ weekday }) => weekday === index + 1).map(({ y }) => y)),
	);
	const perHour = (rows: readonly MeasuredHour[]) =>
		hours.map((hour) => together(rows.filter(({ local }) => local.hour === hour).map(valueOf)));
	const alt = (values: readonly number[], labels: readonly string[], label: string) => ({
		label,
		values: values.map((value, index) => ({
			label: labels[index],
			type: 'string',
			value: `${value} Listeners`,
		})),
	});
	const bars = (label: string, labels: string[], data: number[]) => ({
		labels,
		metrics: [{ label, data }],
		alt: [alt(data, labels, label)],
	});
	const hourNames = hours.map((hour) => `${hour}:00`);
	const hourly = (rows: readonly MeasuredHour[]) => bars('Listeners by Hour', hourNames, perHour(rows));
	const label = 'Listeners by Day';
	return {
		daily: {
			metrics: [{ label, type: 'line', fill: false, data: daily.map(({ x, y }) => ({ x, y })) }],
			alt: [
				{
					label,
					values: daily.map(({ x, y }) => ({
						label: new Date(x).toISOString().slice(0, 10),
						type: 'time',
						original: x,
						value: `${y} Listeners`,
					})),
				},
			],
		},
		day_of_week: bars('Listeners by Day of Week', weekdays, perDay),
		hourly: {
			all: hourly(measured),
			...Object.fromEntries(
				weekdays.map((_, index) => [
					`day${index}`,
					hourly(measured.filter(({ local }) => local.weekday === index + 1)),
				]),
			),
		},
	};
}

function songs(visit: StationVisit) {
	const { world, station, call } = visit;
	const { from, to } = dateRange(call.query, station.timezone, call.now);
	const jingles = new Set(station.playlists.filter(({ isJingle }) => isJingle).map(({ name }) => name));
	// Neither what is hidden from listeners nor what is still on the air.
	const plays = station.history.filter(
		({ startedAt, listenersEnd, playlist }) =>
			startedAt >= from && startedAt <= to && listenersEnd !== null && !jingles.has(playlist),
	);
	const swings = plays
		.toSorted((a, b) => swingOf(b) - swingOf(a))
		.map((play) => ({
			song: playDocument(world, station, play).song,
			stat_start: play.listenersStart,
			stat_end: play.listenersEnd,
			stat_delta: swingOf(play),
		}));
	const bySong = [...Map.groupBy(plays, ({ song }) => song.songId).values()];
	const mostPlayed = bySong
		.toSorted((a, b) => b.length - a.length)
		.slice(0, mostSongs)
		.flatMap((ofOne) =>
			ofOne.slice(0, 1).map(({ song }) => ({
				// Known by title and artist alone, without its file.
				song: {
					...songDocument(world, station, { ...song, album: '', genre: '', isrc: '', media: null }),
					text: songDocument(world, station, song).text,
				},
				num_plays: ofOne.length,
			})),
		);
	return {
		bestAndWorst: { best: swings.slice(0, mostSwings), worst: swings.toReversed().slice(0, mostSwings) },
		mostPlayed,
	};
}

function swingOf({ listenersStart, listenersEnd }: Play): number {
	return (listenersEnd ?? listenersStart) - listenersStart;
}

function clients({ station, call }: StationVisit) {
	const { from, to } = dateRange(call.query, station.timezone, call.now);
	const measured = hourlyAudience(station, from, Math.min(to, call.now));
	const came = measured.reduce((sum, { unique }) => sum + unique, 0);
	const all = [
		{ client: 'Firefox 128.0, GNU/Linux', listeners: Math.round(came * 0.6) },
		{ client: 'VLC 3.0, Unknown OS', listeners: Math.round(came * 0.4) },
	]
		.filter(({ listeners }) => listeners > 0)
		.map((client) => ({ ...client, connected_seconds: client.listeners * 1800 }));
	const chart = (label: string, data: number[]) => ({
		labels: all.map(({ client }) => client),
		datasets: [{ label, data }],
		alt: [
			{
				label,
				values: all.map(({ client }, index) => ({
					label: client,
					type: 'string',
					value: String(data[index]),
				})),
			},
		],
	});
	return {
		all,
		top_listeners: chart(
			'Listeners',
			all.map(({ listeners }) => listeners),
		),
		top_connected_time: chart(
			'Connected Seconds',
			all.map(({ connected_seconds: seconds }) => seconds),
		),
	};
}

function round(value: number): number {
	return Math.round(value * 100) / 100;
}
