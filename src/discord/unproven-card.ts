import shared from '#locales/en-US/shared/episodes.ts';
import type { RoleUse } from '#src/backends/roles.ts';
import { includesLevel } from '#src/stations/levels.ts';
import type { Station } from '#src/stations/station.ts';
import { accent, button, type Card, card, row, text } from './card.ts';
import type { Setting } from './command.ts';
import { customId } from './custom-id.ts';
import { safe } from './text.ts';

/** The card of something that is off until a right was proven; undefined where nothing has to be. */
export async function unprovenCard(
	{ services, locale, level }: Pick<Setting, 'services' | 'locale' | 'level'>,
	station: Station,
	use: RoleUse,
	heading: string,
): Promise<Card | undefined> {
	const missing = await services.proofs.unproven(station, use);
	if (missing.length === 0) return undefined;
	const t = services.words.in(locale, shared);
	const rights = missing.map(({ right }) => `**${right.label}**`).join(', ');
	return card(
		accent.warn,
		text(`### ${t('off', { heading })}`),
		text(t('offWhy', { rights, station: safe(station.name, 80) })),
		text(t('offMend', { doctor: services.book.mention('doctor') })),
		row(
			includesLevel(level, 'manager')
				? button('secondary', t('checkUp'), customId('doctor', 'show', station.id))
				: undefined,
		),
	);
}
