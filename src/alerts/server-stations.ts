import type { Station } from '#src/stations/station.ts';
import type { AlertEvent } from './alert-desk.ts';
import type { AlertKind } from './alert-rules.ts';
import type { ServerNews } from './news.ts';

/** Stations of one radio server. */
export type ServerStations = readonly [Station, ...Station[]];

/** All stations by the address of their radio server. */
export function byServer(stations: readonly Station[]): Map<string, ServerStations> {
	const groups = new Map<string, ServerStations>();
	for (const [server, [first, ...others]] of Map.groupBy(stations, ({ backend }) => backend.server))
		if (first !== undefined) groups.set(server, [first, ...others]);
	return groups;
}

/** Each Discord server by itself: it is told only about its own stations. */
export function byGuild(stations: ServerStations): ServerStations[] {
	return [...Map.groupBy(stations, ({ guildId }) => guildId).values()].flatMap(([first, ...others]) =>
		first === undefined ? [] : [[first, ...others] as const],
	);
}

/** News of a radio server for one Discord server. */
export function aboutServer(
	stations: ServerStations,
	kind: AlertKind,
	topic: string,
	news: ServerNews,
): AlertEvent {
	const { host, server } = stations[0].backend;
	return { kind, topic: `${topic} ${server}`, stations, news: { ...news, stations, host } };
}
