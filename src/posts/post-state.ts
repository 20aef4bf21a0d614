import { z } from 'zod';
import { type Post, postKinds } from './post.ts';

export const pauseReasons = ['deleted', 'gone-channel', 'no-right'] as const;
export type PauseReason = (typeof pauseReasons)[number];

const pausedSchema = z.object({
	why: z.enum(pauseReasons),
	/** The right that is missing, a `ChannelRight`, if it is known. */
	right: z.string().nullable(),
	at: z.number(),
});
export type Paused = z.output<typeof pausedSchema>;

const sendingSchema = z.object({ nonce: z.string(), mark: z.number(), at: z.number() });

const lineSchema = z.object({
	/** What somebody else had written there: put back in the end. */
	before: z.string(),
	/** The line that was last seen to arrive. */
	shown: z.string().nullable(),
	/** What may stand there by the bot's doing: written down before it is sent, and as Discord took it. */
	own: z.array(z.string()),
});

/** Whose post it is: what is left of one is found by it when the post itself is gone. */
const ownerSchema = z.object({ guildId: z.string(), kind: z.enum(postKinds) });
export type PostOwner = z.output<typeof ownerSchema>;

/** What has become of a post so far. */
export const postStateSchema = z.object({
	/** Where its message is, or is to be. */
	channelId: z.string(),
	messageId: z.string().nullable(),
	/** Written down before a message is sent and taken out after it was: what is found here may or may not have arrived. */
	sending: sendingSchema.nullable(),
	/** How many messages it has had: names the next one. */
	sends: z.int(),
	/** When its message was posted again because somebody had deleted it. */
	reposts: z.array(z.number()),
	paused: pausedSchema.nullable(),
	pinned: z.boolean(),
	/** For posts with a message per song: the play that was last told or passed over, and when a message last went out. */
	lastPlayId: z.string().nullable(),
	lastAt: z.number().nullable(),
	/** For posts that are a line with the channel itself. */
	line: lineSchema.nullable().default(null),
	/** Null until it was saved by a version that writes it down. */
	owner: ownerSchema.nullable().default(null),
});
export type PostState = z.output<typeof postStateSchema>;

export function freshState(channelId: string): PostState {
	return {
		channelId,
		messageId: null,
		sending: null,
		sends: 0,
		reposts: [],
		paused: null,
		pinned: false,
		lastPlayId: null,
		lastAt: null,
		line: null,
		owner: null,
	};
}

/** Whether what the post keeps up to date was seen to be there; what comes by the song or the clock is not waited for. */
export function isThere({ kind }: Pick<Post, 'kind'>, { messageId, line }: PostState): boolean {
	if (kind === 'card') return messageId !== null;
	return (kind !== 'topic' && kind !== 'voice-status') || (line !== null && line.shown !== null);
}

/** A namespace of the store, by post id. */
export interface PostMemory {
	get(postId: string): Promise<PostState | undefined>;
	set(postId: string, state: PostState): Promise<void>;
	delete(postId: string): Promise<boolean>;
	/** All that are known, in no particular order; damaged ones as such. */
	entries(): AsyncIterable<{ key: string; value: PostState } | { key: string; damaged: Error }>;
}
