import shared from '#locales/en-US/shared/playlists.ts';
import type { Playlist } from '#src/backends/roles/playlists.ts';
import { nameMatches, playlistsMeant, playlistValue } from '#src/stations/choose-playlist.ts';
import { offeredRole } from '#src/stations/offered-role.ts';
import type { Station } from '#src/stations/station.ts';
import { accent, type Card, card, select, text } from './card.ts';
import type { Choice, Setting } from './command.ts';
import { playlistFacts, playlistState } from './playlist-lines.ts';
import { plain, safe } from './text.ts';

type Choosing = Pick<Setting, 'services' | 'locale'>;

/** Where the playlists of a station are remembered for a few seconds, to be forgotten after a change. */
export const recentPlaylists = (station: Station) => `playlists ${station.id}`;

/** Playlists to choose from while a person types, those that are on first. */
export async function suggestPlaylists(
	{ services, locale }: Choosing,
	station: Station | undefined,
	typed: string,
): Promise<Choice[]> {
	if (station === undefined) return [];
	const t = services.words.in(locale, shared);
	const role = offeredRole(station, 'playlists');
	const all = await services.recent.read(recentPlaylists(station), () => role.list());
	return all
		.filter((playlist) => nameMatches(playlist, typed))
		.toSorted((a, b) => Number(b.isOnAir ?? b.isEnabled) - Number(a.isOnAir ?? a.isEnabled))
		.map((playlist) => {
			const [name, state] = [plain(playlist.name, 80), playlistState(playlist, t)];
			return {
				name: plain(state === '' ? name : t('option', { name, state }), 100),
				value: playlistValue(playlist),
			};
		});
}

/** The one playlist that `typed` means, or a card: that there is none, or a select with the id `pick` if there are several. */
export async function playlistMeant(
	{ services, locale }: Choosing,
	station: Station,
	typed: string,
	pick: string,
): Promise<{ playlist: Playlist; all: Playlist[] } | { card: Card }> {
	const t = services.words.in(locale, shared);
	const all = await offeredRole(station, 'playlists').list();
	const meant = playlistsMeant(all, typed);
	const [playlist, another] = meant;
	if (playlist !== undefined && another === undefined) return { playlist, all };
	if (playlist === undefined) {
		const shown = typed.startsWith('id:') ? typed.slice(3) : typed;
		const none = t('none', { station: safe(station.name, 80), text: safe(shown, 80) });
		return { card: card(accent.calm, text(none)) };
	}
	const options = meant.map((one) => ({
		label: plain(one.name, 100) || '?',
		value: playlistValue(one),
		description: plain(playlistFacts(one, t), 100),
	}));
	return { card: card(accent.calm, text(`## ${t('which')}`), select(pick, t('choose'), options)) };
}
