import type { OnAirState, Stream } from '#src/backends/roles.ts';
import { type MountView, mountKey } from './mount-view.ts';
import { playsBefore } from './play-of.ts';
import type { SourceServer, Telling } from './source-server.ts';

const mostStreams = 10;

/** What a server tells of a mount, as the state of a station that is known as `remote` there. */
export function toState(
	{ base, plays }: SourceServer,
	{ dialect, view }: Telling,
	mount: MountView,
	remote: string,
	now: number,
): OnAirState {
	const name = mount.name === '' ? remote : mount.name;
	return {
		facts: {
			remoteId: remote,
			shortName: remote,
			name,
			plays: 'songs',
			timezone: null,
			isPublic: true,
			requestsEnabled: false,
			playerUrl: null,
			playlistUrls: { pls: null, m3u: null },
			streams: streamsOf(base, dialect.kind, view.mounts, mount, remote),
			hlsUrl: null,
		},
		online: mount.online,
		listeners: mount.listeners,
		live: null,
		now: plays.play(mountKey(remote), mount, now),
		next: null,
		history: playsBefore(mount),
	};
}

/** The mount itself, and others by which the same station can be heard; never an address that only the server believes in. */
function streamsOf(
	base: string,
	kind: Telling['dialect']['kind'],
	all: readonly MountView[],
	mount: MountView,
	remote: string,
): Stream[] {
	const relatives =
		mount.family === null ? [] : all.filter((one) => one !== mount && one.family === mount.family);
	const own = {
		...mount,
		mount: kind === 'shoutcast-2' || kind === 'shoutcast-1' ? heardAt(mount, remote) : remote,
	};
	return [own, ...relatives].slice(0, mostStreams).map((one, place) => ({
		name: one.mount,
		url: new URL(base + one.mount).href,
		bitrate: one.bitrate,
		format: one.format,
		isDefault: place === 0,
	}));
}

/** What people set up as the station's address may be any of its pages. */
function heardAt({ mount }: MountView, remote: string): string {
	return /^\/(?:;|stream\/\d)/.test(remote) ? remote : mount;
}
