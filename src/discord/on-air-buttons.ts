import { offers } from '#src/backends/offers.ts';
import type { Play, RoleUse, StationFacts } from '#src/backends/roles.ts';
import { shortKey } from '#src/stations/short-key.ts';
import type { Station } from '#src/stations/station.ts';
import type { Tally } from '#src/stations/vote-skip.ts';
import { button, linkButton } from './card.ts';
import { customId } from './custom-id.ts';
import type { CardWords } from './song-lines.ts';
import { webAddress } from './text.ts';

/** `off`: the request button of a station that is off the air. */
export type ButtonName = 'request' | 'off' | 'vote' | 'queue' | 'refresh' | 'schedule' | 'history' | 'listen';

/**
 * The buttons of a now-playing card. What the station can never do is left out; the buttons belong to the commands that they
 * are named after.
 */
export function onAirButtons(
	station: Station,
	about: StationFacts,
	t: CardWords,
	names: readonly ButtonName[],
	vote?: { play: Play; tally: Tally },
) {
	const { backend, id } = station;
	const player = webAddress(about.playerUrl);
	return names.map((name) => {
		switch (name) {
			case 'request':
			case 'off':
				return !offers(backend, 'requests.submit') || about.requestsEnabled === false
					? undefined
					: button('primary', t('buttons.request'), customId('request', 'open', id), name === 'off');
			case 'vote':
				return vote === undefined ? undefined : voteButton(id, vote, t);
			case 'queue':
				return !can(station, 'queue.list')
					? undefined
					: button('secondary', t('buttons.queue'), customId('queue', 'show', id));
			case 'refresh':
				return button('secondary', t('buttons.refresh'), customId('nowplaying', 'refresh', id));
			case 'schedule':
				return !can(station, 'schedule.between')
					? undefined
					: button('secondary', t('buttons.schedule'), customId('schedule', 'show', id));
			case 'history':
				return !can(station, 'history.page')
					? undefined
					: button('secondary', t('buttons.history'), customId('history', 'show', id));
			case 'listen':
				return player === undefined ? undefined : linkButton(t('buttons.listen'), player);
		}
	});
}

/** Whether the station has it, and the keys that it takes. */
function can({ backend, keys }: Station, use: RoleUse): boolean {
	const needed = backend.keyCheck?.rightsFor(use) ?? [];
	return offers(backend, use) && needed.every(({ key }) => keys.has(key));
}

/** The label says how far the vote is once there is one. */
function voteButton(stationId: string, { play, tally }: { play: Play; tally: Tally }, t: CardWords) {
	const { votes, needed, state } = tally;
	const id = customId('nowplaying', 'vote', stationId, shortKey(play.id));
	switch (state) {
		case 'open':
			return button(
				'secondary',
				votes === 0 ? t('buttons.vote') : t('buttons.voteCount', { votes, needed }),
				id,
			);
		case 'skipping':
			return button('secondary', t('buttons.skipping'), id, true);
		case 'failed':
			return button('secondary', t('buttons.skipFailed'), id, true);
	}
}

/** Likes are counted per song, so the button names the song it was drawn for. */
export function likeButton(stationId: string, play: Play, count: number, t: CardWords) {
	const label = count === 0 ? t('buttons.like') : t('buttons.likeCount', { count });
	return button('secondary', label, customId('nowplaying', 'like', stationId, shortKey(play.song.id)));
}
