import { describe, expect, test } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import { isJingle, withoutJingles } from '#src/posts/jingles.ts';
import { LookAgain, lookAgainAt } from '#src/posts/look-again.ts';
import { isQuiet } from '#src/posts/quiet-hours.ts';
import { onAirState, play, song } from '#test/src/stations/fake-station.ts';

const now = Date.UTC(2026, 10, 22, 19, 0);
const live = { streamer: 'Mira', since: now, art: null };

describe('when a card is looked at though nothing was announced', () => {
	test.each([
		[
			'a minute after the end of the song',
			{ now: play('a', { startedAt: now, duration: 180_000 }) },
			241_000,
		],
		[
			'never, once that has passed',
			{ now: play('a', { startedAt: now - 600_000, duration: 180_000 }) },
			undefined,
		],
		[
			'never, for a song of unknown length',
			{ now: play('a', { startedAt: now, duration: null }) },
			undefined,
		],
		[
			'every ten minutes for a long one',
			{ now: play('a', { startedAt: now, duration: 3_600_000 }) },
			600_000,
		],
		['every ten minutes for a show', { live, now: play('a', { startedAt: now, duration: 60_000 }) }, 600_000],
		['never, off the air', { online: false }, undefined],
	])('%s', (_when, state, after) => {
		const at = lookAgainAt({ state: onAirState(state), asOf: now }, now);
		expect(at === undefined ? undefined : at - now).toBe(after);
	});

	test('only the last time that was set counts', async () => {
		const clock = new ManualClock(now);
		const look = new LookAgain(clock);
		const seen: string[] = [];
		look.set(now + 1_000, () => seen.push('first'));
		look.set(now + 2_000, () => seen.push('second'));
		await clock.advance(3_000);
		look.set(now + 5_000, () => seen.push('third'));
		look.close();
		await clock.advance(5_000);
		expect(seen).toEqual(['second']);
		expect(clock.waiting).toBe(0);
	});
});

describe('jingles', () => {
	const jingle = play('j', { song: song('j', { artist: ' ' }), duration: 12_000 });
	test.each([
		[jingle, true],
		[play('a', { duration: 12_000 }), false],
		[play('a', { song: song('a', { artist: '' }), duration: 180_000 }), false],
		[play('a', { song: song('a', { artist: '' }), duration: null }), false],
	])('%# are short and by nobody', (one, expected) => {
		expect(isJingle(one)).toBe(expected);
	});

	test('leave the song before them on the card', () => {
		const shown = withoutJingles(onAirState({ now: jingle, history: [jingle, play('a'), play('b')] }));
		expect(shown.now?.id).toBe('a');
		expect(shown.history.map(({ id }) => id)).toEqual(['b']);
		expect(withoutJingles(onAirState({ now: jingle, history: [] })).now?.id).toBe('j');
		expect(withoutJingles(onAirState({ now: null, history: [play('a')] })).now).toBeNull();
	});
});

test.each([
	['22:00', '07:00', '23:30', true],
	['22:00', '07:00', '07:00', false],
	['22:00', '07:00', '06:59', true],
	['22:00', '07:00', '12:00', false],
	['09:00', '17:00', '09:00', true],
	['09:00', '17:00', '17:00', false],
])('quiet from %s to %s: at %s %s', (from, to, time, expected) => {
	const [hour = 0, minute = 0] = time.split(':').map(Number);
	// Vienna is an hour ahead in November.
	const at = Date.UTC(2026, 10, 22, hour - 1, minute);
	expect(isQuiet({ from, to, timezone: 'Europe/Vienna' }, at)).toBe(expected);
});
