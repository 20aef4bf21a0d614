import { BackendError } from '#src/backends/backend-error.ts';
import type { Playlist, PlaylistsRole } from '#src/backends/roles/playlists.ts';
import type { Clock } from '#src/clock.ts';
import { orderAndLook } from './order-and-look.ts';

/** AzuraCast's playlists are its database: what it does not show after a second look it has not done. */
const looks = 3;

export type SwitchOutcome =
	| { kind: 'done' | 'already'; playlist: Playlist }
	/** The server said that it did, and shows the playlist as it was. */
	| { kind: 'not-confirmed'; playlist: Playlist };

/** Why a playlist cannot be the only one: nothing would play. */
export type OnlyObstacle = 'jingle' | 'not-in-rotation' | 'empty';

export type OnlyOutcome =
	| { kind: 'done'; off: Playlist[] }
	/** It stopped at `at`, and everything is as it was before. */
	| { kind: 'restored'; at: Playlist; error: BackendError | undefined }
	/** It stopped at `at`, and these could not be put back as they were. */
	| { kind: 'partly'; at: Playlist; error: BackendError | undefined; notRestored: Playlist[] };

/** Switches one playlist on or off, unless it is so already, and reads it back. */
export async function switchPlaylist(
	playlists: PlaylistsRole,
	clock: Clock,
	id: string,
	enabled: boolean,
): Promise<SwitchOutcome> {
	const playlist = await playlists.one(id);
	if (playlist.isEnabled === enabled) return { kind: 'already', playlist };
	const seen = await set(playlists, clock, id, enabled);
	return seen === undefined ? { kind: 'not-confirmed', playlist } : { kind: 'done', playlist: seen };
}

/**
 * What "only this one" switches off: the other playlists of music in rotation that are on, planned ones included, since they
 * would break in at their hour. Jingles, playlists that come every so many songs or minutes or by their own rules, and streams from
 * elsewhere belong to the sound of a station whatever music it plays, and stay.
 */
export function othersInRotation(all: readonly Playlist[], wantedId: string): Playlist[] {
	return all.filter((playlist) => playlist.id !== wantedId && playlist.isEnabled && isMusic(playlist));
}

/** Undefined if the station can live on this playlist alone. */
export function obstacleToOnly(playlist: Playlist): OnlyObstacle | undefined {
	if (playlist.isJingle) return 'jingle';
	if (playlist.rule !== 'rotation') return 'not-in-rotation';
	return playlist.source === 'songs' && playlist.songs === 0 ? 'empty' : undefined;
}

function isMusic({ rule, source, isJingle }: Playlist): boolean {
	return rule === 'rotation' && source === 'songs' && !isJingle;
}

/**
 * Switches `wanted` on and then `others` off, one by one, each read back. What stops it half-way makes it put everything back.
 * `progress` is told before each step: how many of how many are done.
 */
export async function switchToOnly(
	playlists: PlaylistsRole,
	clock: Clock,
	{ wanted, others }: { wanted: Playlist; others: readonly Playlist[] },
	progress: (done: number, all: number, next: Playlist) => Promise<void>,
): Promise<OnlyOutcome> {
	const steps = [...(wanted.isEnabled ? [] : [wanted]), ...others];
	const changed: Playlist[] = [];
	for (const step of steps) {
		await progress(changed.length, steps.length, step);
		const failure = await tryStep(playlists, clock, step, !step.isEnabled);
		if (failure === undefined) {
			changed.push(step);
			continue;
		}
		const touched = failure.perhapsDone ? [...changed, step] : changed;
		const notRestored = await restore(playlists, clock, touched);
		const { error } = failure;
		return notRestored.length === 0
			? { kind: 'restored', at: step, error }
			: { kind: 'partly', at: step, error, notRestored };
	}
	return { kind: 'done', off: [...others] };
}

interface Failure {
	/** Undefined where the server claimed to have done it. */
	error: BackendError | undefined;
	perhapsDone: boolean;
}

async function tryStep(
	playlists: PlaylistsRole,
	clock: Clock,
	{ id }: Playlist,
	enabled: boolean,
): Promise<Failure | undefined> {
	try {
		const seen = await set(playlists, clock, id, enabled);
		return seen === undefined ? { error: undefined, perhapsDone: true } : undefined;
	} catch (error) {
		if (error instanceof BackendError) return { error, perhapsDone: error.perhapsDone };
		throw error;
	}
}

/** Puts the playlists back as they were, the last change first; gives those with which it did not work. */
async function restore(
	playlists: PlaylistsRole,
	clock: Clock,
	touched: readonly Playlist[],
): Promise<Playlist[]> {
	const notRestored: Playlist[] = [];
	for (const playlist of touched.toReversed()) {
		const failure = await tryStep(playlists, clock, playlist, playlist.isEnabled);
		if (failure !== undefined) notRestored.push(playlist);
	}
	return notRestored;
}

async function set(
	playlists: PlaylistsRole,
	clock: Clock,
	id: string,
	enabled: boolean,
): Promise<Playlist | undefined> {
	const outcome = await orderAndLook(
		clock,
		() => playlists.setEnabled(id, enabled),
		async () => {
			const playlist = await playlists.one(id);
			return playlist.isEnabled === enabled ? playlist : undefined;
		},
		looks,
	);
	return outcome.kind === 'seen' ? outcome.seen : undefined;
}
