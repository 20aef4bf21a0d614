import { ComponentType } from 'discord.js';
import type { Picture } from '#src/pictures/picture.ts';
import { PictureError, type Pictures } from '#src/pictures/pictures.ts';
import type { CardFile, Part } from './card.ts';
import { plain } from './text.ts';

/** A picture that goes out with a card, and what it shows in words. */
export interface Shown {
	file: CardFile;
	alt: string;
}

const longestAlt = 1_024;

/** Pictures in one block; undefined if there is none. */
export function gallery(pictures: readonly Shown[]): Part | undefined {
	if (pictures.length === 0) return undefined;
	return {
		type: ComponentType.MediaGallery,
		items: pictures.map(({ file, alt }) => ({
			media: { url: `attachment://${file.name}` },
			description: plain(alt, longestAlt, longestAlt),
		})),
	};
}

/** Draws a picture as a file; undefined if it could not be drawn, which the log then knows: the words of a card go out in any case. */
export async function drawn(
	pictures: Pictures,
	{ name, picture, alt }: { name: string; picture: Picture; alt: string },
): Promise<Shown | undefined> {
	try {
		return { file: { name, content: await pictures.draw(picture) }, alt };
	} catch (error) {
		if (error instanceof PictureError) return undefined;
		throw error;
	}
}
