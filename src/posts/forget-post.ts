import { type LineWriter, mayGoWellLater, type WriteResult, type Writer } from '#src/discord/writing.ts';
import { isLine, type Post } from './post.ts';
import type { PostMemory, PostState } from './post-state.ts';

export interface ForgettingParts {
	memory: PostMemory;
	writer: Writer;
	lines: LineWriter;
}

/**
 * Takes what a post left with Discord: the message of a card, the line of a channel. Messages about songs stay. What Discord did
 * not take out stays known, for the next start to try again.
 */
export async function forgetPost(
	post: Pick<Post, 'id' | 'kind'>,
	state: PostState,
	parts: ForgettingParts,
): Promise<void> {
	const { memory, lines } = parts;
	const { channelId, line } = state;
	if (post.kind === 'card' && mayGoWellLater(await removeMessage(state, parts))) return;
	if (isLine(post) && line !== null) {
		if (mayGoWellLater(await lines.putBack(channelId, post.kind, line.before, line.own))) return;
	}
	await memory.delete(post.id);
}

async function removeMessage(
	{ channelId, messageId, sending }: PostState,
	{ writer }: ForgettingParts,
): Promise<Pick<WriteResult, 'kind'>> {
	if (messageId !== null) return writer.remove(channelId, messageId);
	if (sending === null) return { kind: 'unchanged' };
	// It may have arrived without anybody's having heard of it.
	const finding = await writer.find(channelId, sending);
	if (finding.kind === 'found') return writer.remove(channelId, finding.messageId);
	return finding.kind === 'not-found' ? { kind: 'unchanged' } : finding;
}
