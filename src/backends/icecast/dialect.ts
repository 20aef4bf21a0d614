import type { MountView } from './mount-view.ts';
import type { PageOptions } from './page.ts';

export interface ServerView {
	/** Of a server that shows all its mounts at once: all; else the one that was asked for. */
	mounts: MountView[];
	/** As it says itself: `2.4.4`. */
	version: string | null;
}

/** One of the ways in which servers tell what is on. */
export interface Dialect {
	readonly kind: 'icecast' | 'shoutcast-2' | 'shoutcast-1' | 'stream';
	/** As people know the server. */
	readonly label: string;
	/** Names the read that shows a mount: mounts with the same name are shown by the same read. */
	readOf(mount: string): string;
	/** Throws a BackendError; `wrong-address` and `unexpected-answer` where the server speaks another way. */
	read(base: string, mount: string, options: PageOptions): Promise<ServerView>;
	/** The mount that is meant among those that a read shows. */
	find(view: ServerView, mount: string): MountView | undefined;
	/** All that the server has, where it tells. */
	list(base: string, options: PageOptions): Promise<ServerView>;
}
