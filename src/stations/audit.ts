import { z } from 'zod';
import type { Page } from '#src/backends/roles.ts';
import type { Clock } from '#src/clock.ts';
import { wordingSchema } from '#src/words/phrase.ts';

const outcomes = ['done', 'already', 'unproven', 'partly', 'failed'] as const;

/** One deed: who did what, on which station, with which result. Holds no sentence, so that everybody reads it in their language. */
export const auditEntrySchema = z.object({
	/** When it was begun. */
	at: z.number(),
	/** Discord's id of the person; null for the bot itself. */
	userId: z.string().nullable(),
	/** "dj skip" */
	command: z.string(),
	/** Which sentence of the command's catalogue. */
	deed: z.string(),
	station: z.object({ id: z.string(), name: z.string() }).nullable(),
	/** The object of the sentence. */
	what: wordingSchema.nullable(),
	outcome: z.enum(outcomes),
	/** The kind of problem that kept it from being done. */
	why: z.string().nullable(),
	tookMs: z.number(),
	/** Leads to the log. */
	reference: z.string(),
});
export type AuditEntry = z.output<typeof auditEntrySchema>;

/** The entries of one Discord server's day, oldest first. */
export const auditDaySchema = z.array(auditEntrySchema);

/** Where it is kept: a namespace of the store whose values fall away by themselves. */
export interface AuditMemory {
	get(key: string): Promise<AuditEntry[] | undefined>;
	update(
		key: string,
		change: (entries: AuditEntry[] | undefined) => AuditEntry[],
		ttlMs?: number,
	): Promise<AuditEntry[]>;
}

/** Which entries are wanted. */
export interface AuditFilter {
	userId?: string;
	stationId?: string;
	onlyFailures?: true;
	/** Only what is about one of these stations; left out: everything, also what is about none. */
	stationIds?: readonly string[];
}

const dayMs = 86_400_000;
/** A day with more deeds than this is a machine at work; the oldest of them go. */
const mostPerDay = 5_000;

/** Who did what, kept for as many days as each Discord server says. */
export class Audit {
	readonly #memory: AuditMemory;
	readonly #clock: Clock;
	readonly #daysKept: (guildId: string) => Promise<number>;

	constructor(memory: AuditMemory, clock: Clock, daysKept: (guildId: string) => Promise<number>) {
		this.#memory = memory;
		this.#clock = clock;
		this.#daysKept = daysKept;
	}

	async record(guildId: string, entry: AuditEntry): Promise<void> {
		const kept = await this.#daysKept(guildId);
		await this.#memory.update(
			key(guildId, entry.at),
			(entries = []) => [...entries, entry].slice(-mostPerDay),
			(kept + 1) * dayMs,
		);
	}

	/** Everything that fits, newest first. */
	async list(guildId: string, filter: AuditFilter = {}): Promise<AuditEntry[]> {
		const now = this.#clock.now();
		const kept = await this.#daysKept(guildId);
		const days = Array.from({ length: kept + 1 }, (_, ago) => key(guildId, now - ago * dayMs));
		const found = await Promise.all(days.map(async (day) => (await this.#memory.get(day)) ?? []));
		return found
			.flatMap((entries) => entries.toReversed())
			.filter((entry) => entry.at > now - kept * dayMs && fits(entry, filter));
	}

	/** One page, from 1, newest first; a page beyond the end gives the last one. */
	async page(guildId: string, filter: AuditFilter, page: number, perPage: number): Promise<Page<AuditEntry>> {
		const all = await this.list(guildId, filter);
		const pages = Math.max(1, Math.ceil(all.length / perPage));
		const shown = Math.min(Math.max(1, page), pages);
		return { rows: all.slice((shown - 1) * perPage, shown * perPage), page: shown, pages, total: all.length };
	}
}

function key(guildId: string, at: number): string {
	return `${guildId}/${new Date(at).toISOString().slice(0, 10)}`;
}

function fits(entry: AuditEntry, { userId, stationId, onlyFailures, stationIds }: AuditFilter): boolean {
	return (
		(userId === undefined || entry.userId === userId) &&
		(stationId === undefined || entry.station?.id === stationId) &&
		(stationIds === undefined || (entry.station !== null && stationIds.includes(entry.station.id))) &&
		(onlyFailures !== true || entry.outcome === 'failed' || entry.outcome === 'partly')
	);
}
