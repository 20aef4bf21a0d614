import type { CheckedKey, CheckedRight, LeastPrivilegeWarning } from './station-report.ts';

/** What is held by itself, also while its feature is off. */
function isHeld({ found, through }: CheckedRight): boolean {
	return (found === 'granted' || found === 'feature-off') && through === undefined;
}

/** Where the keys can do more than the commands need: a key that leaks does all that it can. */
export function leastPrivilege(keys: readonly CheckedKey[]): LeastPrivilegeWarning[] {
	const warnings: LeastPrivilegeWarning[] = [];
	for (const { key, rights, hasFullPower } of keys) {
		if (hasFullPower === true) {
			warnings.push({ kind: 'full-power', key });
			continue;
		}
		const included = new Set(
			rights.flatMap(({ through }) => (through === undefined ? [] : [nameOf(through)])),
		);
		const extra = rights.filter((right) => isHeld(right) && right.commands.length === 0);
		const bigger = extra.filter(({ right }) => included.has(nameOf(right)));
		const needed = rights.filter(({ commands }) => commands.length > 0).map(({ right }) => right);
		if (bigger.length > 0) {
			const held = bigger.map(({ right }) => right);
			warnings.push({ kind: 'bigger-than-needed', key, held, needed });
		}
		const unneeded = extra.filter((right) => !bigger.includes(right)).map(({ right }) => right);
		if (unneeded.length > 0) warnings.push({ kind: 'unneeded', key, rights: unneeded });
	}
	const [one, other] = keys.map(({ owner }) => owner);
	if (one && other && one.id === other.id) warnings.push({ kind: 'one-user', user: one.name });
	return warnings;
}

function nameOf({ scope, id }: CheckedRight['right']): string {
	return `${scope}/${id}`;
}
