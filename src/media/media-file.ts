import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Breath } from './breath.ts';
import {
	type MediaHeader,
	mediaEndSchema,
	mediaHeaderSchema,
	mediaMark,
	mediaSongSchema,
} from './media-line.ts';
import type { MediaSong } from './media-song.ts';
import { SharedTexts } from './shared-texts.ts';

/** A library as it lies in a file. */
export interface StoredMedia {
	header: MediaHeader;
	songs: Map<string, MediaSong>;
}

/** Why a file cannot be used. */
export type MediaFileProblem = 'damaged' | 'cut-off' | 'newer' | 'foreign';

export class UnusableMediaFile extends Error {
	override readonly name = 'UnusableMediaFile';
	readonly problem: MediaFileProblem;

	constructor(problem: MediaFileProblem) {
		super(`The file of a library is ${problem}`);
		this.problem = problem;
	}
}

/** The steps of a write, in order; a test ends the process at each. */
export type WriteStep = 'opened' | 'header' | 'half' | 'written' | 'synced' | 'renamed' | 'done';

const chunkLength = 64 * 1024;

/**
 * Writes a library so that at each moment either the old file or the new one is there as a whole: beside it, to the disk, and then
 * in its place. What fails leaves the old one as it was, and throws. Written piece by piece, in slices.
 */
export async function writeMediaFile(
	file: string,
	header: MediaHeader,
	songs: ReadonlyMap<string, MediaSong>,
	onStep: (step: WriteStep) => void = () => {},
): Promise<void> {
	const beside = `${file}.tmp`;
	const handle = await open(beside, 'w');
	try {
		onStep('opened');
		const hash = createHash('sha256');
		let piece = `${JSON.stringify({ ...header, count: songs.size })}\n`;
		const put = async () => {
			const bytes = Buffer.from(piece);
			piece = '';
			hash.update(bytes);
			await handle.writeFile(bytes);
		};
		await put();
		onStep('header');
		const breath = new Breath();
		let written = 0;
		for (const song of songs.values()) {
			piece += `${JSON.stringify(song)}\n`;
			if (piece.length >= chunkLength) await put();
			await breath.due();
			if ((written += 1) === Math.ceil(songs.size / 2)) onStep('half');
		}
		if (piece !== '') await put();
		await handle.writeFile(`${JSON.stringify({ sha256: hash.digest('hex') })}\n`);
		onStep('written');
		await handle.sync();
		onStep('synced');
	} catch (error) {
		await handle.close();
		await rm(beside, { force: true });
		throw error;
	}
	await handle.close();
	await rename(beside, file);
	onStep('renamed');
	await syncFolder(path.dirname(file));
	onStep('done');
}

/** So that the new name outlives a power cut. Windows cannot do that, and need not. */
async function syncFolder(folder: string): Promise<void> {
	if (process.platform === 'win32') return;
	const handle = await open(folder, 'r');
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}

/** Whose file is expected. */
export type MediaIdentity = Pick<MediaHeader, 'guild' | 'station' | 'server' | 'remote'>;

/** Undefined if there is none; throws {@link UnusableMediaFile} for what must not be used. Read once, in slices. */
export async function readMediaFile(file: string, expected: MediaIdentity): Promise<StoredMedia | undefined> {
	const songs = new Map<string, MediaSong>();
	const hash = createHash('sha256');
	const breath = new Breath();
	const shared = new SharedTexts();
	let header: MediaHeader | undefined;
	let end: string | undefined;
	try {
		for await (const block of blocksOf(file)) {
			for (const line of linesIn(block)) {
				if (end !== undefined) throw new UnusableMediaFile('damaged');
				if (header === undefined) {
					header = toHeader(line, expected);
				} else if (songs.size === header.count) {
					end = toEnd(line);
				} else {
					const song = shared.in(mediaSongSchema.parse(parse(line)));
					songs.set(song.id, song);
				}
				await breath.due();
			}
			hash.update(end === undefined ? block : withoutLastLine(block));
		}
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
		if (error instanceof UnusableMediaFile || isOfSystem(error)) throw error;
		throw new UnusableMediaFile('damaged');
	}
	if (header === undefined || end === undefined) throw new UnusableMediaFile('cut-off');
	if (end !== hash.digest('hex')) throw new UnusableMediaFile('damaged');
	return { header, songs };
}

function isOfSystem(error: unknown): boolean {
	return error instanceof Error && 'syscall' in error;
}

function toHeader(line: string, expected: MediaIdentity): MediaHeader {
	const value = parse(line);
	const read = mediaHeaderSchema.safeParse(value);
	if (!read.success) throw new UnusableMediaFile(isNewer(value) ? 'newer' : 'damaged');
	const { guild, station, server, remote } = read.data;
	const isOurs =
		guild === expected.guild &&
		station === expected.station &&
		server === expected.server &&
		remote === expected.remote;
	if (!isOurs) throw new UnusableMediaFile('foreign');
	return read.data;
}

function isNewer(value: unknown): boolean {
	if (typeof value !== 'object' || value === null || !('version' in value)) return false;
	return typeof value.version === 'number' && value.version > mediaMark.version;
}

function toEnd(line: string): string {
	return mediaEndSchema.parse(parse(line)).sha256;
}

function parse(line: string): unknown {
	const value: unknown = JSON.parse(line);
	return value;
}

/** Longer than any song and any page of songs can be: a file without line ends must not fill the memory. */
const longestLine = 2 * 1024 * 1024;
const lineEnd = '\n'.charCodeAt(0);

/** The lines that end with a line end; what comes after the last one was cut off. */
export async function* linesOf(file: string): AsyncGenerator<string, void, void> {
	for await (const block of blocksOf(file)) yield* linesIn(block);
}

/** The same lines as bytes, many at once: one by one, a whole library takes a quarter longer to read. */
async function* blocksOf(file: string): AsyncGenerator<Buffer, void, void> {
	const pieces: AsyncIterable<Buffer> = createReadStream(file, { highWaterMark: chunkLength });
	let rest: Buffer = Buffer.alloc(0);
	for await (const piece of pieces) {
		const bytes = Buffer.concat([rest, piece]);
		const cut = bytes.lastIndexOf(lineEnd) + 1;
		if (cut > 0) yield bytes.subarray(0, cut);
		rest = bytes.subarray(cut);
		if (rest.length > longestLine) throw new UnusableMediaFile('damaged');
	}
}

function linesIn(block: Buffer): string[] {
	return block.toString('utf8', 0, block.length - 1).split('\n');
}

function withoutLastLine(block: Buffer): Buffer {
	return block.subarray(0, block.subarray(0, -1).lastIndexOf(lineEnd) + 1);
}
