import { z } from 'zod';
import { maybeText, text } from './wire.ts';

export const song = z.object({ id: text, title: text, artist: text, album: text, text, art: maybeText });

export type WireSong = z.output<typeof song>;
