import type { Show } from '#src/backends/roles/shows.ts';
import { type Part, text, withPicture } from './card.ts';
import type { EpisodeWords } from './episode-lines.ts';
import type { Services } from './services.ts';
import { facts } from './song-lines.ts';
import { plain, safe } from './text.ts';

/** A show in a list: its title, who presents it, and what it is about. Up to three components. */
export function showItem(show: Show, t: EpisodeWords, services: Pick<Services, 'canShow'>): Part[] {
	const about = facts(safe(show.presenter, 60), show.isPublished ? undefined : t('notPublished'));
	const description = safe(show.description, 150);
	const lines = text(
		`**${safe(show.title, 120) || t('untitled')}**`,
		about === '' ? undefined : `-# ${about}`,
		description === '' ? undefined : `-# ${description}`,
	);
	const picture =
		show.art === null || !services.canShow(show.art)
			? undefined
			: { url: show.art, alt: plain(t('picture', { title: show.title }), 1_024, 1_024) };
	return withPicture([lines], picture);
}
