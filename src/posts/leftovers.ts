import { type ForgettingParts, forgetPost } from './forget-post.ts';
import type { PostOwner } from './post-state.ts';

export interface LeftoverParts extends ForgettingParts {
	/** Whether there is such a post, or may be one. */
	isKept: (postId: string, owner: PostOwner) => Promise<boolean>;
	onError: (postId: string, error: unknown) => void;
}

/**
 * Takes away what is left of posts that are no more: a process that was killed between removing a station or a post and removing
 * its card, or whose Discord did not answer then, leaves a card behind that nobody would ever touch again. So does a station that was
 * taken out of the stations file while the bot was not there.
 */
export async function removeLeftovers(parts: LeftoverParts): Promise<void> {
	const { memory, isKept, onError } = parts;
	for await (const entry of memory.entries()) {
		const { key: id } = entry;
		try {
			// A damaged one is told where its post is kept up.
			if ('damaged' in entry || entry.value.owner === null || (await isKept(id, entry.value.owner))) continue;
			await forgetPost({ id, kind: entry.value.owner.kind }, entry.value, parts);
		} catch (error) {
			onError(id, error);
		}
	}
}
