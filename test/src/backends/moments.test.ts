import { expect, test } from 'vitest';
import { nowPlaying } from '#src/backends/autopod/schemas/station.ts';
import { moment as autopodMoment } from '#src/backends/autopod/schemas/wire.ts';
import { moment as azuracastMoment } from '#src/backends/azuracast/schemas/wire.ts';
import { milliseconds, seconds } from '#src/backends/streaming-center/schemas/wire.ts';

const at = Date.parse('2026-11-22T20:00:00Z');
/** Beyond what a `Date` can hold, and what no time zone can be looked up for. */
const far = [Number.MAX_SAFE_INTEGER, 8.64e15 + 1, 1e300];

test.each([
	['AzuraCast', azuracastMoment, at / 1_000, 1_000],
	['AutoPod', autopodMoment, at / 1_000, 1_000],
	['Streaming.Center, in seconds', seconds, at / 1_000, 1_000],
	['Streaming.Center, in milliseconds', milliseconds, at, 1],
])('a moment of %s that is no date is not known', (_, schema, now, unit) => {
	expect(schema.parse(now)).toBe(at);
	for (const value of far) expect(schema.parse(value)).toBeNull();
	expect(new Date(schema.parse(1e14 / unit) ?? Number.NaN).getUTCFullYear()).toBe(5138);
	for (const value of [0, -1, null]) expect(schema.parse(value)).toBeNull();
});

test.each(['-271821-04-21T00:00:00Z', '+275760-09-13T00:00:00Z', '0000-00-00', '9'.repeat(40)])(
	'AzuraCast: "%s" is no time of a radio station',
	(text) => expect(azuracastMoment.parse(text)).toBeNull(),
);

test('a show of AutoPod does not begin or end where there is no date', () => {
	const show = (start: number, end: number) => ({
		title: 'Late',
		show_id: 3,
		image: '',
		start_time: start,
		end_time: end,
	});
	const read = (current: unknown) => nowPlaying.safeParse({ current, next: null });
	expect(read(show(at / 1_000, Number.MAX_SAFE_INTEGER)).data?.current?.end_time).toBe(0);
	expect(read(show(Number.MAX_SAFE_INTEGER, 0)).success).toBe(false);
});
