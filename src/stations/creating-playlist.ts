import type { Playlist, PlaylistsRole } from '#src/backends/roles/playlists.ts';
import type { Clock } from '#src/clock.ts';
import { sameName } from './choose-playlist.ts';
import { orderAndLook } from './order-and-look.ts';

const looks = 3;

export type CreationOutcome =
	| { kind: 'created'; playlist: Playlist }
	/** There was one of this name before, in capitals or not. */
	| { kind: 'exists'; playlist: Playlist }
	| { kind: 'not-confirmed' };

/** Makes an empty playlist unless there is one of this name, and looks for it in the station's list. */
export async function createPlaylist(
	playlists: PlaylistsRole,
	clock: Clock,
	name: string,
	order: 'random' | 'shuffle',
): Promise<CreationOutcome> {
	const find = async () => (await playlists.list()).find((playlist) => sameName(playlist.name, name));
	const known = await find();
	if (known !== undefined) return { kind: 'exists', playlist: known };
	const outcome = await orderAndLook(
		clock,
		async () => {
			await playlists.create(name, order);
		},
		find,
		looks,
	);
	return outcome.kind === 'seen' ? { kind: 'created', playlist: outcome.seen } : { kind: 'not-confirmed' };
}
