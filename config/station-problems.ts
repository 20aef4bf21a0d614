import type { z } from 'zod';
import type { DeclarationRules } from './stations-file.ts';

/** Takes down a problem: the place in the file, what is wrong there, and what would be right. */
export type Report = (where: string, problem: string, example: string) => void;

export const stationExample =
	'{ "stations": [{ "guildId": "100000000000000001", "name": "Test Radio", "backend": "azuracast", ' +
	'"url": "https://radio.example.org", "station": "test_radio" }] }';

export const keyExample =
	'"keys": { "admin": { "env": "RADIO_ADMIN_KEY" }, "station": { "file": "station.key" } }';

const examples: Record<string, string | ((kinds: readonly DeclarationRules[]) => string)> = {
	guildId: '"guildId": "100000000000000001"',
	name: '"name": "Test Radio"',
	backend: '"backend": "azuracast"',
	url: (kinds) => `"url": ${byKind(kinds, 'url')}`,
	station: (kinds) => `"station": ${byKind(kinds, 'station')}`,
	keys: keyExample,
	roles: '"roles": { "dj": ["2001"], "manager": ["2002"], "admin": ["2003"] }',
	channels: '"channels": { "nowPlaying": "3001", "requests": "3002", "alerts": "3003", "audit": "3004" }',
};

/** The first system's example, and those of the others where they look different. */
function byKind([first, ...others]: readonly DeclarationRules[], what: 'url' | 'station'): string {
	const usual = first?.examples[what] ?? '';
	const different = others.filter(({ examples: { [what]: text } }) => text !== usual);
	if (different.length === 0) return usual;
	return `${usual} (${different.map(({ label, examples: { [what]: text } }) => `${label}: ${text}`).join(', ')})`;
}

/** Reports what zod found at `where` in the stations file, by the path a person would look for: `stations[0].roles.dj[1]`. */
export function reportIssue(
	issue: z.core.$ZodIssue,
	where: string,
	{ report, kinds }: { report: Report; kinds: readonly DeclarationRules[] },
): void {
	const place = issue.path.reduce<string>(appendStep, where);
	// The part of a station it is about comes first in the path.
	const known = examples[String(issue.path[0])] ?? stationExample;
	const example = typeof known === 'string' ? known : known(kinds);
	if (issue.code === 'unrecognized_keys')
		for (const name of issue.keys) report(appendStep(place, name), 'is not known', example);
	else if (isMissing(issue)) report(place, 'is missing', example);
	else report(place, issue.message, example);
}

function isMissing(issue: z.core.$ZodIssue): boolean {
	return 'input' in issue && issue.input === undefined;
}

function appendStep(place: string, step: PropertyKey): string {
	if (typeof step === 'number') return `${place}[${step}]`;
	return place === '' ? String(step) : `${place}.${String(step)}`;
}
