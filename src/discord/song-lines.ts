import type cards from '#locales/en-US/shared/cards.ts';
import type { Song } from '#src/backends/roles.ts';
import type { Station } from '#src/stations/station.ts';
import type { Translate } from '#src/words/translate.ts';
import { stationColour } from './card.ts';
import type { Services } from './services.ts';
import { clean, plain, safe } from './text.ts';

export type CardWords = Translate<typeof cards>;

/** A song's title as Markdown; what the server sent in one line if it has no title. */
export function titleOf(song: Song, t: CardWords, most = 120): string {
	return safe(song.title, most) || safe(song.text, most) || t('unnamedSong');
}

/** A song in one line: `artist – title`, safe as Markdown. Each half is cut and isolated alone. */
export function songLine(song: Song, t: CardWords): string {
	const title = titleOf(song, t, 80);
	const artist = safe(song.artist, 80);
	return artist === '' || clean(song.title) === '' ? title : `${artist} – ${title}`;
}

/** The same for labels of options, where Markdown is not read. */
export function plainSongLine(song: Song, t: CardWords): string {
	const title = plain(song.title, 80) || plain(song.text, 80) || t('unnamedSong');
	const artist = plain(song.artist, 80);
	return artist === '' || clean(song.title) === '' ? title : plain(`${artist} – ${title}`, 100);
}

/** The cover with its alt text, if there is one that Discord can load. */
export function coverOf(
	song: Song,
	t: CardWords,
	services: Pick<Services, 'canShow'>,
): { url: string; alt: string } | undefined {
	if (song.art === null || !services.canShow(song.art)) return undefined;
	const [title, artist, album] = [song.title || song.text, song.artist, song.album].map((text) =>
		clean(text),
	);
	if (album !== undefined && album !== '' && artist !== undefined && artist !== '') {
		return { url: song.art, alt: plain(t('alt.album', { album, artist }), 1_024, 1_024) };
	}
	const named = { title: title === undefined || title === '' ? t('unnamedSong') : title };
	const alt =
		artist === undefined || artist === '' ? t('alt.title', named) : t('alt.song', { ...named, artist });
	return { url: song.art, alt: plain(alt, 1_024, 1_024) };
}

/** The bar of a card about a song: the colour of its cover, or else the station's own. */
export function songColour(
	station: Pick<Station, 'id'>,
	art: string | null,
	services: Pick<Services, 'coverColours'>,
): number {
	return services.coverColours.of(station.id, art) ?? stationColour(station.id);
}

/** The picture of a show with its alt text, if there is one that Discord can load. */
export function showPictureOf(
	{ title, text, art }: Song,
	t: CardWords,
	services: Pick<Services, 'canShow'>,
): { url: string; alt: string } | undefined {
	if (art === null || !services.canShow(art)) return undefined;
	const named = clean(title) || clean(text) || t('unnamedSong');
	return { url: art, alt: plain(t('alt.show', { title: named }), 1_024, 1_024) };
}

/** Facts of a `-#` line, joined; those that are not known are left out. */
export function facts(...known: (string | undefined | null)[]): string {
	return known.filter((fact) => fact !== undefined && fact !== null && fact !== '').join(' · ');
}
