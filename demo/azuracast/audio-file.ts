import { readId3 } from './id3.ts';
import type { ReceivedFile } from './received-file.ts';

export interface AudioTags {
	title: string;
	artist: string;
	album: string;
}

/** Goes by the first bytes: MP3 with or without tags, Ogg, FLAC, WAV, MP4. */
export function isAudio(bytes: Buffer): boolean {
	const start = bytes.subarray(0, 4).toString('latin1');
	if (start.startsWith('ID3') || ['OggS', 'fLaC', 'RIFF'].includes(start)) return true;
	if (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe0) === 0xe0) return true;
	return bytes.subarray(4, 8).toString('latin1') === 'ftyp';
}

/** JPEG, PNG or GIF: a picture among the music is the cover of its folder. */
export function isPicture(bytes: Buffer): boolean {
	const start = bytes.subarray(0, 4).toString('latin1');
	return start.startsWith('\u00ff\u00d8\u00ff') || start === '\u0089PNG' || start === 'GIF8';
}

/** The file's own tags, and for a file without a title what its name says: `artist - title`. */
export function tagsOf({ head, tail }: ReceivedFile, path: string): AudioTags {
	const tags = readId3(head, tail);
	if (tags.title !== '') return tags;
	const name = path
		.replace(/^.*\//u, '')
		.replace(/\.\w+$/u, '')
		.replaceAll('_', ' ');
	const parts = name.split('-').map((part) => part.trim());
	return { ...tags, title: parts.at(-1) ?? name, artist: tags.artist || parts.slice(0, -1).join('-') };
}
