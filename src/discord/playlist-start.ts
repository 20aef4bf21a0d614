import type { Playlist } from '#src/backends/roles/playlists.ts';
import { offeredRole } from '#src/stations/offered-role.ts';
import { obstacleToOnly } from '#src/stations/playlist-switching.ts';
import { startPlaylist } from '#src/stations/starting-playlist.ts';
import { accent, button, type Card, card, moment, row, text } from './card.ts';
import { recentPlaylists } from './playlist-choice.ts';
import type { SwitchContext } from './playlist-only.ts';
import type { Reply } from './reply.ts';
import { safe } from './text.ts';

/** For systems whose playlists are neither on nor off: why, and what there is instead. */
export function neitherOnNorOff({ t, station, id }: SwitchContext, playlist: Playlist): Card {
	const about = { label: station.backend.label, name: safe(playlist.name, 80) };
	return card(
		accent.warn,
		text(`### ${t('cannot')}`),
		text(t('noSwitch', about)),
		playlist.isOnAir === true
			? undefined
			: row(button('secondary', t('start'), id('set', playlist.id, 'only'))),
	);
}

/** Goes over to this playlist, and says from when on before it has come to that. */
export async function startOnly(context: SwitchContext, wanted: Playlist): Promise<Reply> {
	const { t, station, services } = context;
	const name = safe(wanted.name, 80);
	const host = safe(station.backend.host, 80);
	const obstacle = obstacleToOnly(wanted);
	if (obstacle !== undefined)
		return card(accent.warn, text(`### ${t('cannot')}`), text(t(`obstacle.${obstacle}`, { name })));
	const outcome = await startPlaylist(offeredRole(station, 'playlists'), services.clock, wanted, (at) =>
		context.show(
			card(
				accent.calm,
				text(`### ${t('starting', { name, at: moment(at, 'T') })}`),
				text(t('startingHelp', { host })),
			),
		),
	);
	services.recent.forget(recentPlaylists(station));
	const audit = { what: wanted.name, deed: 'started' };
	switch (outcome.kind) {
		case 'already': {
			const shown = card(accent.ok, text(`### ${t('startedAlready', { name })}`), text(t('nothing')));
			return { ...shown, audit: { ...audit, outcome: 'already' } };
		}
		case 'on-air': {
			const since = t('startedHelp', { at: moment(outcome.at, 'T') });
			const shown = card(accent.ok, text(`### ${t('started', { name })}`), text(since));
			return { ...shown, audit: { ...audit, outcome: 'done' } };
		}
		case 'not-seen': {
			const help = t('notStarted', { host, name, at: moment(outcome.at, 'T') });
			const shown = card(accent.warn, text(`### ${t('unproven.start')}`), text(help));
			return { ...shown, audit: { ...audit, outcome: 'unproven' } };
		}
	}
}
