import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OnAirState } from '#src/backends/roles.ts';
import {
	changesBetween,
	handOverWithinMs,
	isOutOfDate,
	offForMs,
	silence,
	type Told,
} from '#src/stations/changes-between.ts';
import type { StationChange } from '#src/stations/station-change.ts';
import { onAirState, play, song } from './fake-station.ts';

/** Seconds after which each state came, and the state. */
type Step = [number, Partial<OnAirState>];

function tell(...steps: Step[]): StationChange[] {
	let told: Told | undefined;
	const all: StationChange[] = [];
	for (const [second, fields] of steps) {
		const outcome = changesBetween(told, onAirState(fields), second * 1000);
		told = outcome.told;
		all.push(...outcome.changes);
	}
	return all.slice(1);
}
const one = play('1', { startedAt: 1_000 });
const two = play('2', { startedAt: 2_000 });
const nyx = { streamer: 'Nyx', since: 500, art: null };
const orla = { streamer: 'Orla', since: 900, art: null };
const next = (id: string, at = 1) => ({
	song: song(id),
	playlist: 'p',
	requested: false,
	at,
	duration: null,
});

describe('the first state', () => {
	test('is known, and nothing in it is news', () => {
		const { changes } = changesBetween(undefined, onAirState({ live: nyx, online: false }), 0);
		expect(changes).toEqual([{ kind: 'known' }]);
	});
});

describe('a song', () => {
	test('is told once, with the one before', () => {
		expect(tell([0, { now: one }], [1, { now: two }], [2, { now: two }])).toEqual([
			{ kind: 'song', play: two, before: one },
		]);
	});

	test('that comes where none was has none before it', () => {
		expect(tell([0, { now: null }], [1, { now: one }])).toEqual([{ kind: 'song', play: one, before: null }]);
	});

	test('that is gone is none, and the same one after it is no news', () => {
		expect(tell([0, { now: one }], [1, { now: null }], [2, { now: one }])).toEqual([]);
	});

	test('is the same song again in another play', () => {
		const again = play('2', { startedAt: 2_000, song: one.song });
		expect(tell([0, { now: one }], [1, { now: again }])).toMatchObject([{ kind: 'song' }]);
	});

	test('that was overtaken changes nothing', () => {
		const { told } = changesBetween(undefined, onAirState({ now: two, history: [one] }), 0);
		expect(isOutOfDate(told, onAirState({ now: one }))).toBe(true);
		expect(tell([0, { now: one }], [1, { now: two }], [2, { now: one }], [3, { now: two }])).toHaveLength(1);
	});

	test('whose server counts anew, or whose clock was set back, is news all the same', () => {
		const recounted = play('1', { startedAt: 9_000 });
		const earlier = play('3', { startedAt: 100 });
		expect(tell([0, { now: one }], [1, { now: two }], [2, { now: recounted }])).toHaveLength(2);
		expect(tell([0, { now: one }], [1, { now: two }], [2, { now: earlier }])).toHaveLength(2);
	});
});

describe('a DJ', () => {
	test('comes and goes', () => {
		expect(tell([0, {}], [10, { live: nyx }], [20, { live: nyx }], [30, {}], [51, {}])).toEqual([
			{ kind: 'live-start', dj: 'Nyx', since: 500 },
			{ kind: 'live-end', dj: 'Nyx', since: 500, until: 30_000 },
		]);
	});

	test('who connects again soon was never gone', () => {
		expect(
			tell([0, { live: nyx }], [10, {}], [25, { live: { ...nyx, since: 20_000 } }], [60, { live: nyx }]),
		).toEqual([]);
	});

	test('who follows another takes over, at once or after a pause', () => {
		const handOver = { kind: 'hand-over', from: 'Nyx', to: 'Orla', since: 900 };
		expect(tell([0, { live: nyx }], [5, { live: orla }])).toEqual([handOver]);
		expect(tell([0, { live: nyx }], [5, {}], [15, {}], [20, { live: orla }])).toEqual([handOver]);
		expect(handOverWithinMs).toBe(20_000);
	});

	test('who comes long after another is one who goes and one who comes', () => {
		expect(tell([0, { live: nyx }], [5, {}], [25, {}], [26, { live: orla }])).toMatchObject([
			{ kind: 'live-end', dj: 'Nyx', until: 5_000 },
			{ kind: 'live-start', dj: 'Orla' },
		]);
	});

	test('whose server does not say since when is live since they were seen', () => {
		expect(tell([0, {}], [7, { live: { ...nyx, since: null } }])).toMatchObject([{ since: 7_000 }]);
	});

	test('whose station goes off the air goes with it, before it', () => {
		const off = { online: false, live: null };
		expect(tell([0, { live: nyx }], [1, off], [11, off]).map(({ kind }) => kind)).toEqual([
			'live-end',
			'offline',
		]);
	});
});

describe('off the air', () => {
	const off = { online: false };

	test('is believed when it was seen twice, ten seconds apart, and told as of the first time', () => {
		expect(tell([0, {}], [5, off])).toEqual([]);
		expect(tell([0, {}], [5, off], [14, off])).toEqual([]);
		expect(tell([0, {}], [5, off], [15, off], [16, off])).toEqual([{ kind: 'offline', since: 5_000 }]);
		expect(offForMs).toBe(10_000);
	});

	test('is not what a station is that was off for a moment', () => {
		expect(tell([0, {}], [5, off], [8, {}], [14, off], [20, off], [23, {}])).toEqual([]);
	});

	test('ends with the song that is on again', () => {
		const still = { ...off, now: one };
		expect(tell([0, { now: one }], [5, still], [15, still], [60, { now: two }]).slice(1)).toEqual([
			{ kind: 'online', offSince: 5_000 },
			{ kind: 'song', play: two, before: one },
		]);
	});

	test('a station tells no songs, and the one it comes back with after that it is back', () => {
		const three = play('3', { startedAt: 3_000 });
		const steps: Step[] = [
			[0, { now: one }],
			[5, { ...off, now: one }],
			[15, { ...off, now: one }],
			[20, { ...off, now: two }],
			[30, { ...off, now: three }],
			[40, { now: three }],
		];
		expect(tell(...steps).map(({ kind }) => kind)).toEqual(['offline', 'online', 'song']);
		expect(tell(...steps).at(-1)).toEqual({ kind: 'song', play: three, before: one });
	});

	test('from the beginning has no beginning', () => {
		expect(tell([0, off], [20, off], [30, {}])).toEqual([{ kind: 'online', offSince: null }]);
	});
});

test('listeners and what is next are told when they are others', () => {
	expect(
		tell(
			[0, { listeners: 3, next: next('a') }],
			[1, { listeners: 4, next: next('a', 99) }],
			[2, { listeners: null, next: next('b') }],
			[3, { listeners: null, next: null }],
		),
	).toEqual([
		{ kind: 'listeners', listeners: 4 },
		{ kind: 'next', next: next('b') },
		{ kind: 'listeners', listeners: null },
		{ kind: 'next', next: null },
	]);
});

test('a server that does not answer is told once, and once when it does', () => {
	const { told } = changesBetween(undefined, onAirState(), 0);
	const first = silence(told, 5_000);
	expect(first.changes).toEqual([{ kind: 'unreachable', since: 5_000 }]);
	expect(silence(first.told, 9_000).changes).toEqual([]);
	const back = changesBetween(first.told, onAirState({ now: two }), 60_000);
	expect(back.changes.map(({ kind }) => kind)).toEqual(['reachable', 'song']);
	expect(back.changes[0]).toEqual({ kind: 'reachable', since: 5_000 });
	expect(changesBetween(back.told, onAirState({ now: two }), 61_000).changes).toEqual([]);
});

/** A radio station's life: what is on at each step, plays counted upwards, with history as a server tells it. */
const life = fc
	.array(
		fc.record({
			seconds: fc.integer({ min: 0, max: 30 }),
			song: fc.boolean(),
			dj: fc.constantFrom(null, 'Nyx', 'Orla'),
			online: fc.boolean(),
			listeners: fc.integer({ min: 0, max: 2 }),
			next: fc.constantFrom('a', 'b'),
		}),
		{ minLength: 1, maxLength: 40 },
	)
	.map((steps) => {
		let at = 0;
		let number = 1;
		return steps.map((step) => {
			at += step.seconds * 1000;
			if (step.song) number += 1;
			const past = [number - 1, number - 2, number - 3].filter((id) => id > 0);
			const state = onAirState({
				now: play(String(number), { startedAt: number * 1000 }),
				history: past.map((id) => play(String(id), { startedAt: id * 1000 })),
				live: step.dj === null ? null : { streamer: step.dj, since: at, art: null },
				online: step.online,
				listeners: step.listeners,
				next: next(step.next),
			});
			return { at, state };
		});
	});

function fold(frames: readonly { at: number; state: OnAirState }[]): StationChange[] {
	let told: Told | undefined;
	return frames.flatMap(({ at, state }) => {
		const outcome = changesBetween(told, state, at);
		told = outcome.told;
		return outcome.changes;
	});
}

describe('whatever comes', () => {
	test('the same frame twice says nothing the second time', () => {
		fc.assert(
			fc.property(life, (frames) => {
				expect(fold(frames.flatMap((frame) => [frame, frame]))).toEqual(fold(frames));
			}),
		);
	});

	test('a play is told at most once, though frames of plays before it come late', () => {
		fc.assert(
			fc.property(life, fc.array(fc.nat(), { maxLength: 10 }), (frames, places) => {
				const mixed = [...frames];
				for (const place of places) {
					const index = place % frames.length;
					const late = frames[Math.max(0, index - 2)]!;
					const behind = mixed.indexOf(frames[index]!) + 1;
					mixed.splice(behind, 0, { ...late, at: frames[index]!.at });
				}
				const songs = fold(mixed).flatMap((change) => (change.kind === 'song' ? [change.play.id] : []));
				expect(new Set(songs).size).toBe(songs.length);
				expect(songs.map(Number)).toEqual(songs.map(Number).toSorted((a, b) => a - b));
			}),
		);
	});

	test('on and off take turns, and so do the comings and goings of DJs', () => {
		fc.assert(
			fc.property(life, (frames) => {
				const changes = fold(frames);
				const air = changes.filter(({ kind }) => kind === 'online' || kind === 'offline');
				for (const [index, { kind }] of air.entries()) expect(kind).not.toBe(air[index - 1]?.kind);
				let dj = frames[0]!.state.live?.streamer ?? null;
				for (const change of changes) {
					if (change.kind === 'live-start') {
						expect(dj).toBeNull();
						dj = change.dj;
					} else if (change.kind === 'hand-over') {
						expect([change.from, change.to === change.from]).toEqual([dj, false]);
						dj = change.to;
					} else if (change.kind === 'live-end') {
						expect(change.dj).toBe(dj);
						dj = null;
					}
				}
			}),
		);
	});

	test('what is remembered does not grow', () => {
		fc.assert(
			fc.property(life, (frames) => {
				let told: Told | undefined;
				for (const { at, state } of frames) told = changesBetween(told, state, at).told;
				expect(told!.past.length).toBeLessThanOrEqual(20);
			}),
		);
	});
});
