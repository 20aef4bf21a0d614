import type { Clock } from '#src/clock.ts';
import type { SimulatedMount } from './simulated-mount.ts';

/** What a simulated server is made of; tests change it while it runs. */
export interface IcecastWorld {
	readonly clock: Clock;
	mounts: SimulatedMount[];
	version: string;
	/** Icecast before 2.4 has none, and some operators take it away. */
	hasStatusPage: boolean;
	/** The template of an old version, which forgets to escape quotes. */
	isUnescaped: boolean;
	/** Whether there are titles in the sound. */
	hasTitles: boolean;
	/** So many blocks come before the first title: an empty title, and then none. */
	emptyBlocks: number;
}
