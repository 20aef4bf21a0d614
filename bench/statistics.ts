/**
 * The value below which this share (0 to 1) of the samples lies, by the nearest rank: always one that was measured.
 * @throws if there are no samples
 */
export function percentile(samples: readonly number[], share: number): number {
	const sorted = samples.toSorted((a, b) => a - b);
	const found = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
	if (found === undefined) throw new Error('Nothing was measured');
	return found;
}

/** The middle one, or the mean of the middle two. */
export function median(samples: readonly number[]): number {
	const sorted = samples.toSorted((a, b) => a - b);
	const upper = sorted[Math.floor(sorted.length / 2)];
	const lower = sorted[Math.floor((sorted.length - 1) / 2)];
	if (upper === undefined || lower === undefined) throw new Error('Nothing was measured');
	return (upper + lower) / 2;
}

/** How much `value` grows for each unit of `at`, by the line that fits all samples best. @throws with fewer than two moments */
export function slope(samples: readonly { at: number; value: number }[]): number {
	const mean = (of: readonly number[]) => of.reduce((sum, one) => sum + one, 0) / of.length;
	const [at, value] = [mean(samples.map((one) => one.at)), mean(samples.map((one) => one.value))];
	const spread = samples.reduce((sum, one) => sum + (one.at - at) ** 2, 0);
	if (samples.length < 2 || spread === 0) throw new Error('A slope takes two moments');
	return samples.reduce((sum, one) => sum + (one.at - at) * (one.value - value), 0) / spread;
}

/** The smallest value of each stretch of `length`, at the moment where it was: what garbage that waits to be collected hides. */
export function lowWater(
	samples: readonly { at: number; value: number }[],
	length: number,
): { at: number; value: number }[] {
	const lowest = new Map<number, { at: number; value: number }>();
	for (const sample of samples) {
		const stretch = Math.floor(sample.at / length);
		const known = lowest.get(stretch);
		if (known === undefined || sample.value < known.value) lowest.set(stretch, sample);
	}
	return [...lowest.values()];
}
