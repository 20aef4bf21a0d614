import type { QueueEntry, QueueRole } from '#src/backends/roles/queue.ts';
import type { Clock } from '#src/clock.ts';
import { orderAndLook } from './order-and-look.ts';

export type RemovalOutcome =
	/** The station's queue does not hold it any more. */
	| { kind: 'removed'; entry: QueueEntry }
	/** Nothing to be done: it is not in the queue. */
	| { kind: 'gone' }
	/** Already handed to the player, so that taking it out of the list would change nothing. */
	| { kind: 'sent'; entry: QueueEntry }
	| { kind: 'not-confirmed'; entry: QueueEntry; waitedMs: number };

export type ClearingOutcome =
	/** `playsStill`: what had been handed to the player before. */
	| { kind: 'cleared'; removed: number; removedRequests: QueueEntry[]; playsStill: QueueEntry[] }
	| { kind: 'nothing'; playsStill: QueueEntry[] }
	| { kind: 'not-confirmed'; left: number; waitedMs: number };

/** Takes one entry out of the queue and looks whether it is gone. */
export async function removeFromQueue(
	queue: QueueRole,
	clock: Clock,
	entryId: string,
): Promise<RemovalOutcome> {
	const entry = (await queue.list()).find(({ id }) => id === entryId);
	if (entry === undefined) return { kind: 'gone' };
	if (entry.sent) return { kind: 'sent', entry };
	const outcome = await orderAndLook(
		clock,
		() => queue.remove(entryId),
		async () => ((await queue.list()).some(({ id }) => id === entryId) ? undefined : true),
	);
	return outcome.kind === 'seen'
		? { kind: 'removed', entry }
		: { kind: 'not-confirmed', entry, waitedMs: outcome.waitedMs };
}

/** Takes everything out that was not handed to the player, and looks whether it is gone; what the AutoDJ puts in anew does not count. */
export async function clearQueue(queue: QueueRole, clock: Clock): Promise<ClearingOutcome> {
	const before = await queue.list();
	const waiting = new Set(before.filter(({ sent }) => !sent).map(({ id }) => id));
	if (waiting.size === 0) return { kind: 'nothing', playsStill: before };
	let left = waiting.size;
	const outcome = await orderAndLook(
		clock,
		() => queue.clear(),
		async () => {
			const after = await queue.list();
			left = after.filter(({ id, sent }) => waiting.has(id) && !sent).length;
			return left === 0 ? after : undefined;
		},
	);
	if (outcome.kind === 'not-seen') return { kind: 'not-confirmed', left, waitedMs: outcome.waitedMs };
	// One may have been handed over in the very moment: the list after it tells.
	const playsStill = outcome.seen.filter(({ sent }) => sent);
	const removed = before.filter(({ id }) => waiting.has(id) && !playsStill.some((entry) => entry.id === id));
	const removedRequests = removed.filter(({ requested }) => requested);
	return { kind: 'cleared', removed: removed.length, removedRequests, playsStill };
}
