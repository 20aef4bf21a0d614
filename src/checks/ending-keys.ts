import type { CheckedKey, EndingKeyWarning } from './station-report.ts';

const dayMs = 24 * 3_600_000;
/** Time enough to find whoever makes keys. */
const soonMs = 14 * dayMs;

/** The moment after a key's last day, in milliseconds since 1970; undefined where none was set. Days are those of UTC. */
export function endOfKey({ lastDay }: Pick<CheckedKey, 'lastDay'>): number | undefined {
	const day = lastDay === undefined ? Number.NaN : Date.parse(`${lastDay}T00:00:00Z`);
	return Number.isNaN(day) ? undefined : day + dayMs;
}

/** Which reminder is due: none, that it ends soon, that it ends within days, that it has ended. */
export function reminderStage(at: number, now: number): 0 | 1 | 2 | 3 {
	if (at <= now) return 3;
	if (at - now <= 3 * dayMs) return 2;
	return at - now <= soonMs ? 1 : 0;
}

/** The keys whose last day has come near, or has passed. */
export function endingKeys(keys: readonly CheckedKey[], now: number): EndingKeyWarning[] {
	return keys.flatMap((key): EndingKeyWarning[] => {
		const at = endOfKey(key);
		if (at === undefined || at - now > soonMs) return [];
		return [{ kind: at <= now ? 'ended' : 'ends-soon', key: key.key, at }];
	});
}
