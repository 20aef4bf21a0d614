import shared from '#locales/en-US/shared/episodes.ts';
import type { Show } from '#src/backends/roles/shows.ts';
import { showMatches, showsMeant, showValue } from '#src/stations/choose-show.ts';
import { offeredRole } from '#src/stations/offered-role.ts';
import type { Station } from '#src/stations/station.ts';
import { accent, type Card, card, select, text } from './card.ts';
import type { Choice, Setting } from './command.ts';
import { plain, safe } from './text.ts';

type Choosing = Pick<Setting, 'services' | 'locale'>;

/** Where the shows of a station are remembered for a few seconds, to be forgotten after a change. */
export const recentShows = (station: Station) => `shows ${station.id}`;

/** Shows to choose from while a person types; `all`: those that are not published as well. */
export async function suggestShows(
	{ services }: Pick<Setting, 'services'>,
	station: Station | undefined,
	typed: string,
	{ all }: { all: boolean },
): Promise<Choice[]> {
	if (station === undefined || station.backend.shows === undefined) return [];
	const role = station.backend.shows;
	const shows = await services.recent.read(recentShows(station), () => role.list());
	return shows
		.filter((show) => (all || show.isPublished) && showMatches(show, typed))
		.map((show) => ({ name: plain(show.title, 100), value: showValue(show) }));
}

/** The one show that `typed` means, or a card: that there is none, or a select with the id `pick` if there are several. */
export async function showMeant(
	{ services, locale }: Choosing,
	station: Station,
	typed: string,
	{ all, pick }: { all: boolean; pick: string },
): Promise<{ show: Show } | { card: Card }> {
	const t = services.words.in(locale, shared);
	const shows = (await offeredRole(station, 'shows').list()).filter((show) => all || show.isPublished);
	const meant = showsMeant(shows, typed);
	const [show, another] = meant;
	if (show !== undefined && another === undefined) return { show };
	if (show === undefined) {
		const shown = typed.startsWith('id:') ? typed.slice(3) : typed;
		const none = t('noShow', { station: safe(station.name, 80), text: safe(shown, 80) });
		return { card: card(accent.calm, text(none)) };
	}
	const options = meant.map((one) => ({
		label: plain(one.title, 100) || '?',
		value: showValue(one),
		description: plain(one.presenter, 100) || t('show'),
	}));
	return { card: card(accent.calm, text(`## ${t('whichShow')}`), select(pick, t('chooseShow'), options)) };
}
