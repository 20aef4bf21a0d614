import { z } from 'zod';
import { levels, message, modal, world } from '../wire.ts';

/** What the stations of the gallery are like: as most are, or as no card expects them. */
export const dataKinds = ['ordinary', 'extreme'] as const;
export type DataKind = (typeof dataKinds)[number];

/** A card or a form of the bot's, and how it came about. */
const scene = z.object({
	id: z.string(),
	/** The command's whole name; '' for what the bot says by itself. */
	command: z.string(),
	/** What was typed. */
	line: z.string(),
	/** What was pressed since, by its label. */
	steps: z.array(z.string()),
	level: z.enum(levels),
	/** When it was looked at, by the stage's clock, in milliseconds since 1970. */
	at: z.number(),
	message: message.nullable(),
	form: modal.nullable(),
});

/** What comes through the stream of the gallery: first the world whose channels, roles and people the cards name. */
export const galleryEvent = z.discriminatedUnion('kind', [
	z.object({ kind: z.literal('world'), world }),
	/** `section`: a command's group, '' for the commands that stand alone, or a part of the gallery's own. */
	z.object({ kind: z.literal('scene'), section: z.string(), scene }),
	/** Nothing follows. `problems`: what could not be shown, a sentence each. */
	z.object({ kind: z.literal('end'), problems: z.array(z.string()) }),
]);

export type GalleryScene = z.output<typeof scene>;
export type GalleryEvent = z.output<typeof galleryEvent>;
