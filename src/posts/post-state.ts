import { z } from 'zod';

export const pauseReasons = ['deleted', 'gone-channel', 'no-right'] as const;
export type PauseReason = (typeof pauseReasons)[number];

const pausedSchema = z.object({
	why: z.enum(pauseReasons),
	/** The right that is missing, by Discord's own name, if it is known. */
	right: z.string().nullable(),
	at: z.number(),
});
export type Paused = z.output<typeof pausedSchema>;

const sendingSchema = z.object({ nonce: z.string(), mark: z.number(), at: z.number() });

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
	};
}

/** A namespace of the store, by post id. */
export interface PostMemory {
	get(postId: string): Promise<PostState | undefined>;
	set(postId: string, state: PostState): Promise<void>;
	delete(postId: string): Promise<boolean>;
}
