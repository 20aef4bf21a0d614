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
