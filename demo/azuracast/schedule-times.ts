import type { ScheduleItem } from './playlist.ts';
import { fromLocal, toLocal } from './zoned-time.ts';

/** One run of a schedule item, in milliseconds since 1970. */
export interface Occurrence {
	item: ScheduleItem;
	start: number;
	end: number;
}

const day = 86_400_000;

/** Every run of `items` that touches the days from `from` to `to` (days of the station), in order. */
export function occurrencesOf(
	items: readonly ScheduleItem[],
	zone: string,
	from: number,
	to: number,
): Occurrence[] {
	const found: Occurrence[] = [];
	// From a day earlier, for what runs over midnight.
	for (let at = from - day; at < to + day; at += day) {
		const local = toLocal(at, zone);
		for (const item of items) {
			if (!runsOn(item, local)) continue;
			const midnight = { ...local, hour: 0, minute: 0, second: 0 };
			const start = fromLocal({ ...midnight, ...hourAndMinute(item.startTime) }, zone);
			const overnight = item.endTime <= item.startTime ? 1 : 0;
			const end = fromLocal(
				{ ...midnight, day: local.day + overnight, ...hourAndMinute(item.endTime) },
				zone,
			);
			found.push({ item, start, end });
		}
	}
	return found.toSorted((a, b) => a.start - b.start);
}

/** Whether one of `items` is on at `at`, by the station's wall clock. */
export function isScheduledAt(items: readonly ScheduleItem[], zone: string, at: number): boolean {
	if (items.length === 0) return false;
	const today = toLocal(at, zone);
	const yesterday = toLocal(at - day, zone);
	const time = today.hour * 100 + today.minute;
	return items.some((item) => {
		const { startTime, endTime } = item;
		if (endTime > startTime) return time >= startTime && time < endTime && runsOn(item, today);
		return (time >= startTime && runsOn(item, today)) || (time < endTime && runsOn(item, yesterday));
	});
}

function runsOn(
	item: ScheduleItem,
	local: { year: number; month: number; day: number; weekday: number },
): boolean {
	const date = `${local.year}-${String(local.month).padStart(2, '0')}-${String(local.day).padStart(2, '0')}`;
	if (item.startDate !== null && date < item.startDate) return false;
	if (item.endDate !== null && date > item.endDate) return false;
	return item.days.length === 0 || item.days.includes(local.weekday);
}

function hourAndMinute(time: number): { hour: number; minute: number } {
	return { hour: Math.floor(time / 100), minute: time % 100 };
}
