import type { Wording } from '#src/words/phrase.ts';
import type { Card } from './card.ts';

/** What a deed came to, for the record of who did what. */
export interface AuditNote {
	/**
	 * `unproven`: ordered, but not seen to be done. `already`: nothing had to be done. `failed`: tried and taken back, where the card
	 * says more than an error could.
	 */
	outcome: 'done' | 'unproven' | 'partly' | 'already' | 'failed';
	/** The object of the sentence, a song's or playlist's name; at most 80 characters are kept of each piece that is not ours. */
	what?: Wording;
	/** Which sentence under `audit` of the command's catalogue, where it has several. */
	deed?: string;
	/** The station that the deed was about, where the command itself is about none. */
	station?: { id: string; name: string };
}

/**
 * A card; what becomes of it if nobody answers its question in time; and, if something was changed or ordered, the note for the
 * audit.
 */
export type Reply = Card & { afterwards?: { at: number; card: Card }; audit?: AuditNote };
