import type { SimulatedStation } from './simulated-station.ts';
import { type LocalTime, toLocal } from './zoned-time.ts';

/** What AzuraCast writes down of the listeners of an hour. */
export interface MeasuredHour {
	local: LocalTime;
	average: number;
	/** How many came by. */
	unique: number;
}

const hourMs = 3_600_000;
/** Statistics are kept for longer than what was played. */
const olderMs = 20 * 24 * hourMs;

/** The hours between two moments of which there are statistics, in order. */
export function hourlyAudience(station: SimulatedStation, from: number, to: number): MeasuredHour[] {
	const [first] = station.history;
	if (first === undefined) return [];
	const start = Math.ceil(Math.max(from, first.startedAt - olderMs) / hourMs) * hourMs;
	const measured: MeasuredHour[] = [];
	for (let at = start; at <= to; at += hourMs) {
		const counts = [0, 1, 2, 3].map((quarter) => station.listenersAt(at + (quarter * hourMs) / 4));
		const average = counts.reduce((sum, count) => sum + count, 0) / counts.length;
		measured.push({ local: toLocal(at, station.timezone), average, unique: Math.ceil(average * 1.6) });
	}
	return measured;
}
