import { beforeEach, describe, expect, test } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import type { Play } from '#src/backends/roles.ts';
import { accent, card, text } from '#src/discord/card.ts';
import { Delivery } from '#src/posts/delivery.ts';
import { FeedKeeper } from '#src/posts/feed-keeper.ts';
import type { FeedPost } from '#src/posts/post.ts';
import { play, song } from '#test/src/stations/fake-station.ts';
import { FakeDiscord, FakeStore, Killer } from './fake-channel.ts';

const post: FeedPost = {
	id: 'abcd1234',
	stationId: 'station1',
	channelId: '1',
	kind: 'feed',
	everything: false,
	everyMinutes: 0,
	quiet: null,
};
const jingle = play('jingle', { song: song('jingle', { artist: '' }), duration: 9_000 });

describe('a message for every song', () => {
	let clock: ManualClock;
	let discord: FakeDiscord;
	let store: FakeStore;
	let errors: unknown[];

	beforeEach(() => {
		// 20:13 in Vienna.
		clock = new ManualClock();
		discord = new FakeDiscord();
		store = new FakeStore();
		errors = [];
	});

	const begin = (its: Partial<FeedPost> = {}, killer = new Killer()) => {
		const writer = discord.writer(killer);
		const delivery = new Delivery({
			memory: store.memory(killer),
			writer,
			clock,
			guildOf: () => undefined,
			onPaused: () => undefined,
		});
		const keeper = new FeedKeeper({
			post: { ...post, ...its },
			draw: async (one) => card(accent.calm, text(one.id)),
			delivery,
			clock,
			onError: (error) => errors.push(error),
		});
		return {
			tell: async (one: Play) => {
				keeper.tell(one);
				await settled();
			},
			finish: async (one: Play) => {
				keeper.finish(one);
				await settled();
			},
		};
	};
	const settled = () => new Promise((resolve) => setImmediate(resolve));
	const told = () => discord.messages.map((message) => /"content":"(\w+)"/.exec(message.text)?.[1]);

	test('comes once, also when the song is told twice or by the next process', async () => {
		const feed = begin();
		await feed.tell(play('a'));
		await feed.tell(play('a'));
		await begin().tell(play('a'));
		await begin().finish(play('a'));
		await feed.tell(play('b'));
		expect(told()).toEqual(['a', 'b']);
	});

	test('leaves jingles out unless the post asks for everything', async () => {
		await begin().tell(jingle);
		expect(told()).toEqual([]);
		await begin({ everything: true }).tell(jingle);
		expect(told()).toEqual(['jingle']);
	});

	test('comes at most once in so many minutes', async () => {
		const feed = begin({ everyMinutes: 10 });
		await feed.tell(play('a'));
		await clock.advance(9 * 60_000);
		await feed.tell(play('b'));
		await clock.advance(60_000);
		await feed.tell(play('c'));
		expect(told()).toEqual(['a', 'c']);
	});

	test('is silent in the quiet hours of its time zone', async () => {
		const quiet = { from: '20:00', to: '21:00', timezone: 'Europe/Vienna' };
		const feed = begin({ quiet });
		await feed.tell(play('a'));
		await clock.advance(3_600_000);
		await feed.tell(play('b'));
		expect(told()).toEqual(['b']);
	});

	test('what is on when the bot comes is no news', async () => {
		await begin().finish(play('a'));
		expect(told()).toEqual([]);
	});

	test.each(['before', 'after'] as const)('killed %s any step there is one message', async (when) => {
		const whole = new Killer();
		await begin({}, whole).tell(play('a'));
		expect(whole.steps).toBeGreaterThan(2);
		for (let at = 1; at <= whole.steps; at++) {
			discord.delete();
			store.states.clear();
			await begin({}, new Killer(at, when)).tell(play('a'));
			await begin().finish(play('a'));
			await begin().finish(play('a'));
			expect(told().length, `killed ${when} step ${at}`).toBeLessThanOrEqual(1);
			// Before anything was written down nobody can know that it was to be told.
			if (at > 2 || (at === 2 && when === 'after')) expect(told()).toEqual(['a']);
		}
	});
});
