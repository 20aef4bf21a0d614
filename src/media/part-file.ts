import { appendFile, rm, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import type { CrawlPlace } from './crawl.ts';
import { linesOf, type MediaIdentity } from './media-file.ts';
import { mediaHeaderSchema, mediaSongSchema } from './media-line.ts';
import type { MediaSong } from './media-song.ts';

const partHeaderSchema = mediaHeaderSchema
	.pick({ version: true, guild: true, station: true, server: true, remote: true, source: true })
	.extend({ airdeck: z.literal('media-part'), startedAt: z.number() });
type PartHeader = z.output<typeof partHeaderSchema>;

const placeSchema: z.ZodType<CrawlPlace> = z.strictObject({
	pass: z.literal([1, 2]),
	offset: z.int().min(0),
	perPage: z.int().min(1),
	total: z.int().min(0),
	skipped: z.int().min(0),
	moved: z.boolean(),
});
const pageSchema = z.strictObject({ place: placeSchema, songs: z.array(mediaSongSchema) });

/** What was read of a library so far. */
export interface Part {
	place: CrawlPlace;
	songs: Map<string, MediaSong>;
}

/** What a fetch has read, a line for each page: after a restart it goes on there. What is lost of it is read again. */
export class PartFile {
	readonly #file: string;
	readonly #header: Omit<PartHeader, 'startedAt'>;

	constructor(file: string, identity: MediaIdentity, source: PartHeader['source']) {
		this.#file = file;
		const { guild, station, server, remote } = identity;
		this.#header = { airdeck: 'media-part', version: 1, source, guild, station, server, remote };
	}

	async begin(startedAt: number): Promise<void> {
		await writeFile(this.#file, `${JSON.stringify({ ...this.#header, startedAt })}\n`);
	}

	async add(place: CrawlPlace, songs: readonly MediaSong[]): Promise<void> {
		await appendFile(this.#file, `${JSON.stringify({ place, songs })}\n`);
	}

	/** Undefined if there is none that can be used: of another station, begun before `since`, or without a page. */
	async read(since: number): Promise<Part | undefined> {
		const songs = new Map<string, MediaSong>();
		let place: CrawlPlace | undefined;
		let header: PartHeader | undefined;
		try {
			for await (const line of linesOf(this.#file)) {
				const value: unknown = JSON.parse(line);
				if (header === undefined) {
					header = partHeaderSchema.parse(value);
					if (!this.#isOurs(header) || header.startedAt < since) return undefined;
					continue;
				}
				const page = pageSchema.parse(value);
				place = page.place;
				for (const song of page.songs) songs.set(song.id, song);
			}
		} catch (error) {
			// Nothing hangs on this file: without it everything is read from the beginning.
			if (!(error instanceof Error)) throw error;
			return undefined;
		}
		return place === undefined ? undefined : { place, songs };
	}

	async drop(): Promise<void> {
		await rm(this.#file, { force: true });
	}

	#isOurs(header: PartHeader): boolean {
		const { startedAt: _, ...theirs } = header;
		const names = Object.keys(this.#header) as (keyof typeof theirs)[];
		return names.every((name) => theirs[name] === this.#header[name]);
	}
}
