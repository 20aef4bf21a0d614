import { fork } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { loadSettings } from '#config/settings.ts';
import { mediaFolder } from '#src/assemble-media.ts';
import { declarations } from '#src/backends/registry.ts';
import { writeMediaFile } from '#src/media/media-file.ts';
import { nameOf } from '#src/media/media-folder.ts';
import { mediaMark } from '#src/media/media-line.ts';
import type { MediaSong } from '#src/media/media-song.ts';
import { heapFlags } from '#src/relaunch.ts';
import { generatedSongs, libraryRow } from '#test/support/generated-songs.ts';
import { startBot } from './bot-process.ts';
import { type LoopDelay, resolutionMs } from './loop-delay.ts';
import { type MediaFigures, mediaFiguresSchema, pauseMs } from './media-figures.ts';
import { type Finding, milliseconds } from './report.ts';
import { openStage, type Stage } from './stage.ts';
import { median } from './statistics.ts';

const songs = 100_000;
const most = {
	p99Ms: 20,
	longestMs: 60,
	diffMs: 150,
	searchableMs: 2_000,
	fetchReads: 420,
	lookReads: 2,
} as const;
const starts = 3;
const idleMs = 5_000;
const askEveryMs = 10;
const patienceMs = 30_000;

/** What a music library of 100,000 songs costs: time, everybody else's patience, calls to the radio server, memory. */
export async function measureMedia(): Promise<Finding[]> {
	const figures = await measureInProcess();
	if (figures.songs < songs) throw new Error(`Only ${figures.songs} of ${songs} songs were known in the end`);
	const { fetched, read, diff, fetchReads, lookReads } = figures;
	return [
		delayFinding(
			`Event loop while ${inWords(songs)} songs are fetched, written and indexed`,
			fetched,
			`From the first read to the searchable index, ${seconds(fetched.tookMs)}: the radio server is another process, the pauses between pages are ${pauseMs} ms instead of 150 and more`,
		),
		delayFinding(
			'Event loop while they are read from their file and indexed',
			read,
			`As at every start, ${seconds(read.tookMs)}`,
		),
		{
			what: `Comparing ${inWords(songs)} songs with ${inWords(songs)}`,
			figure: `${milliseconds(diff.tookMs)}, longest delay ${milliseconds(diff.longestMs)}`,
			target: { text: `under ${most.diffMs} ms`, met: diff.tookMs < most.diffMs },
			how: `Every song in two copies, ${diff.found} of them retagged; median of five, in slices, with the longest delay of all five.`,
		},
		readsFinding(`Calls to the radio server to fetch ${inWords(songs)} songs`, fetchReads, most.fetchReads),
		readsFinding('The same for a look that finds nothing new', lookReads, most.lookReads),
		...(await measureStarts()),
	];
}

function delayFinding(what: string, { p99Ms, longestMs }: LoopDelay, how: string): Finding {
	return {
		what,
		figure: `p99 ${milliseconds(p99Ms)}, longest ${milliseconds(longestMs)}`,
		target: {
			text: `under ${most.p99Ms} and ${most.longestMs} ms`,
			met: p99Ms < most.p99Ms && longestMs < most.longestMs,
		},
		how: `${how}. monitorEventLoopDelay looks every ${resolutionMs} ms, and that much of each figure is no delay; V8 with the bot's flags.`,
	};
}

function readsFinding(what: string, reads: number, target: number): Finding {
	return {
		what,
		figure: String(reads),
		target: { text: `at most ${target}`, met: reads <= target },
		how: 'Counted at the simulated AzuraCast.',
	};
}

/** In a process that does nothing else, with V8 set as the bot sets it. */
async function measureInProcess(): Promise<MediaFigures> {
	const file = fileURLToPath(new URL('./media-process.ts', import.meta.url));
	const child = fork(file, [String(songs)], { execArgv: [...heapFlags] });
	const message = await new Promise<unknown>((resolve, reject) => {
		child.once('message', resolve);
		child.once('exit', (code) => reject(new Error(`The process that was measured ended with ${code}`)));
	});
	return mediaFiguresSchema.parse(message);
}

/** The whole bot, with a library in its folder and without. */
async function measureStarts(): Promise<Finding[]> {
	const last = libraryRow(songs, {
		artist: 'Nobody Else',
		title: 'The Last of Them All',
		path: '~/last.mp3',
	});
	// As a fetch leaves them.
	const library = [...generatedSongs(songs - 1), last].toSorted((a, b) => (a.path < b.path ? -1 : 1));
	const times: number[] = [];
	let searches = 0;
	let filled: number | undefined;
	for (let run = 0; run < starts; run++) {
		const start = await startOnce(library);
		times.push(start.searchableMs);
		searches += start.searches;
		filled = start.residentMb;
	}
	const { residentMb: empty } = await startOnce([]);
	const searchableMs = Math.max(...times);
	return [
		{
			what: `From READY to suggestions out of ${inWords(songs)} songs`,
			figure: milliseconds(searchableMs),
			target: { text: `under ${most.searchableMs} ms`, met: searchableMs < most.searchableMs },
			how: `From the bot's word that it is connected to the first suggestions of /request, which it registers meanwhile, that hold a song which only its file has, asked for every ${askEveryMs} ms; the longest of ${starts} starts (median ${milliseconds(median(times))}). The radio server was asked for songs ${searches} times before.`,
		},
		...memoryFindings(filled, empty),
	];
}

function memoryFindings(filled: number | undefined, empty: number | undefined): Finding[] {
	const what = `Resident memory with a library of ${inWords(songs)} songs`;
	if (filled === undefined || empty === undefined)
		return [{ what, figure: 'skipped', how: 'Only Linux tells the resident memory of another process.' }];
	return [
		{
			what,
			figure: `${filled.toFixed(0)} MB, ${(filled - empty).toFixed(0)} MB more than without`,
			how: `VmRSS of /proc/PID/status ${idleMs / 1000} s after the start; songs and index of one station, against a start with no song.`,
		},
	];
}

interface Start {
	searchableMs: number;
	/** Questions for songs to the radio server meanwhile. */
	searches: number;
	residentMb: number | undefined;
}

/** Starts the bot with these songs in its folder, and waits until it offers the last of them. */
async function startOnce(library: readonly MediaSong[]): Promise<Start> {
	const stage = await openStage();
	try {
		await layDown(stage, library);
		const bot = await startBot('airdeck', stage);
		const readyAt = performance.now();
		await stage.commandsRegistered();
		const wanted = library.find(({ path: place }) => place === '~/last.mp3');
		if (wanted !== undefined) await untilOffered(stage, wanted);
		const searchableMs = performance.now() - readyAt;
		const searches = stage.radio.requests.filter(({ path: asked }) =>
			/\/(?:requests|files)\b/.test(asked),
		).length;
		await pause(idleMs);
		const residentMb = await bot.residentMb();
		await bot.stop();
		return { searchableMs, searches, residentMb };
	} finally {
		await stage.close();
	}
}

async function untilOffered({ discord, listener }: Stage, song: MediaSong): Promise<void> {
	const until = performance.now() + patienceMs;
	while (performance.now() < until) {
		const choices = await discord.autocomplete(listener, 'request', { song: song.title }, 'song');
		if (choices.some(({ value }) => value === song.id)) return;
		await pause(askEveryMs);
	}
	throw new Error('The library was never searchable');
}

/** As the bot itself would have left it when it was stopped. */
async function layDown({ environment, folder, radio }: Stage, library: readonly MediaSong[]): Promise<void> {
	const [station] = loadSettings(environment, folder, declarations).stations;
	if (station === undefined) throw new Error('The stage has no station');
	if (library.length === 0) return;
	const inFolder = mediaFolder(folder);
	await mkdir(inFolder, { recursive: true });
	const now = Date.now();
	await writeMediaFile(
		path.join(inFolder, `${nameOf(station)}.jsonl`),
		{
			...mediaMark,
			guild: station.guildId,
			station: station.id,
			server: radio.url,
			remote: station.station,
			takenAt: now,
			checkedAt: now,
			source: 'staff',
			count: library.length,
			total: library.length,
			skipped: 0,
		},
		new Map(library.map((song) => [song.id, song])),
	);
}

function inWords(count: number): string {
	return count.toLocaleString('en-US');
}

function seconds(ms: number): string {
	return `${(ms / 1000).toFixed(1)} s`;
}
