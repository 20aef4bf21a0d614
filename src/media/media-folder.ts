import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Station } from '#src/stations/station.ts';
import {
	type MediaIdentity,
	readMediaFile,
	type StoredMedia,
	UnusableMediaFile,
	writeMediaFile,
} from './media-file.ts';
import type { MediaHeader } from './media-line.ts';
import type { MediaPlace, MediaSong } from './media-song.ts';
import { PartFile } from './part-file.ts';

/** The files of all libraries: one for each station of each Discord server, so that none shows what only another one's key may see. */
export class MediaFolder {
	readonly #folder: string;

	constructor(folder: string) {
		this.#folder = folder;
	}

	/** Makes the folder, and removes the files of stations that are gone and what writes left that were cut short. */
	async open(places: readonly MediaPlace[]): Promise<void> {
		await mkdir(this.#folder, { recursive: true });
		const names = new Set(places.map(nameOf));
		for (const file of await readdir(this.#folder)) {
			const found = /^(.+?)\.(jsonl|part|counts|jsonl\.tmp|counts\.tmp)$/.exec(file);
			if (found === null) continue;
			const [, name = '', end = ''] = found;
			if (!names.has(name) || end.endsWith('.tmp')) await rm(path.join(this.#folder, file), { force: true });
		}
	}

	/** Undefined if there is none. A file that cannot be used is set aside under its reason, and thrown as {@link UnusableMediaFile}. */
	async read(station: Station): Promise<StoredMedia | undefined> {
		const file = this.#file(station, 'jsonl');
		try {
			return await readMediaFile(file, identityOf(station));
		} catch (error) {
			if (error instanceof UnusableMediaFile) await rename(file, this.#file(station, error.problem));
			throw error;
		}
	}

	/** Throws what the system says, for example that the disk is full; the old file is there then. */
	async write(
		station: Station,
		header: Omit<MediaHeader, 'count'>,
		songs: ReadonlyMap<string, MediaSong>,
	): Promise<void> {
		await writeMediaFile(this.#file(station, 'jsonl'), { ...header, count: songs.size }, songs);
	}

	/** Bytes; undefined if there is none. */
	async size(place: MediaPlace): Promise<number | undefined> {
		const { size } = await stat(this.#file(place, 'jsonl')).catch(() => ({ size: undefined }));
		return size;
	}

	part(station: Station, source: MediaHeader['source']): PartFile {
		return new PartFile(this.#file(station, 'part'), identityOf(station), source);
	}

	async remove(place: MediaPlace): Promise<void> {
		for (const end of ['jsonl', 'jsonl.tmp', 'part', 'counts'])
			await rm(this.#file(place, end), { force: true });
	}

	#file(place: MediaPlace, end: string): string {
		return path.join(this.#folder, `${nameOf(place)}.${end}`);
	}
}

/** Tells stations of all Discord servers apart, and is a name for a file. */
export function nameOf({ guildId, id }: MediaPlace): string {
	return `${guildId}-${encodeURIComponent(id).replaceAll('.', '%2E')}`;
}

export function identityOf({ guildId, id, backend, remote }: Station): MediaIdentity {
	return { guild: guildId, station: id, server: backend.server, remote };
}
