import type strings from '#locales/en-US/schedule.ts';
import type { ScheduleEntry } from '#src/backends/roles/schedule.ts';
import { dayAt } from '#src/stations/station-days.ts';
import type { Translate } from '#src/words/translate.ts';
import { line, moment, type Part, text } from './card.ts';
import { facts } from './song-lines.ts';
import { safe } from './text.ts';

export type ScheduleWords = Translate<typeof strings>;

const dayMs = 24 * 3_600_000;
const mostPerDay = 6;

/** What is planned: what is on now first, then day by day in the station's time zone. */
export function scheduleLines(
	t: ScheduleWords,
	entries: readonly ScheduleEntry[],
	timezone: string | null,
	withNow: boolean,
): Part[] {
	const now = withNow ? entries.filter((entry) => entry.isNow) : [];
	const later = entries.filter((entry) => !now.includes(entry));
	const days = Map.groupBy(later, (entry) => dayAt(entry.startsAt, timezone));
	return [
		...now.map((entry) => nowLines(t, entry)),
		line(),
		...(entries.length === 0 ? [text(t('empty'))] : [...days.values()].map((day) => dayLines(t, day))),
	];
}

function nowLines(t: ScheduleWords, entry: ScheduleEntry) {
	const show = safe(entry.name, 80);
	const heading = entry.kind === 'playlist' ? t('nowPlaylist', { show }) : t('nowLive', { show });
	return text(heading, `-# ${t('until', { at: moment(entry.endsAt, 't') })}`);
}

function dayLines(t: ScheduleWords, entries: readonly ScheduleEntry[]) {
	const [first] = entries;
	const shown = entries.slice(0, mostPerDay).flatMap((entry) => {
		// A show that runs past midnight needs the day with its end.
		const end = moment(entry.endsAt, entry.endsAt - entry.startsAt > dayMs / 2 ? 'f' : 't');
		// AzuraCast describes most entries by their own name.
		const description = entry.description.includes(entry.name) ? '' : safe(entry.description, 80);
		const about = facts(t('until', { at: end }), description);
		return [t('entry', { at: moment(entry.startsAt, 't'), show: safe(entry.name, 80) }), `-# ${about}`];
	});
	const more = entries.length - mostPerDay;
	const heading = first === undefined ? undefined : `### ${moment(first.startsAt, 'D')}`;
	return text(heading, ...shown, more > 0 ? `-# ${t('more', { count: more })}` : undefined);
}
