import type { Station } from './station.ts';

/**
 * Names a radio server as the station's admin key sees it: what one key sees is not what another one may see, so answers are shared
 * by the stations of one key only.
 */
export function adminPlace(station: Station): string {
	return `${station.guildId} ${station.backend.server} ${station.keys.get('admin') ?? ''}`;
}
