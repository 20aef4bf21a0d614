/** Where two JSON values differ in keys and types. Null fits everything, an empty list any list. */
export function structuralDifferences(expected: unknown, actual: unknown, at = '$'): string[] {
	if (expected === null || actual === null) return [];
	if (Array.isArray(expected) || Array.isArray(actual)) {
		if (!Array.isArray(expected) || !Array.isArray(actual)) {
			return [`${at}: ${kindOf(expected)} recorded, ${kindOf(actual)} simulated`];
		}
		return actual.flatMap((item, index) => bestMatch(expected, item, `${at}[${index}]`));
	}
	if (isRecord(expected) && isRecord(actual)) {
		const missing = Object.keys(expected).filter((key) => !(key in actual));
		const extra = Object.keys(actual).filter((key) => !(key in expected));
		return [
			...missing.map((key) => `${at}.${key}: missing`),
			...extra.map((key) => `${at}.${key}: not in the recording`),
			...Object.keys(expected)
				.filter((key) => key in actual)
				.flatMap((key) => structuralDifferences(expected[key], actual[key], `${at}.${key}`)),
		];
	}
	if (kindOf(expected) === kindOf(actual)) return [];
	return [`${at}: ${kindOf(expected)} recorded, ${kindOf(actual)} simulated`];
}

/** The differences to the recorded row that comes closest: rows of one list need not all be alike. */
function bestMatch(recorded: readonly unknown[], item: unknown, at: string): string[] {
	const found = recorded.map((row) => structuralDifferences(row, item, at));
	return found.toSorted((a, b) => a.length - b.length)[0] ?? [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function kindOf(value: unknown): string {
	return Array.isArray(value) ? 'array' : typeof value;
}
