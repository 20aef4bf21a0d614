import { z } from 'zod';
import type { Station } from '#src/stations/station.ts';

/** What can be told in a channel without anybody asking, each switched by itself. */
export const alertKinds = [
	'air',
	'reach',
	'dj',
	'dead-air',
	'disk',
	'update',
	'backup',
	'keys',
	'media',
	'record',
] as const;
export type AlertKind = (typeof alertKinds)[number];

const hourSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** A time of day as somebody types it (`7:30`, `22`) as `07:30`; undefined if it is none. */
export function hourOf(typed: string): string | undefined {
	const found = /^(\d{1,2})(?:[:.](\d{2}))?$/.exec(typed.trim());
	if (found === null) return undefined;
	const [, hours = '', minutes = '00'] = found;
	return hourSchema.safeParse(`${hours.padStart(2, '0')}:${minutes}`).data;
}

/** What one channel is told about one station. */
export const alertRuleSchema = z.strictObject({
	/** The station's id. */
	station: z.string(),
	/** Discord's id of the channel. */
	channel: z.string(),
	kinds: z.array(z.enum(alertKinds)),
	/** The role that opening messages mention. */
	role: z.string().nullable(),
	/** Every day between these times (`22:00`) nobody is called: messages come, without mention and without a sound. */
	quiet: z.strictObject({ from: hourSchema, to: hourSchema, timezone: z.string() }).nullable(),
});
export type AlertRule = z.output<typeof alertRuleSchema>;
export type QuietHours = NonNullable<AlertRule['quiet']>;

/** What a Discord server has chosen to be told, station by station. */
export interface AlertRules {
	/** The rules of a station, or what holds without any. */
	of(station: Station): Promise<AlertRule[]>;
	/** Whether somebody chose: otherwise the usual holds. */
	isChosen(station: Station): boolean;
	/** Stores the rule of its station and channel. */
	put(station: Station, rule: AlertRule): Promise<void>;
	/** Nothing about this station is told in this channel any more. */
	drop(station: Station, channel: string): Promise<void>;
}

/** What a station's alerts channel is told as long as nobody chose. */
const usualKinds: readonly AlertKind[] = ['air', 'reach', 'keys', 'media'];

/** A channel's rule before anything was chosen for it. */
export function newRule(station: Station, channel: string): AlertRule {
	return { station: station.id, channel, kinds: [...usualKinds], role: null, quiet: null };
}

/** The rules that hold: those that were chosen for the station, or else the usual one for its alerts channel. */
export function rulesInForce(station: Station, chosen: readonly AlertRule[]): AlertRule[] {
	const own = chosen.filter((rule) => rule.station === station.id);
	if (own.length > 0) return own;
	return station.channels.alerts === undefined ? [] : [newRule(station, station.channels.alerts)];
}

/** A channel that is to be told something. */
export interface Recipient {
	channel: string;
	role: string | null;
	quiet: boolean;
}

/** The channels that are told something of this kind about any of these stations, each once. */
export async function recipientsOf(
	rules: AlertRules,
	stations: readonly Station[],
	kind: AlertKind,
	now: number,
): Promise<Recipient[]> {
	const found = new Map<string, Recipient>();
	for (const station of stations) {
		for (const rule of await rules.of(station)) {
			if (!rule.kinds.includes(kind) || found.has(rule.channel)) continue;
			const { channel, role } = rule;
			found.set(channel, { channel, role, quiet: rule.quiet !== null && isQuiet(rule.quiet, now) });
		}
	}
	return [...found.values()];
}

/** Whether a moment lies in the quiet hours; those from 22:00 to 07:00 go over midnight. */
export function isQuiet({ from, to, timezone }: QuietHours, now: number): boolean {
	const time = new Intl.DateTimeFormat('en-GB', {
		hour: '2-digit',
		minute: '2-digit',
		hourCycle: 'h23',
		timeZone: timezone,
	}).format(now);
	return from <= to ? from <= time && time < to : time >= from || time < to;
}
