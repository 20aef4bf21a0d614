import type { APIButtonComponent } from 'discord.js';
import { type BackendError, type BackendProblem } from '#src/backends/backend-error.ts';
import type { Station } from '#src/stations/station.ts';
import { accent, button, type Card, card, moment, row, text } from './card.ts';
import { type ErrorWords, hasOwnRejections, hasOwnRights, roleWords } from './error-words.ts';
import { safe } from './text.ts';

export interface Refusal {
	heading: string;
	why: string;
	/** Who can mend it, or what the reader can do. */
	help?: string | undefined;
	mark: 'refused' | 'warning';
}

/** What went wrong at a radio server, in words: why, and who can mend it. */
export function explain(
	problem: BackendProblem,
	error: BackendError,
	station: Station | undefined,
	t: ErrorWords,
	/** What the radio system is called, where there is no station yet. */
	label = station?.backend.label ?? '',
): Omit<Refusal, 'heading'> {
	const host = safe(error.host, 80);
	const name = safe(station?.name ?? '', 80);
	const declared = station?.source === 'declared';
	const who = (what: string) => t('who', { what });
	const can = (what: string) => t('can', { what });
	switch (problem.kind) {
		case 'unreachable': {
			const seconds = Math.max(1, Math.round(problem.afterMs / 1000));
			const reason =
				problem.reason === 'timeout'
					? t('unreachable.reasons.timeout', { seconds })
					: t(`unreachable.reasons.${problem.reason}`);
			const unsure = error.perhapsDone ? ` ${t('server-trouble.unsure')}` : '';
			const leftAlone =
				error.askedAgainAt === undefined
					? ''
					: ` ${t('unreachable.leftAlone', { at: moment(error.askedAgainAt, 'T') })}`;
			return {
				mark: 'refused',
				why: t('unreachable.why', { host, reason }) + leftAlone + unsure,
				help: error.perhapsDone ? undefined : who(t('unreachable.mend', { host })),
			};
		}
		case 'wrong-address': {
			const leads =
				problem.leadsTo === undefined
					? ''
					: ` ${t('wrong-address.leads', { host, other: safe(problem.leadsTo, 80) })}`;
			return {
				mark: 'refused',
				why: t('wrong-address.why', { host, label }) + leads,
				help: who(t(declared ? 'wrong-address.mendDeclared' : 'wrong-address.mend')),
			};
		}
		case 'address-barred':
			return { mark: 'refused', why: t('address-barred.why'), help: who(t('address-barred.mend')) };
		case 'key-needs-https':
			return {
				mark: 'refused',
				why: t('key-needs-https.why', { host, key: t(`key.${problem.key}`) }),
				help: who(t('key-needs-https.mend')),
			};
		case 'key-missing': {
			const key = t(`key.${problem.key}`);
			return {
				mark: 'refused',
				why: t(station?.lostKeys?.includes(problem.key) === true ? 'key-missing.lost' : 'key-missing.why', {
					key,
					station: name,
				}),
				help: who(declared ? t('key-missing.mendDeclared', { key }) : t('key-missing.mend')),
			};
		}
		case 'key-rejected': {
			const about = { host, label, key: t(`key.${problem.key}`), tail: problem.tail };
			const kind = station?.backend.kind ?? '';
			const mend = declared ? 'mendDeclared' : 'mend';
			if (hasOwnRejections(kind))
				return {
					mark: 'refused',
					why: t(`key-rejected.of.${kind}.why`, about),
					help: who(t(`key-rejected.of.${kind}.${mend}`)),
				};
			return {
				mark: 'refused',
				why: t('key-rejected.why', about),
				help: who(t(`key-rejected.${mend}`, about)),
			};
		}
		case 'right-missing': {
			const { permission, tail } = problem;
			const about = { host, label, key: t(`key.${problem.key}`), tail, permission };
			const kind = station?.backend.kind ?? '';
			if (hasOwnRights(kind))
				return {
					mark: 'refused',
					why: t(`right-missing.of.${kind}.why`, about),
					help: who(t(`right-missing.of.${kind}.mend`, about)),
				};
			return {
				mark: 'refused',
				why: t('right-missing.why', about),
				help: who(t('right-missing.mend', about)),
			};
		}
		case 'feature-off': {
			const feature = t(`feature-off.features.${problem.feature}`);
			return {
				mark: 'warning',
				why: t('feature-off.why', { station: name, feature, label }),
				// How a server is installed is nothing that a station's manager could change.
				help: who(
					problem.feature === 'web-updates'
						? t('server-trouble.mend', { host })
						: t('feature-off.mend', { label }),
				),
			};
		}
		case 'refused': {
			// AzuraCast quotes what it tried to call inside its own machine: no help to anybody in Discord.
			if (problem.reason === 'not-running')
				return { mark: 'warning', why: t('refused.stopped', { host, station: name }) };
			if (problem.reason === 'too-large') return { mark: 'warning', why: t('refused.tooLarge', { host }) };
			const words = safe(problem.words, 200);
			return {
				mark: 'warning',
				why: words === '' ? t('refused.silent', { host }) : t('refused.why', { host, words }),
			};
		}
		case 'not-found':
			return {
				mark: 'refused',
				why: t('not-found.why', { host, what: t(`not-found.what.${problem.what}`) }),
				help: can(t('not-found.can')),
			};
		case 'rate-limited':
			return {
				mark: 'warning',
				why: t('rate-limited.why', { host }),
				help: can(t('rate-limited.can', { at: moment(problem.until, 'T') })),
			};
		case 'server-trouble': {
			const unsure = error.perhapsDone ? ` ${t('server-trouble.unsure')}` : '';
			return {
				mark: 'refused',
				why: t('server-trouble.why', { host }) + unsure,
				help: who(t('server-trouble.mend', { host })),
			};
		}
		case 'unexpected-answer':
			return {
				mark: 'refused',
				why: t('unexpected-answer.why', { host }),
				help: who(t('unexpected-answer.mend')),
			};
		case 'not-offered':
			return {
				mark: 'warning',
				why: t('not-offered.why', { label, role: roleWords(problem.role, t) }),
				help: can(t('not-offered.can')),
			};
	}
}

/** The card of something that did not happen. `again` is the id of a button that tries once more. */
export function errorCard(
	refusal: Refusal,
	footer: {
		t: ErrorWords;
		reference?: string;
		now: number;
		again?: string | undefined;
		/** What else can be done about it right here. */
		more?: readonly APIButtonComponent[];
	},
): Card {
	const { t, reference, now, again, more = [] } = footer;
	const mark =
		refusal.mark === 'refused'
			? t('heading.refused', { heading: refusal.heading })
			: t('heading.warning', { heading: refusal.heading });
	return card(
		refusal.mark === 'refused' ? accent.bad : accent.warn,
		text(`### ${mark}`),
		text(refusal.why),
		refusal.help === undefined ? undefined : text(refusal.help),
		reference === undefined ? undefined : text(t('reference', { reference, at: moment(now, 'f') })),
		row(again === undefined ? undefined : button('primary', t('again'), again), ...more),
	);
}
