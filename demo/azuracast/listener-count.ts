/**
 * How many people listen at `at`: a level that rises and falls over the day and wanders by the minute, computed from the
 * time alone so that looking twice gives the same number.
 */
export function countListeners(usual: number, seed: number, at: number): number {
	const hours = at / 3_600_000 + seed;
	const day = 1 + 0.5 * Math.sin((hours * Math.PI) / 12);
	const drift = 1 + 0.25 * Math.sin(hours * 2.3) + 0.15 * Math.sin(hours * 17);
	return Math.max(0, Math.round(usual * day * drift));
}
