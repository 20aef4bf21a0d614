import type { Clock } from '#src/clock.ts';
import type { PanelStation } from './panel-station.ts';

/** A part of the panel that may refuse keys which are good elsewhere. */
export type PanelArea = 'playlists' | 'music' | 'grid' | 'mediafile';

/** How this panel differs from others of its kind. */
export interface PanelHabits {
	/** What a refusal answers; which of the two is nowhere described. */
	refusal: 401 | 403;
	/** An older panel: the playlists are to be read by everybody. */
	playlistsAreOpen: boolean;
	/** Lists that are refused to everybody without a key. */
	closed: Set<'servers' | 'channels' | 'djs'>;
	/** Areas that take no key at all, as the scheduler of some panels. */
	refusesKeys: Set<PanelArea>;
	/**
	 * The shape of lists. `paged`: as described, a page where a limit is given and a bare array otherwise. `bare`: always everything.
	 * `changing`: one and the other in turns.
	 */
	lists: 'paged' | 'bare' | 'changing';
	/** A refused song request comes with this status. */
	blockedWith: 200 | 400;
}

/** All that the routes know. */
export interface Panel {
	readonly clock: Clock;
	readonly baseUrl: string;
	readonly stations: readonly PanelStation[];
	readonly habits: PanelHabits;
	/** Whether this call is to get everything, although it asked for a page. */
	readonly isBare: () => boolean;
}
