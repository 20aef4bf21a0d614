import type strings from '#locales/en-US/server/stats.ts';
import { lineFacts } from '#src/pictures/facts.ts';
import type { LineChart, Series } from '#src/pictures/picture.ts';
import { type ServerSample, sampleEveryMs } from '#src/stations/server-samples.ts';
import { percent } from '#src/words/sizes.ts';
import type { Translate } from '#src/words/translate.ts';

export const chartSpanMs = 24 * 60 * 60_000;
/** An hour's worth: fewer make no line that tells anything. */
export const leastSamples = 12;

interface Told {
	t: Translate<typeof strings>;
	locale: string;
	host: string;
	timezone: string;
	now: number;
}

/** Processor and memory over the last day, and the same in words. */
export function serverChart(
	samples: readonly ServerSample[],
	{ t, locale, host, timezone, now }: Told,
): { picture: LineChart; alt: string } {
	const series: Series[] = (['processor', 'memory'] as const).map((part) => ({
		name: t(`chart.${part}`),
		points: samples.map((sample) => ({ at: sample.at, value: inPercent(sample[part]) })),
	}));
	const [processor, memory] = series.map(({ points }) => rangeOf(points, locale));
	return {
		picture: {
			kind: 'lines',
			title: t('chart.title'),
			locale,
			words: { noData: t('chart.noData') },
			series: series.filter(({ points }) => lineFacts(points) !== undefined),
			unit: 'percent',
			from: now - chartSpanMs,
			to: now,
			everyMs: sampleEveryMs,
			timezone,
		},
		alt: [
			t('chart.alt', { host }),
			processor === undefined ? undefined : t('chart.altProcessor', processor),
			memory === undefined ? undefined : t('chart.altMemory', memory),
		]
			.filter((sentence) => sentence !== undefined)
			.join(' '),
	};
}

function inPercent(share: number | null): number | null {
	return share === null ? null : share * 100;
}

function rangeOf(points: Series['points'], locale: string) {
	const facts = lineFacts(points);
	if (facts === undefined) return undefined;
	const written = (value: number) => percent(value / 100, locale);
	return {
		least: written(facts.least.value),
		most: written(facts.most.value),
		last: written(facts.last.value),
	};
}
