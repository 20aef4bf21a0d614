import { z } from 'zod';

/** Five fields and an IANA name, checked when the post was made. */
const cronSchema = z.string().min(9).max(100);
const timezoneSchema = z.string().min(1).max(64);
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

const place = {
	/** Random, and never used again: the message is found by it. */
	id: z.string().regex(/^[0-9a-z]{8}$/),
	stationId: z.string(),
	/** Of the same Discord server. */
	channelId: z.string().regex(/^\d{1,20}$/),
};

/** One message that always shows what is on. */
const cardPostSchema = z.strictObject({
	...place,
	kind: z.literal('card'),
	/** How many songs before the one on the air it lists. */
	lastSongs: z.int().min(0).max(5),
	/** Jingles and ads too; else the song before them stays. */
	everything: z.boolean(),
	pin: z.boolean(),
});

/** One message per song. */
const feedPostSchema = z.strictObject({
	...place,
	kind: z.literal('feed'),
	everything: z.boolean(),
	/** At most one message in so many minutes; 0: every song. */
	everyMinutes: z.int().min(0).max(1_440),
	/** Silence between two times of day; from 22:00 to 07:00 spans midnight. */
	quiet: z.strictObject({ from: clockTime, to: clockTime, timezone: timezoneSchema }).nullable(),
});

/** One line that always tells what is on, with the channel itself. */
const linePostSchema = z.strictObject({
	...place,
	/** The topic of a text channel, or the status of a voice channel. */
	kind: z.enum(['topic', 'voice-status']),
});

export const scheduledContents = ['now', 'today', 'week'] as const;

/** One message at each of its times. */
const scheduledPostSchema = z.strictObject({
	...place,
	kind: z.literal('scheduled'),
	content: z.enum(scheduledContents),
	cron: cronSchema,
	timezone: timezoneSchema,
	/** What becomes of a time that passed while the bot was not there. */
	missed: z.enum(['once', 'never']),
});

/** Something that is posted by itself, as it is stored with its Discord server. */
export const postSchema = z.discriminatedUnion('kind', [
	cardPostSchema,
	feedPostSchema,
	scheduledPostSchema,
	linePostSchema,
]);
export type Post = z.output<typeof postSchema>;
export type CardPost = z.output<typeof cardPostSchema>;
export type FeedPost = z.output<typeof feedPostSchema>;
export type ScheduledPost = z.output<typeof scheduledPostSchema>;
export type LinePost = z.output<typeof linePostSchema>;
export type PostKind = Post['kind'];
export const postKinds = [
	'card',
	'feed',
	'scheduled',
	'topic',
	'voice-status',
] as const satisfies readonly PostKind[];

export function isLine(post: Pick<Post, 'kind'>): post is LinePost {
	return post.kind === 'topic' || post.kind === 'voice-status';
}

/** A post before it is stored. */
export type NewPost = Unnamed<CardPost> | Unnamed<FeedPost> | Unnamed<ScheduledPost> | Unnamed<LinePost>;
type Unnamed<P> = Omit<P, 'id'>;

/** How many posts one Discord server can have: as many as a page of the list and a select menu hold. */
export const mostPosts = 25;

/** The posts that were made in Discord, stored with their Discord server. */
export interface SavedPosts {
	of(guildId: string): Promise<readonly Post[]>;
	/** Undefined if there are {@link mostPosts} already. */
	add(guildId: string, post: NewPost): Promise<Post | undefined>;
	/** The post that was removed; undefined if it was gone already. */
	remove(guildId: string, postId: string): Promise<Post | undefined>;
	/** The stations that were set up in a Discord server, also those that cannot be used. */
	stationIds(guildId: string): Promise<readonly string[]>;
}
