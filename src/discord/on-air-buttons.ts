import type { StationFacts } from '#src/backends/roles.ts';
import type { Station } from '#src/stations/station.ts';
import { button, linkButton } from './card.ts';
import { customId } from './custom-id.ts';
import type { CardWords } from './song-lines.ts';
import { webAddress } from './text.ts';

export type ButtonName = 'request' | 'queue' | 'refresh' | 'schedule' | 'history' | 'listen';

/**
 * The buttons of a now-playing card. What the station can never do is left out; the buttons belong to the commands that they
 * are named after.
 */
export function onAirButtons(
	station: Station,
	about: StationFacts,
	t: CardWords,
	names: readonly ButtonName[],
) {
	const { backend, id } = station;
	const staffed = station.keys.has('station');
	const player = webAddress(about.playerUrl);
	return names.map((name) => {
		switch (name) {
			case 'request':
				return backend.requests === undefined || about.requestsEnabled === false
					? undefined
					: button('primary', t('buttons.request'), customId('request', 'open', id));
			case 'queue':
				return backend.queue === undefined || !staffed
					? undefined
					: button('secondary', t('buttons.queue'), customId('queue', 'show', id));
			case 'refresh':
				return button('secondary', t('buttons.refresh'), customId('nowplaying', 'refresh', id));
			case 'schedule':
				return backend.schedule === undefined
					? undefined
					: button('secondary', t('buttons.schedule'), customId('schedule', 'show', id));
			case 'history':
				return backend.history === undefined || !staffed
					? undefined
					: button('secondary', t('buttons.history'), customId('history', 'show', id));
			case 'listen':
				return player === undefined ? undefined : linkButton(t('buttons.listen'), player);
		}
	});
}
