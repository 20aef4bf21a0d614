import errors from '#locales/en-US/shared/errors.ts';
import limits from '#locales/en-US/shared/limits.ts';
import offered from '#locales/en-US/shared/offered.ts';
import { capability } from '#src/backends/offers.ts';
import type { RoleName } from '#src/backends/roles.ts';
import type { Station } from '#src/stations/station.ts';
import type { Words } from '#src/words/words.ts';
import { roleWords } from './error-words.ts';

/** The roles that people know of, in the order of their worth. */
const told: readonly (RoleName | 'onAir')[] = [
	'onAir',
	'history',
	'queue',
	'requests',
	'schedule',
	'playout',
	'playlists',
	'library',
	'requestDesk',
	'presenters',
	'operations',
	'reports',
	'logs',
	'administration',
	'shows',
	'episodes',
];

/** What a station's radio system does differently, and what it does not have at all. */
export function offeredLines({ backend }: Station, words: Words, locale: string): string[] {
	const t = words.in(locale, offered);
	const name = (role: RoleName | 'onAir') =>
		role === 'onAir' ? t('onAir') : roleWords(role, words.in(locale, errors));
	const found = told.map((role) => ({ role, ...capability(backend, role) }));
	const different = found.flatMap(({ role, limit }) =>
		limit === undefined ? [] : [`${name(role)}: ${words.in(locale, limits)(limit)}`],
	);
	const missing = found.flatMap(({ role, level }) => (level === 'none' ? [name(role)] : []));
	return [
		...(different.length === 0 ? [] : [t('different', { list: different.join(' · ') })]),
		...(missing.length === 0 ? [] : [t('missing', { label: backend.label, list: missing.join(' · ') })]),
	];
}
