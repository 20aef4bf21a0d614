import shared from '#locales/en-US/shared/services.ts';
import type { HostService } from '#src/backends/roles/administration.ts';
import type { Words } from '#src/words/words.ts';
import type { SelectOption } from './card.ts';
import { plain } from './text.ts';

/** Between the radio server and whoever asks: what restarts one of these may take the answer down with it. */
const inTheWay: ReadonlySet<string> = new Set(['nginx', 'php-fpm', 'mariadb', 'redis']);

export function mayLoseAnswer(service: Pick<HostService, 'name'>): boolean {
	return inTheWay.has(service.name);
}

/** What a service does, in a line, as it came where only the server tells: to be made safe by whoever shows it. */
export function whatItDoes(
	{ name, description }: Pick<HostService, 'name' | 'description'>,
	words: Words,
	locale: string,
): string {
	const key = `does.${name}`;
	if (words.source(shared, key) !== undefined) return words.sentence(locale, shared, key);
	return description.trim() === '' ? words.in(locale, shared)('unknown') : description;
}

/** Services to choose from, those first that stand still. */
export function serviceOptions(
	services: readonly HostService[],
	words: Words,
	locale: string,
): SelectOption[] {
	const t = words.in(locale, shared);
	return services
		.filter(({ name }) => name !== '' && name.length <= 100)
		.toSorted((one, other) => Number(one.running) - Number(other.running))
		.map((service) => ({
			label: plain(service.name, 100) || '?',
			value: service.name,
			description: plain(
				`${service.running ? t('running') : t('stopped')} · ${whatItDoes(service, words, locale)}`,
				100,
			),
		}));
}
