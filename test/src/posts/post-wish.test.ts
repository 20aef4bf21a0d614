import { describe, expect, test } from 'vitest';
import { postSchema } from '#src/posts/post.ts';
import { isProblem, type PostWish, postOf } from '#src/posts/post-wish.ts';

const wish = (fields: Partial<PostWish>): PostWish => ({ kind: 'card', channel: '123', ...fields });

describe('a wish for a post', () => {
	test.each<[Partial<PostWish>, object]>([
		[{}, { kind: 'card', lastSongs: 5, everything: false, pin: false }],
		[
			{ before: 0, pin: true, jingles: true },
			{ kind: 'card', lastSongs: 0, everything: true, pin: true },
		],
		[{ kind: 'feed' }, { kind: 'feed', everyMinutes: 0, quiet: null }],
		[
			{ kind: 'feed', minutes: 30, quiet: '22-7' },
			{ everyMinutes: 30, quiet: { from: '22:00', to: '07:00', timezone: 'Europe/Vienna' } },
		],
		[
			{ kind: 'feed', quiet: ' 9:05 – 17.30 ', timezone: 'UTC' },
			{ quiet: { from: '09:05', to: '17:30', timezone: 'UTC' } },
		],
		[
			{ kind: 'scheduled', times: ' 0  9 * * 1 ' },
			{ content: 'now', cron: '0 9 * * 1', timezone: 'Europe/Vienna', missed: 'never' },
		],
		[
			{ kind: 'scheduled', times: '0 9 * * *', content: 'week', missed: 'once', timezone: 'Asia/Tokyo' },
			{ content: 'week', timezone: 'Asia/Tokyo', missed: 'once' },
		],
	])('%j becomes a post that can be stored', (fields, expected) => {
		const post = postOf(wish(fields), 'station1', 'Europe/Vienna');
		expect(post).toMatchObject({ stationId: 'station1', channelId: '123', ...expected });
		expect(postSchema.safeParse({ ...post, id: 'abcd1234' }).success).toBe(true);
	});

	test.each<[Partial<PostWish>, object]>([
		[
			{ kind: 'card', quiet: '1-2', minutes: 0 },
			{ kind: 'does-not-fit', options: ['quiet', 'minutes'] },
		],
		[
			{ kind: 'scheduled', votes: 'off' },
			{ kind: 'does-not-fit', options: ['votes'] },
		],
		[{ kind: 'scheduled' }, { kind: 'no-times' }],
		[{ kind: 'scheduled', times: '   ' }, { kind: 'no-times' }],
		[
			{ kind: 'scheduled', times: '99 9 * * *' },
			{ kind: 'bad-times', cron: '99 9 * * *' },
		],
		[
			{ kind: 'scheduled', times: '0 9 * * *', timezone: 'Vienna' },
			{ kind: 'bad-timezone', timezone: 'Vienna' },
		],
		[
			{ kind: 'feed', quiet: '7-7' },
			{ kind: 'bad-quiet', quiet: '7-7' },
		],
		[
			{ kind: 'feed', quiet: '24:00-7' },
			{ kind: 'bad-quiet', quiet: '24:00-7' },
		],
		[
			{ kind: 'feed', quiet: 'at night' },
			{ kind: 'bad-quiet', quiet: 'at night' },
		],
	])('%j is told what is wrong with it', (fields, expected) => {
		const problem = postOf(wish(fields), 'station1', null);
		expect(isProblem(problem)).toBe(true);
		expect(problem).toEqual(expected);
	});
});
