/** The releases whose answers can be simulated: one for each change of shapes a client meets. */
export type AzuraCastVersion = '0.19.7' | '0.20.4' | '0.21.0' | '0.22.1' | '0.23.7';

/** Whether `version` is `wanted` or newer. */
export function isAtLeast(version: string, wanted: string): boolean {
	const have = version.split('.').map(Number);
	const want = wanted.split('.').map(Number);
	for (const [place, number] of want.entries()) {
		const difference = (have[place] ?? 0) - number;
		if (difference !== 0) return difference > 0;
	}
	return true;
}
