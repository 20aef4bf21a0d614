import { unreadableDate } from './errors.ts';
import { fromLocal, toLocal } from './zoned-time.ts';

const pattern =
	/^(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})(?:[T ](?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:\.\d+)?)?)?\s*(?<zone>Z|[+-]\d{2}:?\d{2})?$/u;

/**
 * A date as AzuraCast reads it: in the station's time zone unless it names an offset. A date alone is the start of its day,
 * or with `edge` `end` the end of it. Milliseconds since 1970.
 */
export function parsePhpDate(given: string, zone: string, edge: 'start' | 'end' = 'start'): number {
	const groups = pattern.exec(given.trim())?.groups;
	if (groups === undefined) throw unreadableDate(given);
	const part = (name: string) => Number(groups[name] ?? '0');
	const date = { year: part('year'), month: part('month'), day: part('day') };
	const wholeDay = groups['hour'] === undefined;
	const time =
		wholeDay && edge === 'end'
			? { hour: 23, minute: 59, second: 59 }
			: { hour: part('hour'), minute: part('minute'), second: edge === 'end' ? 59 : 0 };
	const offset = groups['zone'];
	if (offset === undefined) return fromLocal({ ...date, ...time }, zone);
	const utc = fromLocal({ ...date, ...time }, 'UTC');
	return utc - offsetMs(offset);
}

/** `start` and `end` of a query; without them the last two weeks, and if only one is given the other is today. */
export function dateRange(
	query: URLSearchParams,
	zone: string,
	now: number,
): { from: number; to: number; given: boolean } {
	const start = query.get('start');
	const end = query.get('end');
	const local = toLocal(now, zone);
	const dayStart = fromLocal({ ...local, hour: 0, minute: 0, second: 0 }, zone);
	const dayEnd = fromLocal({ ...local, hour: 23, minute: 59, second: 59 }, zone);
	if (start === null && end === null) {
		return { from: dayStart - 13 * 86_400_000, to: dayEnd, given: false };
	}
	return {
		from: start === null ? dayStart : parsePhpDate(start, zone, 'start'),
		to: end === null ? dayEnd : parsePhpDate(end, zone, 'end') + 999,
		given: true,
	};
}

function offsetMs(offset: string): number {
	if (offset === 'Z') return 0;
	const sign = offset.startsWith('-') ? -1 : 1;
	const digits = offset.replaceAll(/\D/gu, '');
	return sign * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2))) * 60_000;
}
