import unreadable from '#locales/en-US/shared/unreadable.ts';
import type { BackendError } from '#src/backends/backend-error.ts';
import type { Station } from '#src/stations/station.ts';
import type { Setting } from './command.ts';
import { safe } from './text.ts';

type Reading = Pick<Setting, 'services' | 'locale'> & { station: Station };

/** Why something could not be read, in half a sentence: "the station key …3f9c lacks View Station Management". */
export function whyUnreadable(
	{ services, locale, station }: Reading,
	{ problem, host }: BackendError,
): string {
	const t = services.words.in(locale, unreadable);
	if (problem.kind === 'key-missing') return t('why.key-missing', { key: t(`key.${problem.key}`) });
	if (problem.kind === 'key-rejected')
		return t('why.key-rejected', { key: t(`key.${problem.key}`), tail: problem.tail });
	if (problem.kind === 'right-missing') {
		const { key, tail, permission } = problem;
		return t('why.right-missing', { key: t(`key.${key}`), tail, permission });
	}
	if (problem.kind === 'feature-off') return t('why.feature-off');
	if (problem.kind === 'not-offered') return t('why.not-offered', { label: station.backend.label });
	return t(problem.kind === 'unreachable' ? 'why.unreachable' : 'why.other', { host: safe(host, 80) });
}

/** A line in place of the part `what` of a card. */
export function unreadableLine(reading: Reading, what: string, error: BackendError): string {
	const t = reading.services.words.in(reading.locale, unreadable);
	return t('line', { what, why: whyUnreadable(reading, error) });
}
