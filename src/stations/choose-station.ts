import type { Station } from './station.ts';

export type StationChoice =
	| { kind: 'station'; station: Station }
	/** The Discord server has no station at all. */
	| { kind: 'none' }
	/** Text was typed that names no station here. */
	| { kind: 'unknown'; text: string }
	/** Several come into question: somebody has to say which. */
	| { kind: 'ask'; stations: readonly Station[] };

/**
 * Which station a command means: the one named by its option (its id, or its name or short name as a person would type it),
 * else the one its channel is bound to, else the only one. Of several only those come into question that `able` lets through, if any are.
 */
export function chooseStation(
	stations: readonly Station[],
	place: { channelId: string; text?: string | undefined },
	able: (station: Station) => boolean = () => true,
): StationChoice {
	if (stations.length === 0) return { kind: 'none' };
	const text = place.text?.trim() ?? '';
	if (text !== '') {
		const named = stationNamed(stations, text);
		return named === undefined ? { kind: 'unknown', text } : { kind: 'station', station: named };
	}
	const bound = stations.filter((station) => Object.values(station.channels).includes(place.channelId));
	const near = bound.length > 0 ? bound : stations;
	const fitting = near.filter(able);
	const candidates = fitting.length > 0 ? fitting : near;
	const [only, another] = candidates;
	return only !== undefined && another === undefined
		? { kind: 'station', station: only }
		: { kind: 'ask', stations: candidates };
}

function stationNamed(stations: readonly Station[], text: string): Station | undefined {
	const wanted = text.toLowerCase();
	const names = (station: Station) => [station.id, station.name.toLowerCase(), station.remote.toLowerCase()];
	const exact = stations.find((station) => names(station).includes(wanted));
	if (exact !== undefined) return exact;
	const [only, another] = stationsMatching(stations, text);
	return another === undefined ? only : undefined;
}

/** Stations whose name or short name holds what was typed so far; all of them for an empty text. */
export function stationsMatching(stations: readonly Station[], text: string): Station[] {
	const wanted = text.trim().toLowerCase();
	return stations.filter(
		(station) => station.name.toLowerCase().includes(wanted) || station.remote.toLowerCase().includes(wanted),
	);
}
