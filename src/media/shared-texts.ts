import type { MediaSong } from './media-song.ts';

/** So many different ones are remembered at once. */
const mostRemembered = 32_768;

/**
 * What many songs of a library have in common, kept once: a quarter less memory, and so much less for V8 to walk through. Lives as
 * long as a library is read.
 */
export class SharedTexts {
	readonly #texts = new Map<string, string>();
	readonly #lists = new Map<string, readonly string[]>();

	/** The same song. */
	in(song: MediaSong): MediaSong {
		return {
			...song,
			artist: this.#text(song.artist),
			album: this.#text(song.album),
			genre: this.#text(song.genre),
			playlists: this.#list(song.playlists),
			requestId: song.requestId === song.id ? song.id : song.requestId,
		};
	}

	#text(text: string): string {
		const known = this.#texts.get(text);
		if (known !== undefined) return known;
		if (this.#texts.size >= mostRemembered) this.#texts.clear();
		this.#texts.set(text, text);
		return text;
	}

	#list(list: readonly string[]): readonly string[] {
		const name = JSON.stringify(list);
		const known = this.#lists.get(name);
		if (known !== undefined) return known;
		if (this.#lists.size >= mostRemembered) this.#lists.clear();
		this.#lists.set(name, list);
		return list;
	}
}
