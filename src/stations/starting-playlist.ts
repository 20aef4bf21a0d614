import { BackendError } from '#src/backends/backend-error.ts';
import type { Playlist, PlaylistsRole } from '#src/backends/roles/playlists.ts';
import type { Clock } from '#src/clock.ts';

/** A start may come a little late, and first lets a song play out that does not give way. */
const lateMs = 3_000;
const lookEveryMs = 3_000;
const looks = 8;
/** Where the answer was lost, nobody said when it begins; it is at most that long. */
const longestWaitMs = 60_000;

export type StartOutcome =
	| { kind: 'on-air'; playlist: Playlist; at: number }
	/** It was playing before. */
	| { kind: 'already'; playlist: Playlist }
	/** The server took it, and does not show it as playing. */
	| { kind: 'not-seen'; playlist: Playlist; at: number };

/**
 * Goes over to a playlist, once, and waits until the station shows that it plays. `progress` is told from when on it will. An
 * order whose answer was lost is looked for as well; if it is not seen, the loss is thrown.
 */
export async function startPlaylist(
	playlists: PlaylistsRole,
	clock: Clock,
	playlist: Playlist,
	progress: (at: number) => Promise<void>,
): Promise<StartOutcome> {
	if (playlist.isOnAir === true) return { kind: 'already', playlist };
	let lost: BackendError | undefined;
	let at = clock.now() + longestWaitMs;
	try {
		at = (await playlists.start(playlist.id)).at;
		await progress(at);
	} catch (error) {
		if (!(error instanceof BackendError && error.perhapsDone)) throw error;
		lost = error;
	}
	await clock.sleep(Math.max(0, at - clock.now()) + lateMs);
	for (let look = 0; look < looks; look++) {
		if (look > 0) await clock.sleep(lookEveryMs);
		const now = await lookAt(playlists, playlist.id);
		if (now?.isOnAir === true) return { kind: 'on-air', playlist: now, at };
	}
	if (lost !== undefined) throw lost;
	return { kind: 'not-seen', playlist, at };
}

async function lookAt(playlists: PlaylistsRole, id: string): Promise<Playlist | undefined> {
	try {
		return await playlists.one(id);
	} catch (error) {
		// The order was given; a failed look only means that it is not confirmed yet.
		if (error instanceof BackendError) return undefined;
		throw error;
	}
}
