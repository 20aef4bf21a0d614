import type { LibraryRole, LibrarySong } from '#src/backends/roles/library.ts';
import type { OnAirState, QueueEntry, QueueRole } from '#src/backends/roles.ts';
import type { Clock } from '#src/clock.ts';
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

/** Puts a song in front of the queue and looks where it is: in the queue, with the player or on the air. */
export async function playNext(
	station: Station,
	song: LibrarySong,
	{ library, queue, onAir, clock }: Roles,
): Promise<PlayNextOutcome> {
	const { id } = song.song;
	const before = new Set((await queue.list()).map((entry) => entry.id));
	const playing = (await onAir.readNow(station)).state.now?.id;
	const outcome = await orderAndLook<Exclude<PlayNextOutcome, { kind: 'not-confirmed' }>>(
		clock,
		() => library.playNext(song),
		async () => {
			const entries = await queue.list();
			const { state } = await onAir.readNow(station);
			// The same song may have been waiting already: only a new entry is this one.
			const index = entries.findIndex((entry) => entry.song.id === id && !before.has(entry.id));
			const entry = entries[index];
			if (entry !== undefined) return { kind: 'queued', entry, place: index + 1, now: state };
			const { now } = state;
			return now !== null && now.song.id === id && now.id !== playing
				? { kind: 'on-air', now: state }
				: undefined;
		},
	);
	return outcome.kind === 'seen' ? outcome.seen : { kind: 'not-confirmed', waitedMs: outcome.waitedMs };
}
