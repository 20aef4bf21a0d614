import strings from '#locales/en-US/post/add.ts';
import type { WishProblem } from '#src/posts/post-wish.ts';
import { accent, type Card, card, text } from './card.ts';
import type { Setting } from './command.ts';
import { safe } from './text.ts';

/** What is wrong with the wish for a post. */
export function postProblemCard(setting: Pick<Setting, 'services' | 'locale'>, problem: WishProblem): Card {
	const t = setting.services.words.in(setting.locale, strings);
	return card(accent.warn, text(`### ${t(`problem.${problem.kind}`)}`), text(problemHelp(setting, problem)));
}

function problemHelp({ services, locale }: Pick<Setting, 'services' | 'locale'>, problem: WishProblem) {
	const t = services.words.in(locale, strings);
	switch (problem.kind) {
		case 'does-not-fit': {
			// Their Discord calls the options so.
			const named = (option: string) => services.words.sentence(locale, strings, `options.${option}.name`);
			const options = problem.options.map((option) => `\`${named(option)}\``).join(', ');
			return t('problem.does-not-fit-help', { options });
		}
		case 'no-times':
			return t('problem.no-times-help');
		case 'bad-times':
			return t('problem.bad-times-help', { cron: safe(problem.cron, 100) });
		case 'bad-timezone':
			return t('problem.bad-timezone-help', { timezone: safe(problem.timezone, 64) });
		case 'bad-quiet':
			return t('problem.bad-quiet-help', { quiet: safe(problem.quiet, 20) });
	}
}
