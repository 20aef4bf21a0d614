import { beforeEach, describe, expect, test } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import { accent, type Card, card, text } from '#src/discord/card.ts';
import { CardKeeper } from '#src/posts/card-keeper.ts';
import { Delivery } from '#src/posts/delivery.ts';
import type { CardPost } from '#src/posts/post.ts';
import type { Paused } from '#src/posts/post-state.ts';
import { FakeDiscord, FakeStore, Killer } from './fake-channel.ts';

const post: CardPost = {
	id: 'abcd1234',
	stationId: 'station1',
	channelId: '1',
	kind: 'card',
	lastSongs: 1,
	everything: false,
	pin: false,
};

describe('a card that is kept up to date', () => {
	let clock: ManualClock;
	let discord: FakeDiscord;
	let store: FakeStore;
	let song: string | undefined;
	let paused: Paused[];
	let errors: unknown[];

	beforeEach(() => {
		clock = new ManualClock();
		discord = new FakeDiscord();
		store = new FakeStore();
		song = 'First';
		paused = [];
		errors = [];
	});

	/** A process of its own, which lives until the killer strikes. */
	const begin = (killer = new Killer(), its: CardPost = post) => {
		const writer = discord.writer(killer);
		const delivery = new Delivery({
			memory: store.memory(killer),
			writer,
			clock,
			guildOf: () => undefined,
			onPaused: (_post, why) => paused.push(why),
		});
		const draw = async (): Promise<Card | undefined> =>
			song === undefined ? undefined : card(accent.calm, text(song));
		return new CardKeeper({
			post: its,
			draw,
			delivery,
			writer,
			clock,
			onError: (error) => errors.push(error),
		});
	};
	const show = async (keeper: CardKeeper) => {
		keeper.show();
		await keeper.idle();
	};
	const texts = () => discord.messages.map((message) => /"content":"(\w+)"/.exec(message.text)?.[1]);

	test('is sent once, and then edited only when something changed', async () => {
		const keeper = begin();
		await show(keeper);
		await show(keeper);
		expect(discord.calls).toHaveLength(1);
		song = 'Second';
		await show(keeper);
		expect(texts()).toEqual(['Second']);
		expect(discord.calls.map((call) => call.split(' ')[0])).toEqual(['send', 'edit']);
	});

	test('is not sent while nothing is known', async () => {
		song = undefined;
		await show(begin());
		expect(discord.calls).toEqual([]);
		expect(store.states.size).toBe(0);
	});

	test('is edited by the next process, not sent again', async () => {
		await show(begin());
		song = 'Second';
		await show(begin());
		expect(texts()).toEqual(['Second']);
	});

	describe.each(['before', 'after'] as const)('when the process is killed %s a step', (when) => {
		test.each([false, true])('there is one card all the same (nonces forgotten: %s)', async (forgets) => {
			discord.forgetsNonces = forgets;
			const whole = new Killer();
			const probe = begin(whole);
			await show(probe);
			song = 'Second';
			await show(probe);
			expect(whole.steps).toBeGreaterThan(3);
			for (let at = 1; at <= whole.steps; at++) {
				discord.delete();
				store.states.clear();
				song = 'First';
				const killer = new Killer(at, when);
				const victim = begin(killer);
				await show(victim);
				song = 'Second';
				await show(victim);
				song = 'Third';
				await show(begin());
				expect(texts(), `killed ${when} step ${at}`).toEqual(['Third']);
			}
		});
	});

	test('twenty kills in a row, each in the middle of sending, leave one card', async () => {
		for (let kill = 0; kill < 20; kill++)
			await show(begin(new Killer(2, kill % 2 === 0 ? 'after' : 'before')));
		await show(begin());
		expect(texts()).toEqual(['First']);
	});

	test('a store that fails once leaves one card, a minute later', async () => {
		for (const at of [1, 2, 3]) {
			discord.delete();
			store.states.clear();
			const memory = store.memory();
			let count = 0;
			const writer = discord.writer();
			const failing = {
				...memory,
				set: async (id: string, state: Parameters<typeof memory.set>[1]) => {
					count += 1;
					if (count === at) throw new Error('The disk is full');
					return memory.set(id, state);
				},
			};
			const delivery = new Delivery({
				memory: failing,
				writer,
				clock,
				guildOf: () => undefined,
				onPaused: () => undefined,
			});
			const keeper = new CardKeeper({
				post,
				draw: async () => card(accent.calm, text('First')),
				delivery,
				writer,
				clock,
				onError: (error) => errors.push(error),
			});
			await show(keeper);
			await clock.advance(60_000);
			await keeper.idle();
			expect(texts(), `failed at ${at}`).toEqual(['First']);
			await keeper.close();
		}
		expect(errors.length).toBeGreaterThan(0);
	});

	test('deleted by somebody it is posted again twice, and then no more: said once', async () => {
		const keeper = begin();
		await show(keeper);
		for (const title of ['Second', 'Third']) {
			discord.delete();
			song = title;
			await show(keeper);
			expect(texts()).toEqual([title]);
		}
		expect(paused).toEqual([]);
		discord.delete();
		for (const title of ['Fourth', 'Fifth']) {
			song = title;
			await show(keeper);
		}
		song = 'Sixth';
		await show(begin());
		expect(texts()).toEqual([]);
		expect(paused).toEqual([{ why: 'deleted', right: null, at: clock.now() }]);
	});

	test('what was deleted days ago does not count', async () => {
		const keeper = begin();
		await show(keeper);
		for (let day = 0; day < 6; day++) {
			discord.delete();
			song = `Day${day}`;
			await show(keeper);
			await clock.advance(25 * 3_600_000);
		}
		expect(texts()).toEqual(['Day5']);
		expect(paused).toEqual([]);
	});

	test.each([
		[{ kind: 'gone-channel' } as const, { why: 'gone-channel', right: null }],
		[{ kind: 'no-right', right: 'SendMessages' } as const, { why: 'no-right', right: 'SendMessages' }],
	])('%j on the first message and on an edit: paused, said once, never tried again', async (answer, why) => {
		for (const first of [true, false]) {
			discord.delete();
			store.states.clear();
			paused = [];
			const keeper = begin();
			if (!first) await show(keeper);
			discord.answers.push(answer);
			song = `Next${String(first)}`;
			await show(keeper);
			const { length } = discord.calls;
			song = 'Later';
			await show(keeper);
			await show(begin());
			expect(discord.calls).toHaveLength(length);
			expect(paused).toEqual([{ ...why, at: clock.now() }]);
			expect(store.states.get(post.id)?.sending).toBeNull();
		}
	});

	test('what may or may not have arrived is looked for before it is sent again', async () => {
		const keeper = begin();
		discord.answers.push({ kind: 'trouble' });
		await show(keeper);
		expect(texts()).toEqual([]);
		await clock.advance(60_000);
		await keeper.idle();
		expect(discord.calls.map((call) => call.split(' ')[0])).toEqual(['send', 'find', 'send']);
		expect(new Set(discord.calls.map((call) => call.split(' ')[1])).size).toBe(1);
		expect(texts()).toEqual(['First']);
	});

	test('is pinned where the post asks for it, once, and stands without where the right is missing', async () => {
		const pinned = { ...post, pin: true };
		discord.answers.push();
		await show(begin(new Killer(), pinned));
		expect(discord.messages.map((message) => message.pinned)).toEqual([true]);
		song = 'Second';
		await show(begin(new Killer(), pinned));
		expect(discord.calls.filter((call) => call.startsWith('pin'))).toHaveLength(1);
	});

	test('moves when its channel was changed: the old message goes', async () => {
		await show(begin());
		await show(begin(new Killer(), { ...post, channelId: '2' }));
		expect(discord.messages.map(({ channelId }) => channelId)).toEqual(['2']);
	});

	test('a text that a filter blocks is no reason to stop', async () => {
		const keeper = begin();
		discord.answers.push({ kind: 'blocked-text' });
		await show(keeper);
		song = 'Second';
		await show(keeper);
		expect(texts()).toEqual(['Second']);
		discord.answers.push({ kind: 'blocked-text' });
		song = 'Bad';
		await show(keeper);
		song = 'Third';
		await show(keeper);
		expect(texts()).toEqual(['Third']);
		expect(paused).toEqual([]);
	});
});
