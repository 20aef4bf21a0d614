import type { NewKey } from './azuracast/keys.ts';
import type { SimulatedAzuraCast } from './azuracast/simulated-azuracast.ts';
import type { PlaygroundKey } from './page-server/page-playground.ts';

/** Keys of every kind that somebody who sets a station up may hold, each of a user of its own. */
export function makeKeys(radio: SimulatedAzuraCast): PlaygroundKey[] {
	const [lanternlight, tidewater, backroom] = ['lanternlight', 'tidewater', 'backroom'].map(
		(name) => radio.station(name).id,
	);
	const view = ['view station management', 'view station reports'];
	const on = (station: number | undefined, ...rights: string[]) => ({ [station ?? 0]: rights });
	const all = 'administer all';
	const wanted: (NewKey & { key?: string; isRevoked?: boolean })[] = [
		{ user: 'admin', roles: 'Super Administrator', global: [all], key: radio.keys.admin },
		{ user: 'station', roles: 'Station manager', stations: on(lanternlight, all), key: radio.keys.station },
		{
			user: 'bot',
			roles: 'Bot role (scoped)',
			global: ['view administration', 'view system logs'],
			stations: on(
				lanternlight,
				...view,
				'view station logs',
				'manage station broadcasting',
				'manage station media',
			),
			key: radio.keys.bot,
		},
		{ user: 'tidewater', roles: 'Tidewater manager', stations: on(tidewater, all) },
		{ user: 'backroom', roles: 'Back Room manager', stations: on(backroom, all) },
		{ user: 'limited', roles: 'Limited role', stations: on(lanternlight, ...view), key: radio.keys.limited },
		{ user: 'former', roles: 'Former manager', stations: on(lanternlight, all), isRevoked: true },
	];
	return wanted.map(({ key, ...given }) => ({ ...given, id: given.user, key: key ?? radio.addKey(given) }));
}
