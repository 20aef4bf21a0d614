import type { Stage, StageServer } from './stage.ts';

/** How long it takes until the bot has seen what is done here. */
const seenAfterMs = 30_000;

/**
 * What has to be so before some commands have anything to show. A command that is not named here is run at a station as it
 * is on any evening.
 */
const before: Readonly<Record<string, (server: StageServer, stage: Stage) => void | Promise<void>>> = {
	'dj disconnect': ({ radio }) => {
		const station = radio.station('lanternlight');
		station.goLive(station.streamers[0]?.displayName ?? 'A DJ', 'Ferro & Lys - Night Ferry');
	},
	'dj clear-requests': addRequests,
	'dj requests': addRequests,
	'dj playlist': ({ radio }) => {
		for (const playlist of radio.station('lanternlight').playlists.slice(1)) playlist.isEnabled = true;
	},
	'station djs': ({ radio }) => {
		const station = radio.station('lanternlight');
		station.goLive(station.streamers[1]?.displayName ?? 'A DJ', 'Ferro & Lys - Night Ferry');
	},
	'server update': ({ troubled }) => {
		const { host } = troubled.radio;
		// One that was there already in another language is followed by the next.
		if (!host.updateAvailable) host.latestRelease = `${host.latestRelease}.1`;
		host.updateAvailable = true;
		host.updateTakesMs = 120_000;
	},
	'server stats': (_server, stage) => stage.live(),
	'station start': ({ radio }) => {
		radio.station('lanternlight').backendRunning = false;
	},
};

/** Done to a server of its own, so that the pictures of the other cards are there meanwhile. */
export const takesServerAway: readonly string[] = ['server update'];

export async function prepare(stage: Stage, server: StageServer, command: string): Promise<void> {
	const deed = before[command];
	if (deed === undefined) return;
	await deed(server, stage);
	await stage.pass(seenAfterMs);
}

/** Three people want to hear something, and must wait for it. */
function addRequests({ radio }: StageServer): void {
	const station = radio.station('lanternlight');
	const now = Date.parse('2026-11-22T19:13:40Z');
	for (const [place, song] of station.songs.slice(4, 7).entries()) {
		station.requests.add(song, `198.51.100.${place + 1}`, now, 24 * 60);
	}
}
