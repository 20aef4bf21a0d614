import { z } from 'zod';
import type { News } from './news.ts';

/** An alert as it stands in a channel, in words: kept, so that it can be drawn again with its end. */
export const alertFaceSchema = z.strictObject({
	/** Colour of the bar. */
	accent: z.int(),
	title: z.string(),
	text: z.string(),
	/** How it was seen; '' for none. */
	note: z.string(),
	buttons: z.array(
		z.strictObject({
			style: z.enum(['primary', 'secondary', 'danger', 'link']),
			label: z.string(),
			/** A custom id, or the address of a link. */
			target: z.string(),
		}),
	),
});
export type AlertFace = z.output<typeof alertFaceSchema>;

/** Says alerts in the language of a Discord server. */
export interface AlertWords {
	face(guildId: string, news: News): AlertFace;
	/** The line that an alert gets when it is over. */
	over(guildId: string, at: number, lastedMs: number): string;
	/** The line that an alert gets when it came again. */
	counted(guildId: string, times: number, since: number): string;
}

/** Where alerts leave. `undefined`: worth trying again; `null`: this channel will not have it. */
export interface AlertOutlet {
	send(channelId: string, face: AlertFace, how: Sending): Promise<string | null | undefined>;
	/** Looks for a message of which it is not known whether it was sent. */
	find(channelId: string, nonce: string): Promise<string | undefined>;
	/** Adds lines to a message that was sent; an alert that is over loses its buttons. False: worth trying again. */
	edit(channelId: string, messageId: string, face: AlertFace, added: Added): Promise<boolean>;
}

export interface Sending {
	/** At most 25 characters. */
	nonce: string;
	/** The role that is mentioned, and called. */
	role: string | null;
	/** Comes without a sound. */
	quiet: boolean;
}

export interface Added {
	lines: readonly string[];
	over: boolean;
	/** Stands in the message still, calling nobody. */
	role: string | null;
}
