import type { LibraryRole, LibrarySong } from '#src/backends/roles/library.ts';
import type { QueueEntry, QueueRole } from '#src/backends/roles/queue.ts';
import type { OnAirState } from '#src/backends/roles.ts';
import type { Clock } from '#src/clock.ts';
import { isAway, mayFollow, readOrKnown } from './before-order.ts';
import type { OnAirStates } from './on-air-states.ts';
import { orderAndLook } from './order-and-look.ts';
import type { Station } from './station.ts';

export type PlayNextOutcome =
	/** In the queue at `place`, from 1; `entry.sent` if the player has it already. */
	| { kind: 'queued'; entry: QueueEntry; place: number; now: OnAirState }
	/** It was so quick that the song plays already. */
	| { kind: 'on-air'; now: OnAirState }
	| { kind: 'not-confirmed'; waitedMs: number };

interface Roles {
	library: LibraryRole;
	queue: QueueRole;
	onAir: OnAirStates;
	clock: Clock;
}

/** What an order to play a song, and the card about it, need of the song. */
export type SongToPlay = Pick<LibrarySong, 'id' | 'song' | 'path' | 'length'>;

/**
 * The song as the station has it now; as it is `known` from its library where the server is silent or away. Null if there is none any
 * more.
 */
export async function songToPlay(
	library: Pick<LibraryRole, 'find'>,
	id: string,
	known: SongToPlay | undefined,
	clock: Clock,
): Promise<SongToPlay | null> {
	return readOrKnown(clock, library.find(id), (error) =>
		error === undefined || isAway(error) ? known : undefined,
	);
}

/**
 * Puts a song in front of the queue and looks where it is: in the queue, with the player or on the air. The order is given without
 * knowing the queue where the server is silent, if what is on the air was known lately.
 */
export async function playNext(
	station: Station,
	song: Pick<SongToPlay, 'song' | 'path'>,
	{ library, queue, onAir, clock }: Roles,
): Promise<PlayNextOutcome> {
	const { id } = song.song;
	const [before, { state: old, isOld }] = await Promise.all([
		entriesBefore(queue, clock),
		onAir.readForOrder(station),
	]);
	const orderedAt = clock.now();
	const outcome = await orderAndLook<Exclude<PlayNextOutcome, { kind: 'not-confirmed' }>>(
		clock,
		() => library.playNext(song),
		async () => {
			const entries = await queue.list();
			const { state } = await onAir.readNow(station);
			// The same song may have been waiting already: only a new entry is this one.
			const index = entries.findIndex((entry) => entry.song.id === id && before.ids?.has(entry.id) === false);
			const entry = entries[index];
			if (entry !== undefined) return { kind: 'queued', entry, place: index + 1, now: state };
			const { now } = state;
			if (now === null || now.song.id !== id || now.id === old.now?.id) return undefined;
			// What was known before may have ended by itself since: then only what began after the order proves it.
			return isOld && !mayFollow(now.startedAt, orderedAt) ? undefined : { kind: 'on-air', now: state };
		},
	);
	return outcome.kind === 'seen' ? outcome.seen : { kind: 'not-confirmed', waitedMs: outcome.waitedMs };
}

/**
 * What is in the queue before the order; undefined as long as the server is silent about it. What it says too late may hold the new
 * entry already: then that entry proves nothing, which is no harm.
 */
async function entriesBefore(
	queue: QueueRole,
	clock: Clock,
): Promise<{ ids: ReadonlySet<string> | undefined }> {
	const before: { ids: ReadonlySet<string> | undefined } = { ids: undefined };
	const listed = queue.list().then((entries) => {
		before.ids = new Set(entries.map((entry) => entry.id));
		return before;
	});
	return readOrKnown(clock, listed, (error) => (error === undefined || isAway(error) ? before : undefined));
}
