import shared from '#locales/en-US/shared/episodes.ts';
import type { Episode } from '#src/backends/roles/episodes.ts';
import { songLength } from '#src/words/format.ts';
import { size } from '#src/words/sizes.ts';
import type { Translate } from '#src/words/translate.ts';
import { linkButton, moment, type Part, row, text, withButton, withPicture } from './card.ts';
import type { Setting } from './command.ts';
import { facts } from './song-lines.ts';
import { plain, safe, webAddress } from './text.ts';

export type EpisodeWords = Translate<typeof shared>;

/** An episode in a list: what it is, its picture, and where it can be heard. Up to six components. */
export function episodeItem(
	episode: Episode,
	{ services, locale }: Pick<Setting, 'services' | 'locale'>,
): Part[] {
	const t = services.words.in(locale, shared);
	const description = safe(episode.description, 120);
	const lines = text(
		`**${titleOfEpisode(episode, t)}**`,
		`-# ${episodeFacts(episode, locale)}`,
		description === '' ? undefined : `-# ${description}`,
	);
	const address = webAddress(episode.audioUrl);
	const listen = address === undefined ? undefined : linkButton(t('listen'), address);
	const picture = pictureOf(episode, t, services);
	if (picture === undefined) return listen === undefined ? [lines] : [withButton([lines], listen)];
	const below = row(listen);
	return [...withPicture([lines], picture), ...(below === undefined ? [] : [below])];
}

/** Show, day, length or size: as far as they are known. */
export function episodeFacts({ show, at, length, bytes }: Episode, locale: string): string {
	return facts(
		safe(show, 60),
		at === null ? undefined : moment(at, 'D'),
		length === null ? undefined : songLength(length),
		bytes === null ? undefined : size(bytes, locale),
	);
}

export function titleOfEpisode({ title }: Pick<Episode, 'title'>, t: EpisodeWords): string {
	return safe(title, 120) || t('untitled');
}

function pictureOf({ art, title }: Episode, t: EpisodeWords, services: Pick<Setting['services'], 'canShow'>) {
	if (art === null || !services.canShow(art)) return undefined;
	return { url: art, alt: plain(t('picture', { title }), 1_024, 1_024) };
}
