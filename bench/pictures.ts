import { monitorEventLoopDelay } from 'node:perf_hooks';
import { systemClock } from '#src/clock.ts';
import type { Picture } from '#src/pictures/picture.ts';
import { Pictures } from '#src/pictures/pictures.ts';
import { type Finding, milliseconds } from './report.ts';
import { median, percentile } from './statistics.ts';

const drawings = 60;
const mostMs = 60;
const mostDelayMs = 50;
const dayMs = 86_400_000;
const to = Date.UTC(2026, 10, 22, 20);
const spoken = { locale: 'en-US', words: { noData: 'no data' } };

/** How long a picture takes from asking to having it, and whether the bot could answer meanwhile. */
export async function measurePictures(): Promise<Finding[]> {
	const pictures = new Pictures(systemClock);
	const delay = monitorEventLoopDelay({ resolution: 1 });
	try {
		delay.enable();
		const first = await took(pictures, samples[0]);
		const times: number[] = [];
		for (let count = 0; count < drawings; count++)
			times.push(await took(pictures, samples[count % samples.length] ?? samples[0]));
		delay.disable();
		const [middle, longest] = [median(times), delay.max / 1e6];
		return [
			{
				what: 'Picture, after the first',
				figure: `${milliseconds(middle)} (p99 ${milliseconds(percentile(times, 0.99))}, first ${milliseconds(first)})`,
				target: { text: `under ${mostMs} ms`, met: middle < mostMs },
				how:
					`800 x 400, from asking to having the PNG, one after the other: ${drawings} of four kinds in turn, with ` +
					'two lines of 288 points, and names in Latin, Cyrillic, Arabic, Japanese and Korean. The first one starts the thread and loads the fonts.',
			},
			{
				what: 'Event loop while drawing',
				figure: `${milliseconds(longest)} at most`,
				target: { text: `under ${mostDelayMs} ms`, met: longest < mostDelayMs },
				how: 'The longest delay of the event loop of the asking thread over all of these pictures, the first one included.',
			},
		];
	} finally {
		await pictures.close();
	}
}

async function took(pictures: Pictures, picture: Picture): Promise<number> {
	const startedAt = performance.now();
	await pictures.draw(picture);
	return performance.now() - startedAt;
}

const curve = (valueAt: (index: number) => number) =>
	Array.from({ length: 289 }, (_, index) => ({ at: to - dayMs + index * 300_000, value: valueAt(index) }));

const samples: readonly [Picture, ...Picture[]] = [
	{
		...spoken,
		kind: 'lines',
		title: 'Last 24 hours, percent',
		unit: 'percent',
		from: to - dayMs,
		to,
		everyMs: 300_000,
		timezone: 'Europe/Vienna',
		series: [
			{ name: 'Processor', points: curve((index) => 20 + 15 * Math.sin(index / 9)) },
			{ name: 'Memory', points: curve((index) => 40 + Math.sin(index)) },
		],
	},
	{
		...spoken,
		kind: 'ranking',
		title: 'Top songs, 7 days',
		rows: [
			'Night Harbor – Tides',
			'宇多田ヒカル – 光',
			'Кино – Группа крови',
			'فيروز – نسّم علينا الهوى',
			'방탄소년단 – 봄날',
			'The Copper Kites – Paper Wings',
		].map((name, index) => ({ name, value: 40 - 5 * index })),
	},
	{
		...spoken,
		kind: 'days',
		title: 'Requests per day',
		timezone: 'UTC',
		bars: Array.from({ length: 30 }, (_, index) => ({
			day: new Date(to - (30 - index) * dayMs).toISOString().slice(0, 10),
			value: (index * 7) % 13,
		})),
	},
	{
		...spoken,
		kind: 'hours',
		title: 'Listeners by hour',
		timezone: 'Europe/Vienna',
		days: Array.from({ length: 7 }, (_, day) => Array.from({ length: 24 }, (__, hour) => day + hour)),
	},
];
