import type { Logger } from 'pino';
import { problemKind } from '#src/backends/backend-error.ts';
import type { Clock } from '#src/clock.ts';
import type { Audit, AuditEntry } from '#src/stations/audit.ts';
import type { Person } from '#src/stations/levels.ts';
import type { Station } from '#src/stations/station.ts';
import type { StationDirectory } from '#src/stations/station-directory.ts';
import type { Wording } from '#src/words/phrase.ts';
import type { Words } from '#src/words/words.ts';
import type { Announcer } from './announcer.ts';
import { auditLine } from './audit-line.ts';
import { text } from './card.ts';
import type { CommandBook } from './command-book.ts';
import { Ended } from './ended.ts';
import type { AuditNote } from './reply.ts';
import { plain } from './text.ts';

/** Something that a person did, as far as the dispatcher knows it. */
export interface Deed {
	/** "dj skip" */
	name: string;
	person: Person;
	guildId: string;
	station: Station | undefined;
	startedAt: number;
	reference: string;
}

export interface AuditingParts {
	audit: Audit;
	announcer: Announcer;
	stations: StationDirectory;
	words: Words;
	book: CommandBook;
	clock: Clock;
	log: Logger;
	/** The language of a Discord server, for what all its people read. */
	localeOf: (guildId: string) => string;
}

/** Notes who did what: in the store, in the log and in the audit channel. */
export class Auditing {
	readonly #parts: AuditingParts;
	readonly #underWay = new Set<Promise<void>>();

	constructor(parts: AuditingParts) {
		this.#parts = parts;
	}

	/** A deed that was done or at least ordered. Resolves when it stands in the store; never rejects. */
	async done(deed: Deed, note: AuditNote): Promise<void> {
		await this.#note(deed, note, note.outcome, null);
	}

	/** A deed that failed. As {@link done}. `what`: the key of what did not happen, where that is not `failed`. */
	async failed(deed: Deed, error: unknown, what?: string): Promise<void> {
		const note = what === undefined ? {} : { deed: what };
		await this.#note(
			deed,
			note,
			'failed',
			problemKind(error) ?? (error instanceof Ended ? 'ended' : 'our-fault'),
		);
	}

	/** Resolves when the lines under way have reached their channels, or failed to. */
	async settled(): Promise<void> {
		await Promise.allSettled(this.#underWay);
	}

	async #note(
		deed: Deed,
		note: Partial<AuditNote>,
		outcome: AuditEntry['outcome'],
		why: string | null,
	): Promise<void> {
		const { clock, log } = this.#parts;
		const { guildId, reference } = deed;
		const station = note.station ?? deed.station;
		const entry: AuditEntry = {
			at: deed.startedAt,
			userId: deed.person.id,
			command: deed.name,
			deed: note.deed ?? 'done',
			station: station === undefined ? null : { id: station.id, name: station.name },
			what: note.what === undefined ? null : cleaned(note.what),
			outcome,
			why,
			tookMs: clock.now() - deed.startedAt,
			reference,
		};
		const { command, deed: which, tookMs } = entry;
		log.info({ guildId, command, deed: which, outcome, tookMs, reference, station: station?.id }, 'Audit');
		try {
			await this.#parts.audit.record(guildId, entry);
		} catch (error) {
			log.error({ err: error, reference }, 'A deed could not be written into the audit');
		}
		// The person's answer does not wait for the line in the channel.
		const announced = this.#announce(guildId, entry).finally(() => this.#underWay.delete(announced));
		this.#underWay.add(announced);
	}

	async #announce(guildId: string, entry: AuditEntry): Promise<void> {
		const { announcer, words, book, localeOf } = this.#parts;
		const line = auditLine(entry, { words, locale: localeOf(guildId), commands: book.commands, style: 'T' });
		const card = { components: [text(line)] };
		await Promise.all(
			this.#channels(guildId, entry).map((channel) =>
				announcer.say(channel, card, `audit ${entry.reference} ${channel.slice(-6)}`),
			),
		);
	}

	/** The audit channel of the station; of all stations, each once, for what is about none. */
	#channels(guildId: string, { station }: AuditEntry): string[] {
		const stations = this.#parts.stations.of(guildId);
		const concerned = station === null ? stations : stations.filter(({ id }) => id === station.id);
		return [...new Set(concerned.flatMap(({ channels }) => channels.audit ?? []))];
	}
}

function cleaned(what: Wording): Wording {
	if (typeof what === 'string') return plain(what, 80);
	return what.map((piece) => (typeof piece === 'string' ? plain(piece, 80) : piece));
}
