import { describe, expect, test } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import type { OnAirState, Play } from '#src/backends/roles.ts';
import { OnAirStates } from '#src/stations/on-air-states.ts';
import { type SkipOutcome, Skipping, skipPauseMs } from '#src/stations/skipping.ts';
import type { Station } from '#src/stations/station.ts';
import { FakeOnAir, onAirState, play, problem, settle, station, unreachable } from './fake-station.ts';

/** A station whose song changes so many looks after a skip. */
class FakePlayout {
	orders = 0;
	failing: Error | undefined;
	readonly onAir = new FakeOnAir();
	readonly #looksUntilSeen: number;
	#looks = 0;

	constructor(looksUntilSeen = 1) {
		this.#looksUntilSeen = looksUntilSeen;
		this.onAir.answer = () => {
			this.#looks += 1;
			const changed = this.orders > 0 && this.#looks >= this.#looksUntilSeen;
			return onAirState({ now: play(changed ? `play ${this.orders}` : 'play 0') });
		};
	}

	async skip(): Promise<void> {
		if (this.failing !== undefined) throw this.failing;
		this.orders += 1;
		this.#looks = 0;
	}
}

function setUp(playout = new FakePlayout()) {
	const clock = new ManualClock();
	const onAir = new OnAirStates(clock);
	const skipping = new Skipping(onAir, clock);
	const one = station('a', { backend: { onAir: playout.onAir } });
	/** Skips, and lets time pass until there is an outcome. */
	const skip = async (sure = false, at: Station = one): Promise<SkipOutcome> => {
		const outcome = skipping.skip(at, playout, sure);
		const progress = { ended: false };
		const end = () => {
			progress.ended = true;
		};
		outcome.then(end, end);
		await settle();
		for (let seconds = 0; !progress.ended && seconds < 60; seconds++) await clock.advance(1_000);
		return outcome;
	};
	return { clock, playout, skipping, one, onAir, skip };
}

describe('a skip', () => {
	test('tells what was skipped and what is on now, as soon as the station says so', async () => {
		const { clock, playout, skip } = setUp(new FakePlayout(3));
		const before = clock.now();
		expect(await skip()).toMatchObject({
			kind: 'skipped',
			skipped: { id: 'play 0' },
			now: { now: { id: 'play 1' } },
		});
		expect(playout.orders).toBe(1);
		expect(clock.now() - before).toBe(3_000);
		expect(playout.onAir.reads).toBe(playout.onAir.readsPastCaches);
	});

	test('of a song by another play of the same song is a skip too', async () => {
		const { playout, skip } = setUp();
		playout.onAir.answer = () => onAirState({ now: play(`${playout.orders}`, { song: play('same').song }) });
		expect(await skip()).toMatchObject({ kind: 'skipped' });
	});

	test('where nothing was announced before skips whatever it was', async () => {
		const { playout, skip } = setUp();
		playout.onAir.answer = () => onAirState({ now: playout.orders === 0 ? null : play('new') });
		expect(await skip()).toMatchObject({ kind: 'skipped', skipped: null, now: { now: { id: 'new' } } });
	});

	test('that the station never shows is not confirmed, and not ordered again', async () => {
		const { playout, skip } = setUp(new FakePlayout(Number.POSITIVE_INFINITY));
		expect(await skip()).toMatchObject({
			kind: 'not-confirmed',
			skipped: { id: 'play 0' },
			waitedMs: 12_000,
		});
		expect(playout.orders).toBe(1);
	});

	test('is not undone by looks that fail in between', async () => {
		const { playout, skip } = setUp();
		let looks = 0;
		playout.onAir.answer = () => {
			if (playout.orders === 0) return onAirState({ now: play('before') });
			looks += 1;
			if (looks < 4) throw unreachable();
			return onAirState({ now: play('after') });
		};
		expect(await skip()).toMatchObject({ kind: 'skipped', now: { now: { id: 'after' } } });
	});

	test('is not ordered if the station cannot be read before', async () => {
		const { playout, skip } = setUp();
		playout.onAir.answer = () => Promise.reject(unreachable());
		await expect(skip()).rejects.toMatchObject({ problem: { kind: 'unreachable' } });
		expect(playout.orders).toBe(0);
	});
});

describe('a skip at a station whose reads hang or fail', () => {
	/** A station that was read a moment ago, and then says no more until `speaks`. */
	async function silenced({ now = play('before') }: { now?: Play } = {}) {
		const setting = setUp();
		const { playout, one, onAir } = setting;
		playout.onAir.answer = () => onAirState({ now });
		await onAir.read(one);
		playout.onAir.answer = () => new Promise(() => {});
		return { ...setting, speaks: (state: OnAirState) => (playout.onAir.answer = () => state) };
	}

	test('is ordered all the same, by what was known a moment ago', async () => {
		const { clock, playout, skip, speaks } = await silenced();
		const outcome = skip();
		await settle();
		expect(playout.orders).toBe(1);
		speaks(onAirState({ now: play('after', { startedAt: clock.now() }) }));
		expect(await outcome).toMatchObject({
			kind: 'skipped',
			skipped: { id: 'before' },
			now: { now: { id: 'after' } },
		});
	});

	test('is not taken for done because of a song that had begun before', async () => {
		const { clock, skip, playout } = await silenced();
		const began = clock.now() - 20_000;
		playout.onAir.answer = () =>
			playout.orders === 0
				? Promise.reject(unreachable())
				: onAirState({ now: play('in between', { startedAt: began }) });
		expect(await skip()).toMatchObject({ kind: 'not-confirmed' });
		expect(playout.orders).toBe(1);
	});

	test('asks first, as always, where somebody asked for the song', async () => {
		const { playout, skip } = await silenced({ now: play('before', { requested: true }) });
		expect(await skip()).toMatchObject({ kind: 'ask' });
		expect(playout.orders).toBe(0);
	});

	test('is not ordered by what was known more than a minute ago', async () => {
		const { clock, playout, skip } = await silenced();
		await clock.advance(61_000);
		playout.onAir.answer = () => Promise.reject(unreachable());
		await expect(skip()).rejects.toMatchObject({ problem: { kind: 'unreachable' } });
		expect(playout.orders).toBe(0);
	});
});

describe('a second skip', () => {
	test('within 10 seconds is refused, and says until when', async () => {
		const { clock, playout, skip } = setUp();
		const first = clock.now();
		await skip();
		expect(await skip()).toEqual({ kind: 'too-soon', until: first + skipPauseMs });
		await clock.advance(first + skipPauseMs - clock.now() - 1);
		expect(await skip()).toMatchObject({ kind: 'too-soon' });
		await clock.advance(1);
		expect(await skip()).toMatchObject({ kind: 'skipped' });
		expect(playout.orders).toBe(2);
		expect(skipPauseMs).toBe(10_000);
	});

	test('of two people at the same moment is one order', async () => {
		const { playout, skip } = setUp();
		const kinds = (await Promise.all([skip(), skip()])).map(({ kind }) => kind);
		expect(kinds).toEqual(['skipped', 'too-soon']);
		expect(playout.orders).toBe(1);
	});

	test('from another Discord server is refused as well: it is the same station', async () => {
		const { playout, skip } = setUp();
		await skip();
		const there = station('b', { guildId: 'elsewhere', backend: { onAir: playout.onAir } });
		expect(await skip(false, there)).toMatchObject({ kind: 'too-soon' });
	});

	test('at another station is none of its business', async () => {
		const { playout, skip } = setUp();
		await skip();
		const other = station('b', { remote: 'other', backend: { onAir: playout.onAir } });
		expect(await skip(false, other)).toMatchObject({ kind: 'skipped' });
	});

	test('may come at once if the first was certainly not taken', async () => {
		const { playout, skip } = setUp();
		playout.failing = problem({ kind: 'right-missing', key: 'station', tail: '3f9c', permission: 'X' });
		await expect(skip()).rejects.toMatchObject({ problem: { kind: 'right-missing' } });
		playout.failing = undefined;
		expect(await skip()).toMatchObject({ kind: 'skipped' });
	});

	test('has to wait if the first may have been taken', async () => {
		const { playout, skip } = setUp();
		playout.failing = problem({ kind: 'unreachable', reason: 'timeout', afterMs: 1 }, { perhapsDone: true });
		await expect(skip()).rejects.toMatchObject({ perhapsDone: true });
		playout.failing = undefined;
		expect(await skip()).toMatchObject({ kind: 'too-soon' });
		expect(playout.orders).toBe(0);
	});
});

describe('what needs a yes', () => {
	const live = onAirState({ live: { streamer: 'DJ Ada', since: null, art: null } });
	const requested = onAirState({ now: play('wish', { requested: true }) });

	test.each([
		['a live show', live],
		['a song that somebody asked for', requested],
	])('%s is asked about first, and nothing is ordered', async (_what, state) => {
		const { playout, skip } = setUp();
		playout.onAir.answer = () => state;
		expect(await skip()).toEqual({ kind: 'ask', state });
		expect(playout.orders).toBe(0);
	});

	test('the question costs no pause, and a yes skips', async () => {
		const { playout, skip } = setUp();
		playout.onAir.answer = () => (playout.orders === 0 ? requested : onAirState({ now: play('next') }));
		await skip();
		expect(await skip(true)).toMatchObject({ kind: 'skipped', skipped: { id: 'wish' } });
		expect(playout.orders).toBe(1);
	});

	test('a yes does not get past the pause', async () => {
		const { playout, skip } = setUp();
		await skip();
		expect(await skip(true)).toMatchObject({ kind: 'too-soon' });
		expect(playout.orders).toBe(1);
	});
});
