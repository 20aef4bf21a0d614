import { describe, expect, test } from 'vitest';
import { reportPictures } from '#src/discord/report-pictures.ts';
import type { ReportWords } from '#src/discord/report-words.ts';
import { addDays } from '#src/stations/station-days.ts';
import type { StationReport } from '#src/stations/station-report.ts';
import { song } from '../stations/fake-station.ts';

/** Says the key of each sentence and what went into it. */
const words = {
	t: (key: string, values: object = {}) => `${key} ${JSON.stringify(values)}`,
	locale: 'en-US',
	station: 'Station',
	timezone: 'Europe/Vienna',
	dayName: (day: string) => day,
	few: String,
	weekdayName: (day: number) => `weekday ${day}`,
	hourName: (hour: number) => `${hour} o'clock`,
	songName: ({ title }: { title: string }) => title,
} as unknown as ReportWords;

function reportOf(days: number, fields: Partial<StationReport> = {}): StationReport {
	const every = Array.from({ length: days }, (_, index) => addDays('2026-11-22', index + 1 - days));
	return {
		period: { from: every[0] ?? '', to: '2026-11-22' },
		audience: {
			daily: every.map((day, index) => ({ day, listeners: index })),
			hours: Array.from({ length: 7 }, (_, day) => Array.from({ length: 24 }, (__, hour) => day * hour)),
		},
		songs: [{ song: song('one'), plays: 3 }],
		players: [],
		requests: every.map((day, index) => ({ day, count: index % 3 })),
		isTorn: false,
		...fields,
	};
}

const byName = (report: StationReport) =>
	new Map(reportPictures(report, words).map((one) => [one.name, one]));

describe('the pictures of a report', () => {
	test('are four, with their numbers in words', () => {
		const pictures = byName(reportOf(7));
		expect([...pictures.keys()]).toEqual(['listeners.png', 'hours.png', 'songs.png', 'requests.png']);
		expect(pictures.get('listeners.png')?.alt).toContain(
			'"least":"0","most":"6","day":"2026-11-22","last":"6"',
		);
		expect(pictures.get('hours.png')?.alt).toContain(
			`"weekday":"weekday 6","hour":"23 o'clock","most":"138"`,
		);
		expect(pictures.get('songs.png')?.alt).toContain(
			'"count":1,"station":"Station","song":"Title one","most":"3"',
		);
		expect(pictures.get('requests.png')?.alt).toContain('"total":"6","most":"2","day":"2026-11-18"');
	});

	test('begin each day at the station’s midnight', () => {
		const { picture } = byName(reportOf(2)).get('listeners.png') ?? {};
		expect(picture).toMatchObject({
			from: Date.UTC(2026, 10, 20, 23),
			to: Date.UTC(2026, 10, 21, 23),
			timezone: 'Europe/Vienna',
		});
		const single = byName(reportOf(1)).get('listeners.png')?.picture;
		expect(single).toMatchObject({ from: Date.UTC(2026, 10, 21, 23), to: Date.UTC(2026, 10, 22, 23) });
	});

	test('put seven days into a bar where days are too many, the last bar whole', () => {
		const { picture, alt } = byName(reportOf(90)).get('requests.png') ?? {};
		if (picture?.kind !== 'days') throw new Error('There are no bars');
		expect(picture.title).toContain('chart.requestsPerWeek');
		expect(alt).toContain('alt.requestsPerWeek');
		expect(picture.bars).toHaveLength(13);
		expect(picture.bars.at(-1)).toEqual({ day: '2026-11-16', value: 8 });
		expect(picture.bars[1]?.day).toBe(addDays(picture.bars[0]?.day ?? '', 6));
	});

	test('do not add up what is not known', () => {
		const report = reportOf(90);
		const requests = report.requests.map((one, index) => (index < 30 ? { ...one, count: null } : one));
		const { picture } = byName({ ...report, requests }).get('requests.png') ?? {};
		if (picture?.kind !== 'days') throw new Error('There are no bars');
		expect(picture.bars.map(({ value }) => value === null).lastIndexOf(true)).toBe(4);
		expect(picture.bars[5]?.value).toBeGreaterThan(0);
	});

	test('of which nothing is known are left out', () => {
		expect(reportPictures(reportOf(7, { audience: undefined, songs: [], requests: [] }), words)).toEqual([]);
		const silent = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0));
		const daily = [{ day: '2026-11-22', listeners: null }];
		const none = reportOf(7, {
			audience: { daily, hours: silent },
			songs: [],
			requests: [{ day: '2026-11-22', count: 0 }],
		});
		expect(reportPictures(none, words)).toEqual([]);
	});
});
