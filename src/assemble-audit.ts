import type { Logger } from 'pino';
import type { Clock } from './clock.ts';
import type { Announcer } from './discord/announcer.ts';
import { Auditing } from './discord/auditing.ts';
import type { CommandBook } from './discord/command-book.ts';
import { Audit, auditDaySchema } from './stations/audit.ts';
import type { SavedStations } from './stations/saved-stations.ts';
import type { StationDirectory } from './stations/station-directory.ts';
import type { Store } from './store/open-store.ts';
import type { Words } from './words/words.ts';

interface AuditParts {
	store: Store;
	saved: Pick<SavedStations, 'settings'>;
	announcer: Announcer;
	stations: StationDirectory;
	words: Words;
	book: CommandBook;
	localeOf: (guildId: string) => string;
	clock: Clock;
	log: Logger;
}

/** Who did what, kept for as long as each Discord server says, and told in its audit channels. */
export function assembleAudit({ store, saved, ...parts }: AuditParts): { audit: Audit; auditing: Auditing } {
	const days = async (guildId: string) => (await saved.settings(guildId)).auditDays;
	const audit = new Audit(store.namespace('audit', auditDaySchema), parts.clock, days);
	return { audit, auditing: new Auditing({ ...parts, audit }) };
}
