/** What a server tells of one mount or stream, whatever the server. */
export interface MountView {
	/** `/live.mp3`; for SHOUTcast where its stream is heard: `/stream/1/`, `/;`. */
	mount: string;
	online: boolean;
	/** What its source calls it, or ''. */
	name: string;
	/** As told; '' where it is not. */
	artist: string;
	title: string;
	listeners: number | null;
	/** kbit/s. */
	bitrate: number | null;
	/** `mp3`, `aac`, `opus`. */
	format: string | null;
	/** Equal for mounts of one station; null where that cannot be known. */
	family: string | null;
	/** What was on, with the moment in milliseconds since 1970, newest first: what is on now as well. */
	played: { title: string; at: number }[];
}

/** A mount without a source. */
export function silentMount(mount: string): MountView {
	return {
		mount,
		online: false,
		name: '',
		artist: '',
		title: '',
		listeners: null,
		bitrate: null,
		format: null,
		family: null,
		played: [],
	};
}

const formats: [RegExp, string][] = [
	[/mpeg|mp3/, 'mp3'],
	[/aacp|mp4|aac/, 'aac'],
	[/opus/, 'opus'],
	[/flac/, 'flac'],
	[/ogg/, 'ogg'],
];

/** By the type of the stream: `audio/mpeg`. */
export function formatOf(contentType: string): string | null {
	return formats.find(([type]) => type.test(contentType.toLowerCase()))?.[1] ?? null;
}

/** One name for a mount, however its address is written. */
export function mountKey(mount: string): string {
	try {
		return decodeURIComponent(mount).replace(/\/+$/, '');
	} catch {
		return mount.replace(/\/+$/, '');
	}
}
