import { dayFacts, hourFacts, lineFacts } from '#src/pictures/facts.ts';
import { mostDayBars, mostRanked, type Picture } from '#src/pictures/picture.ts';
import { midnightOf } from '#src/stations/station-days.ts';
import type { StationReport } from '#src/stations/station-report.ts';
import type { ReportWords } from './report-words.ts';

const dayMs = 86_400_000;
const week = 7;

export interface ReportPicture {
	name: string;
	picture: Picture;
	alt: string;
}

/** The pictures of a report; those of which nothing is known are left out. */
export function reportPictures(report: StationReport, words: ReportWords): ReportPicture[] {
	return [
		listenersPicture(report, words),
		hoursPicture(report, words),
		songsPicture(report, words),
		requestsPicture(report, words),
	].filter((picture) => picture !== undefined);
}

function listenersPicture(
	{ audience, period }: StationReport,
	words: ReportWords,
): ReportPicture | undefined {
	const { t, locale, timezone, station, dayName, few } = words;
	const points = (audience?.daily ?? []).map(({ day, listeners }) => ({
		at: midnightOf(day, timezone),
		value: listeners,
	}));
	const facts = lineFacts(points);
	const [first, last] = [points[0], points.at(-1)];
	if (facts === undefined || first === undefined || last === undefined) return undefined;
	const dayOf = (at: number) => audience?.daily[points.findIndex((point) => point.at === at)]?.day ?? '';
	return {
		name: 'listeners.png',
		picture: {
			kind: 'lines',
			title: t('chart.listeners', { count: points.length }),
			locale,
			words: { noData: t('chart.noData') },
			unit: 'count',
			series: [{ name: t('chart.series'), points }],
			from: first.at,
			// A line of a single day has a width all the same.
			to: Math.max(last.at, first.at + dayMs),
			everyMs: dayMs,
			timezone,
		},
		alt: t('alt.listeners', {
			station,
			from: dayName(period.from),
			to: dayName(period.to),
			least: few(facts.least.value),
			most: few(facts.most.value),
			day: dayName(dayOf(facts.most.at)),
			last: few(facts.last.value),
		}),
	};
}

function hoursPicture({ audience }: StationReport, words: ReportWords): ReportPicture | undefined {
	const { t, locale, timezone, station, few, weekdayName, hourName } = words;
	const days = audience?.hours ?? [];
	const facts = hourFacts(days);
	if (facts === undefined || facts.most.value <= 0) return undefined;
	const { most, least } = facts;
	return {
		name: 'hours.png',
		picture: {
			kind: 'hours',
			title: t('chart.hours'),
			locale,
			words: { noData: t('chart.noData') },
			days,
			timezone,
		},
		alt: t('alt.hours', {
			station,
			weekday: weekdayName(most.day),
			hour: hourName(most.hour),
			most: few(most.value),
			leastWeekday: weekdayName(least.day),
			leastHour: hourName(least.hour),
			least: few(least.value),
		}),
	};
}

function songsPicture({ songs, requests }: StationReport, words: ReportWords): ReportPicture | undefined {
	const { t, locale, station, songName, few } = words;
	const shown = songs.slice(0, mostRanked);
	const [first, last] = [shown[0], shown.at(-1)];
	if (first === undefined || last === undefined) return undefined;
	return {
		name: 'songs.png',
		picture: {
			kind: 'ranking',
			title: t('chart.songs', { count: requests.length }),
			locale,
			words: { noData: t('chart.noData') },
			rows: shown.map(({ song, plays }) => ({ name: songName(song), value: plays })),
		},
		alt: t('alt.songs', {
			count: shown.length,
			station,
			song: songName(first.song),
			most: few(first.plays),
			least: few(last.plays),
		}),
	};
}

function requestsPicture({ requests, period }: StationReport, words: ReportWords): ReportPicture | undefined {
	const { t, locale, timezone, station, dayName, few } = words;
	const isLong = requests.length > mostDayBars;
	const bars = inBars(requests, isLong ? week : 1);
	const facts = dayFacts(bars);
	if (facts === undefined || facts.total === 0) return undefined;
	const told = {
		station,
		from: dayName(period.from),
		to: dayName(period.to),
		total: few(facts.total),
		most: few(facts.most.value),
		day: dayName(facts.most.day),
	};
	return {
		name: 'requests.png',
		picture: {
			kind: 'days',
			title: t(isLong ? 'chart.requestsPerWeek' : 'chart.requests'),
			locale,
			words: { noData: t('chart.noData') },
			bars,
			timezone,
		},
		alt: t(isLong ? 'alt.requestsPerWeek' : 'alt.requests', told),
	};
}

/** Days together in bars of so many, the last of which is full: the first may stand for fewer. */
function inBars(requests: StationReport['requests'], daysPerBar: number) {
	const first = requests.length % daysPerBar;
	const starts = first === 0 ? [] : [0];
	for (let start = first; start < requests.length; start += daysPerBar) starts.push(start);
	return starts.map((start, index) => {
		const days = requests.slice(start, starts[index + 1]);
		const isKnown = days.every(({ count }) => count !== null);
		return {
			day: days[0]?.day ?? '',
			value: isKnown ? days.reduce((sum, { count }) => sum + (count ?? 0), 0) : null,
		};
	});
}
