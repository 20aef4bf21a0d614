import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadSettings } from '#config/settings.ts';
import { declarations } from '#src/backends/registry.ts';
import { ServerConnections } from '#src/backends/server-connections.ts';
import { type Clock, systemClock } from '#src/clock.ts';
import { changesIn, newsIn } from '#src/media/changes-in.ts';
import { MediaKeeper } from '#src/media/media-keeper.ts';
import type { MediaSong } from '#src/media/media-song.ts';
import { StationIndexes } from '#src/media/search/station-indexes.ts';
import { openDeclaredStations } from '#src/open-stations.ts';
import type { Station } from '#src/stations/station.ts';
import { StationDirectory } from '#src/stations/station-directory.ts';
import { type LargeRadio, startLargeRadio } from './large-radio.ts';
import { type LoopDelay, watchLoop } from './loop-delay.ts';
import { type MediaFigures, pauseMs } from './media-figures.ts';
import { median } from './statistics.ts';

/** Waits less than a bot does, so that a whole fetch takes seconds: the loop only has more to do. */
const hastyClock: Clock = {
	...systemClock,
	sleep: (ms, signal) => systemClock.sleep(Math.min(ms, pauseMs), signal),
};
const diffs = 5;
/** Every so manieth song is another one when libraries are compared. */
const changedEvery = 1_000;

/** The part of the bot that knows libraries, in a process of its own with the bot's heap. Sends its parent what was measured. */
async function main(songs: number): Promise<void> {
	const folder = await mkdtemp(path.join(tmpdir(), 'airdeck-bench-'));
	const radio = await startLargeRadio(songs);
	const connections = new ServerConnections({ userAgent: 'Airdeck/bench', clock: hastyClock });
	try {
		const station = await openStation(radio, folder, connections);
		process.send?.(await measure(station, folder, radio));
	} finally {
		await connections.close();
		radio.close();
		await rm(folder, { recursive: true, force: true });
	}
}

async function measure(station: Station, folder: string, radio: LargeRadio): Promise<MediaFigures> {
	await radio.reads();
	const first = await openLibrary(station, folder);
	const fetched = await watchLoop(async () => {
		await first.keeper.fetch(station);
		await first.indexes.of(station);
	});
	const fetchReads = await radio.reads();
	await first.keeper.look(station);
	const lookReads = await radio.reads();
	const known = first.keeper.songs(station);
	if (known === undefined) throw new Error('The library was not read');
	const diff = await compare(known);
	await first.close();

	const second = await openLibrary(station, folder);
	const read = await watchLoop(async () => {
		await second.keeper.start();
		await second.indexes.of(station);
	});
	const songs = second.keeper.songs(station)?.size ?? 0;
	await second.close();
	return { songs, fetched, fetchReads, lookReads, read, diff };
}

async function openLibrary(station: Station, folder: string) {
	const failed = (_: unknown, error: unknown): void => {
		throw error;
	};
	const keeper = new MediaKeeper({
		folder,
		stations: new StationDirectory([station]),
		clock: hastyClock,
		onNews: () => {},
		onError: failed,
		onWritten: () => {},
	});
	const indexes = new StationIndexes({ library: keeper, mostBytes: 64 * 1024 * 1024, onError: failed });
	const close = async () => {
		indexes.close();
		await keeper.close();
	};
	return { keeper, indexes, close };
}

/** As a fetch of everything finds it: every song anew, and few of them different. */
async function compare(known: ReadonlyMap<string, MediaSong>): Promise<MediaFigures['diff']> {
	const again = new Map<string, MediaSong>();
	let place = 0;
	for (const [id, song] of known) {
		const isChanged = place++ % changedEvery === 0;
		again.set(id, { ...structuredClone(song), ...(isChanged && { title: `${song.title} (New)` }) });
	}
	const runs: LoopDelay[] = [];
	let found = 0;
	for (let run = 0; run < diffs; run++) {
		const delay = await watchLoop(async () => {
			found = newsIn(await changesIn(known, again));
		});
		runs.push(delay);
	}
	return {
		tookMs: median(runs.map(({ tookMs }) => tookMs)),
		longestMs: Math.max(...runs.map(({ longestMs }) => longestMs)),
		found,
	};
}

async function openStation(
	radio: LargeRadio,
	folder: string,
	connections: ServerConnections,
): Promise<Station> {
	const stationsFile = path.join(folder, 'stations.json');
	const declared = {
		guildId: '100000000000000001',
		name: 'Lanternlight FM',
		backend: 'azuracast',
		url: radio.url,
		station: 'lanternlight',
		keys: { station: radio.key },
	};
	await writeFile(stationsFile, JSON.stringify({ stations: [declared] }), { mode: 0o600 });
	const settings = loadSettings({ STATIONS_FILE: stationsFile, DATA_DIR: folder }, folder, declarations);
	const [station] = openDeclaredStations(settings, { connections, clock: hastyClock });
	if (station === undefined) throw new Error('There is no station');
	return station;
}

await main(Number(process.argv[2]));
