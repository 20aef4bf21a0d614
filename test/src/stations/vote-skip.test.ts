import { beforeEach, describe, expect, test } from 'vitest';
import type { OnAirState } from '#src/backends/roles.ts';
import type { SkipOutcome } from '#src/stations/skipping.ts';
import type { VoteShare } from '#src/stations/vote-share.ts';
import { VoteSkip } from '#src/stations/vote-skip.ts';
import { onAirState, play, station, unreachable } from './fake-station.ts';

describe('a vote to skip', () => {
	const one = station('a', {
		keys: new Map([['station', 'abcd']]),
		backend: { playout: { skip: async () => void orders.push('skip'), disconnect: async () => undefined } },
	});
	let orders: string[];
	let state: OnAirState;
	let share: VoteShare | undefined;
	let told: number;
	let outcome: (skip: () => Promise<void>) => Promise<SkipOutcome>;
	let votes: VoteSkip;

	beforeEach(() => {
		orders = [];
		told = 0;
		share = undefined;
		state = onAirState({ listeners: 9, now: play('1') });
		outcome = async (skip) => {
			await skip();
			state = onAirState({ listeners: 9, now: play('2'), history: [play('1')] });
			return { kind: 'skipped', skipped: play('1'), now: state };
		};
		votes = new VoteSkip({
			onAir: { known: () => ({ state, asOf: 0 }) },
			skipping: { skip: (_station, playout) => outcome(() => playout.skip()) },
			requesters: { of: async () => ({ userId: 'wisher' }) },
			settings: {
				share: async () => share,
				setShare: async (_guild, _station, next) => {
					share = next;
				},
			},
		});
		votes.onChange(() => {
			told += 1;
		});
	});

	const tally = () => votes.tally(one, { state, asOf: 0 });

	test('counts everybody once per song, and tells whenever the tally changes', async () => {
		expect(await votes.vote(one, 'ann', '1')).toEqual({ kind: 'counted', votes: 1, needed: 3, own: false });
		expect(await votes.vote(one, 'ann', '1')).toEqual({ kind: 'again', votes: 1, needed: 3, own: false });
		expect(tally()).toEqual({ votes: 1, needed: 3, state: 'open' });
		expect(told).toBe(1);
		expect(await votes.takeBack(one, 'ann', '1')).toMatchObject({ kind: 'taken-back', votes: 0 });
		expect(tally()?.votes).toBe(0);
	});

	test('the last one skips, once, however many vote at the same time', async () => {
		const all = await Promise.all(Array.from({ length: 30 }, (_, n) => votes.vote(one, `fan${n}`, '1')));
		expect(all.filter(({ kind }) => kind === 'skipped')).toEqual([
			{ kind: 'skipped', song: play('1').song, votes: 3, needed: 3 },
		]);
		expect(orders).toEqual(['skip']);
		expect(votes.skippedBefore(one, { state, asOf: 0 })).toEqual(play('1').song);
		expect(tally()).toEqual({ votes: 0, needed: 3, state: 'open' });
	});

	test.each([
		[undefined, 9, 3],
		['third', 1, 2],
		['third', 0, 2],
		['third', null, 3],
		['quarter', 100, 25],
		['half', 7, 4],
	] as const)('with %s of %s listeners takes %i', async (set, listeners, needed) => {
		share = set;
		state = onAirState({ listeners, now: play('1') });
		expect(await votes.vote(one, 'ann', '1')).toMatchObject({ kind: 'counted', needed });
	});

	test('falls with the song, and a vote for the song before counts for nothing', async () => {
		await votes.vote(one, 'ann', '1');
		await votes.vote(one, 'bob', '1');
		state = onAirState({ listeners: 9, now: play('2') });
		expect(await votes.vote(one, 'cid', '1')).toEqual({ kind: 'over' });
		expect(await votes.takeBack(one, 'ann', '1')).toEqual({ kind: 'over' });
		expect(await votes.vote(one, 'cid', '2')).toMatchObject({ kind: 'counted', votes: 1 });
		expect(orders).toEqual([]);
	});

	test('never hits the next song: the order is held back when the song ended in the very moment', async () => {
		outcome = async (skip) => {
			state = onAirState({ listeners: 9, now: play('2') });
			await skip();
			throw new Error('It was ordered');
		};
		for (const who of ['ann', 'bob']) await votes.vote(one, who, '1');
		expect(await votes.vote(one, 'cid', '1')).toEqual({ kind: 'over' });
		expect(orders).toEqual([]);
	});

	test('is not held while a DJ is live, where it is off, or where the bot could not skip', async () => {
		state = onAirState({ live: { streamer: 'Mira', since: null, art: null }, now: play('1') });
		expect(await votes.vote(one, 'ann', '1')).toEqual({ kind: 'live', dj: 'Mira' });
		expect(tally()).toBeUndefined();
		state = onAirState({ now: play('1') });
		await votes.setShare(one, 'off');
		expect(await votes.vote(one, 'ann', '1')).toEqual({ kind: 'off' });
		expect(tally()).toBeUndefined();
		const keyless = station('b', { backend: one.backend });
		expect(await votes.vote(keyless, 'ann', '1')).toEqual({ kind: 'off' });
	});

	test('keeps its votes when the skip fails, throws what the server said, and does not try again', async () => {
		outcome = async () => {
			throw unreachable();
		};
		for (const who of ['ann', 'bob']) await votes.vote(one, who, '1');
		await expect(votes.vote(one, 'cid', '1')).rejects.toThrow();
		expect(tally()).toEqual({ votes: 3, needed: 3, state: 'failed' });
		expect(await votes.vote(one, 'dan', '1')).toMatchObject({ kind: 'counted', votes: 4 });
	});

	test('waits when a song was skipped a moment ago; the next vote tries again', async () => {
		const skipped = outcome;
		outcome = async () => ({ kind: 'too-soon', until: 5_000 });
		for (const who of ['ann', 'bob']) await votes.vote(one, who, '1');
		expect(await votes.vote(one, 'cid', '1')).toMatchObject({ kind: 'too-soon', until: 5_000 });
		outcome = skipped;
		expect(await votes.vote(one, 'cid', '1')).toMatchObject({ kind: 'skipped' });
	});

	test('says that a skip was not seen to happen', async () => {
		outcome = async () => ({ kind: 'not-confirmed', skipped: play('1'), waitedMs: 12_000 });
		for (const who of ['ann', 'bob']) await votes.vote(one, who, '1');
		expect(await votes.vote(one, 'cid', '1')).toMatchObject({ kind: 'not-confirmed', waitedMs: 12_000 });
		expect(tally()?.state).toBe('failed');
	});

	test('tells somebody that it is their own request', async () => {
		state = onAirState({ listeners: 9, now: play('1', { requested: true }) });
		expect(await votes.vote(one, 'wisher', '1')).toMatchObject({ own: true });
		expect(await votes.vote(one, 'ann', '1')).toMatchObject({ own: false });
	});
});
