import { beforeEach, describe, expect, test } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import type { QueueEntry } from '#src/backends/roles/queue.ts';
import type { OnAirState } from '#src/backends/roles.ts';
import { type FollowUp } from '#src/stations/follow-up.ts';
import { type FollowUpMemory, RequestFollowUps } from '#src/stations/request-follow-ups.ts';
import type { StationChange } from '#src/stations/station-change.ts';
import { entry } from './fake-queue.ts';
import { onAirState, pending, play, settle, song, station } from './fake-station.ts';

describe('what becomes of a request', () => {
	const one = station('a');
	const far = station('far', { backend: { server: 'https://far' } });
	const farther = station('farther', { backend: { server: 'https://far' } });
	let clock: ManualClock;
	let kept: Map<string, FollowUp[]>;
	let memory: FollowUpMemory;
	let called: string[];
	let redrawn: string[];
	let forgiven: string[];
	let errors: unknown[];
	let failing: boolean;
	let queue: QueueEntry[] | undefined;
	let looks: number;
	let farQueue: Promise<QueueEntry[]> | undefined;
	let farLooks: number;

	beforeEach(() => {
		clock = new ManualClock();
		kept = new Map();
		memory = {
			get: async (id) => kept.get(id),
			update: async (id, change) => {
				const value = change(kept.get(id));
				kept.set(id, value);
				return value;
			},
		};
		[called, redrawn, forgiven, errors] = [[], [], [], []];
		failing = false;
		[queue, looks, farQueue, farLooks] = [undefined, 0, undefined, 0];
	});

	const begin = () => {
		const followUps = new RequestFollowUps({
			memory,
			clock,
			rules: { forgive: async (_station, userId) => void forgiven.push(userId) },
			stations: () => [far, farther, one],
			queue: async ({ id }) => {
				if (id === one.id) {
					looks += 1;
					return queue;
				}
				farLooks += 1;
				return farQueue;
			},
			call: async (_station, { userId, song: wished }, { kind }) => {
				called.push(`${userId} ${wished.id} ${kind}`);
				if (failing) throw new Error('Killed');
			},
			onError: (error) => errors.push(error),
		});
		followUps.start();
		return followUps;
	};
	const asked = (userId: string, id = 'wish', fields: Partial<FollowUp> = {}): FollowUp => ({
		song: song(id),
		userId,
		at: clock.now(),
		nextAt: 0,
		leftThisHour: 4,
		locale: 'en-US',
		tell: false,
		queued: null,
		isNext: false,
		...fields,
	});
	const wish = (followUps: RequestFollowUps, followUp: FollowUp) =>
		followUps.begin(one, followUp, async ({ userId }, { kind }) => void redrawn.push(`${userId} ${kind}`));
	const hear = async (
		followUps: RequestFollowUps,
		change: StationChange,
		state: Partial<OnAirState> = {},
	) => {
		followUps.hear(one, change, { state: onAirState(state), asOf: clock.now() });
		await settle();
	};
	const plays = (id = 'wish', startedAt = clock.now()): StationChange => ({
		kind: 'song',
		play: play(`play of ${id}`, { song: song(id), startedAt, requested: true }),
		before: null,
	});
	const next = (id = 'wish', requested = true): StationChange => ({
		kind: 'next',
		next: { song: song(id), playlist: '', requested, at: null, duration: null },
	});

	test('is shown in the answer: next, then on; and nobody is called who did not ask for it', async () => {
		const followUps = begin();
		await wish(followUps, asked('ann'));
		expect(followUps.waitsAt(one)).toBe(true);
		await hear(followUps, next('other'));
		await hear(followUps, next('wish', false));
		await hear(followUps, next());
		await hear(followUps, next());
		await hear(followUps, plays('other'));
		await hear(followUps, plays());
		await hear(followUps, plays());
		expect(redrawn).toEqual(['ann next', 'ann playing']);
		expect(called).toEqual([]);
		expect(followUps.waitsAt(one)).toBe(false);
	});

	test('is looked for in the queue also while another station does not say what is in its own', async () => {
		const never = pending<QueueEntry[]>();
		farQueue = never.promise;
		const followUps = begin();
		await followUps.begin(far, asked('bob'), async () => {});
		await wish(followUps, asked('ann'));
		await clock.advance(3 * 60_000);
		expect(looks).toBe(3);
		never.resolve([]);
		await followUps.close();
	});

	test('is not looked for any more when the bot was told to stop before it was its turn', async () => {
		const late = pending<QueueEntry[]>();
		const followUps = begin();
		farQueue = late.promise;
		await followUps.begin(far, asked('bob'), async () => {});
		await followUps.begin(farther, asked('cid'), async () => {});
		await clock.advance(60_000);
		expect(farLooks).toBe(1);
		const closing = followUps.close();
		late.resolve([]);
		await closing;
		expect(farLooks).toBe(1);
	});

	test('is looked for in the queue once a minute, until it is seen there', async () => {
		const followUps = begin();
		await clock.advance(60_000);
		await settle();
		expect(looks).toBe(0);
		await wish(followUps, asked('ann'));
		await clock.advance(60_000);
		await settle();
		expect([looks, redrawn]).toEqual([1, []]);
		queue = [entry('1', { song: song('wish') })];
		await clock.advance(60_000);
		await settle();
		expect([looks, redrawn]).toEqual([2, []]);
		queue = [entry('1', { song: song('wish'), requested: true, at: 500_000 })];
		await clock.advance(60_000);
		await settle();
		expect([looks, redrawn]).toEqual([3, ['ann queued']]);
		expect(await followUps.tell(one, 'ann', 'wish')).toMatchObject({ queued: { playsAt: 500_000 } });
		await clock.advance(180_000);
		await settle();
		expect([looks, redrawn]).toEqual([3, ['ann queued']]);
		expect(errors).toEqual([]);
	});

	test('is looked for no longer than the answer can be changed', async () => {
		const followUps = begin();
		await wish(followUps, asked('ann'));
		for (let minute = 0; minute < 20; minute += 1) {
			await clock.advance(60_000);
			await settle();
		}
		expect(looks).toBeLessThanOrEqual(15);
		expect(looks).toBeGreaterThanOrEqual(14);
	});

	test('calls who wants it, once, each person for themselves', async () => {
		const followUps = begin();
		await wish(followUps, asked('ann'));
		await wish(followUps, asked('bob'));
		expect(await followUps.tell(one, 'ann', 'wish')).toMatchObject({ userId: 'ann', tell: true });
		expect(await followUps.tell(one, 'eve', 'wish')).toBeUndefined();
		await hear(followUps, plays());
		await hear(followUps, plays());
		expect(called).toEqual(['ann wish playing']);
		expect(await followUps.tell(one, 'bob', 'wish')).toBeUndefined();
	});

	test('an earlier play of the song is not the one', async () => {
		const followUps = begin();
		await wish(followUps, asked('ann', 'wish', { tell: true }));
		await hear(followUps, plays('wish', clock.now() - 60_000));
		expect(called).toEqual([]);
	});

	test('survives a restart: what is on now is told, what came and went is not', async () => {
		await wish(begin(), asked('ann', 'now', { tell: true }));
		await wish(begin(), asked('bob', 'gone', { tell: true }));
		await wish(begin(), asked('cid', 'later', { tell: true }));
		await clock.advance(600_000);
		const followUps = begin();
		await settle();
		expect(followUps.waitsAt(one)).toBe(true);
		const state = {
			now: play('2', { song: song('now'), startedAt: clock.now() - 1_000 }),
			history: [play('1', { song: song('gone'), startedAt: clock.now() - 200_000 })],
		};
		await hear(followUps, { kind: 'known' }, state);
		await hear(followUps, plays('gone'));
		expect(called).toEqual(['ann now playing']);
		// The answers were another process's.
		expect(redrawn).toEqual([]);
		expect(kept.get('a')?.map(({ userId }) => userId)).toEqual(['cid']);
	});

	test('killed while it calls, it calls again: by the same name, which Discord drops', async () => {
		const followUps = begin();
		await wish(followUps, asked('ann', 'wish', { tell: true }));
		failing = true;
		await hear(followUps, plays());
		expect(errors).toHaveLength(1);
		failing = false;
		await hear(
			begin(),
			{ kind: 'known' },
			{ now: play('1', { song: song('wish'), startedAt: clock.now() }) },
		);
		expect(called).toEqual(['ann wish playing', 'ann wish playing']);
		expect(kept.get('a')).toEqual([]);
	});

	test('not played for two hours it is dropped, forgiven, and said to who wanted to know', async () => {
		const followUps = begin();
		await wish(followUps, asked('ann', 'wish', { tell: true }));
		await wish(followUps, asked('bob', 'other'));
		await clock.advance(119 * 60_000);
		expect(called).toEqual([]);
		await clock.advance(120_000);
		await settle();
		expect(called).toEqual(['ann wish dropped']);
		expect(forgiven).toEqual(['ann', 'bob']);
		// Their answers cannot be edited any more.
		expect(redrawn).toEqual([]);
	});

	test('taken back at the station it is dropped: these songs, or all', async () => {
		const followUps = begin();
		await wish(followUps, asked('ann'));
		await wish(followUps, asked('bob', 'other'));
		await followUps.dropped(one, ['other', 'unknown']);
		expect(redrawn).toEqual(['bob dropped']);
		await followUps.dropped(one, 'all');
		expect(redrawn).toEqual(['bob dropped', 'ann dropped']);
		expect(forgiven).toEqual(['bob', 'ann']);
	});

	test('asked for twice it waits once', async () => {
		const followUps = begin();
		await wish(followUps, asked('ann'));
		await wish(followUps, asked('ann'));
		expect(kept.get('a')).toHaveLength(1);
	});
});
