import { Readable } from 'node:stream';

/** What a file turned out to be, by its bytes. */
export interface AudioFacts {
	/** The ending that fits, without a dot. */
	ending: string;
	/** '' for what the file does not say. */
	title: string;
	artist: string;
	album: string;
	/** Milliseconds, where the file says so at its beginning. */
	length: number | null;
}

/** Containers by the beginning of their names, and the ending that AzuraCast and players expect of each. */
const endings: readonly (readonly [container: string, ending: string])[] = [
	['MPEG', 'mp3'],
	['ADTS', 'aac'],
	['FLAC', 'flac'],
	['Ogg', 'ogg'],
	['WAVE', 'wav'],
	['AIFF', 'aiff'],
	['M4A', 'm4a'],
	['M4B', 'm4a'],
	['mp4', 'm4a'],
	['isom', 'm4a'],
	['iso', 'm4a'],
	['dash', 'm4a'],
];
const longest = 200;

/**
 * Reads as much of a file as its tags need, and tells what it is by its content; null for what is no audio, whatever it is
 * called. Pictures are passed over. What `content` throws, this throws.
 */
export async function readAudio(content: AsyncIterable<Uint8Array>): Promise<AudioFacts | null> {
	// Its parsers are only loaded for who uploads: the bot runs without them for weeks.
	const { parseStream } = await import('music-metadata');
	const source = { failed: false, error: undefined as unknown };
	const stream = Readable.from(noticing(content, source), { objectMode: false });
	try {
		const options = { duration: false, skipCovers: true, skipPostHeaders: true };
		// Without the size it stops where the tags end, and does not count every frame up to the last.
		const { format, common } = await parseStream(stream, {}, options);
		const ending = endingOf(format.container ?? '');
		if (ending === undefined || format.hasVideo === true || format.hasAudio === false) return null;
		return {
			ending,
			title: tagText(common.title),
			artist: tagText(common.artist),
			album: tagText(common.album),
			length: format.duration === undefined ? null : Math.round(format.duration * 1000),
		};
	} catch (error) {
		if (source.failed) throw source.error;
		// The parser has many words for the same thing: these bytes are nothing that it can read.
		if (error instanceof Error) return null;
		throw error;
	} finally {
		stream.destroy();
	}
}

function endingOf(container: string): string | undefined {
	return endings.find(([start]) => container.startsWith(start))?.[1];
}

function tagText(text: string | undefined): string {
	return (text ?? '').trim().slice(0, longest);
}

async function* noticing(
	content: AsyncIterable<Uint8Array>,
	source: { failed: boolean; error: unknown },
): AsyncGenerator<Uint8Array> {
	try {
		yield* content;
	} catch (error) {
		source.failed = true;
		source.error = error;
		throw error;
	}
}
