import errors from '#locales/en-US/shared/errors.ts';
import shared from '#locales/en-US/shared/set-up-problems.ts';
import type { SetUpProblem } from '#src/stations/set-up/problems.ts';
import { moment } from './card.ts';
import type { Setting } from './command.ts';
import { explain } from './error-card.ts';
import { systemWords } from './system-words.ts';
import { plain, safe } from './text.ts';

/** Why a step of setting up or changing a station was not taken, in one or two sentences. */
export function problemWords(
	problem: SetUpProblem,
	{ services, locale }: Pick<Setting, 'services' | 'locale'>,
	about: { host: string; label: string; kind: string },
): string {
	const t = services.words.in(locale, shared);
	const host = safe(about.host, 80);
	switch (problem.kind) {
		case 'too-many-attempts':
			return t('too-many-attempts', { at: moment(problem.until, 'T') });
		case 'not-a-key': {
			const key = services.words.in(locale, errors)(`key.${problem.key}`);
			return systemWords(services.words, locale, about.kind).notAKey(key);
		}
		case 'no-system':
			return t('no-system', { host: safe(problem.host, 80), tried: problem.tried.join(', ') });
		case 'not-listed':
			return t('not-listed', { label: about.label, example: plain(problem.example, 100) });
		case 'needs-https':
			return t('needs-https', { label: about.label });
		case 'server': {
			const { why, help } = explain(
				problem.error.problem,
				problem.error,
				undefined,
				services.words.in(locale, errors),
				about.label,
			);
			// The reader is whoever set this up; only the operator of the bot is somebody else.
			return problem.error.problem.kind === 'address-barred' && help !== undefined ? `${why}\n${help}` : why;
		}
		case 'no-stations':
			if (about.host === '') return t('no-stations');
			return problem.alreadyHere > 0 ? t('all-here', { host }) : t('none-there', { host });
		case 'station-gone':
			return t('station-gone', {
				names: problem.names.map((name) => `**${safe(name, 80)}**`).join(', '),
				host,
			});
		case 'other-station':
			return t('other-station', { expected: safe(problem.expected, 80), found: safe(problem.found, 80) });
		case 'not-saved':
			return t(`not-saved.${problem.reason}`);
		case 'not-an-address':
		case 'swapped':
		case 'no-keys':
			return t(problem.kind);
	}
}
