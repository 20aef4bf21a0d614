/*
 * Amounts of bytes and shares as people of one language write them: decimal units, one decimal below 10 and none above.
 */

const units = ['kilobyte', 'megabyte', 'gigabyte', 'terabyte', 'petabyte'] as const;
const leastShown = 100;

/** `5.7 GB`, `226 GB`; a few bytes are `0.1 kB`, as they are not nothing. Takes bytes. */
export function size(exactly: number, locale: string): string {
	const bytes = exactly > 0 ? Math.max(exactly, leastShown) : 0;
	const power = powerOf(bytes);
	const digits = digitsOf(bytes, power);
	return new Intl.NumberFormat(locale, {
		style: 'unit',
		unit: units[power - 1] ?? 'kilobyte',
		unitDisplay: 'short',
		maximumFractionDigits: digits,
	}).format(bytes / 1000 ** power);
}

/** A part and its whole in the unit of the whole, which stands only once: `5.7` and `24 GB`. Takes bytes. */
export function sizePair(part: number, whole: number, locale: string): { part: string; whole: string } {
	const power = powerOf(whole);
	const inUnit = new Intl.NumberFormat(locale, { maximumFractionDigits: digitsOf(part, power) });
	return { part: inUnit.format(part / 1000 ** power), whole: size(whole, locale) };
}

/** `12%` in English, `12 %` in German. Takes a share from 0 to 1. */
export function percent(share: number, locale: string): string {
	return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(share);
}

/** Which unit: what would be shown as 1,000 of one is 1 of the next. */
function powerOf(bytes: number): number {
	let power = 1;
	while (power < units.length && Math.round(bytes / 1000 ** power) >= 1000) power += 1;
	return power;
}

function digitsOf(bytes: number, power: number): number {
	return bytes / 1000 ** power < 9.95 ? 1 : 0;
}
