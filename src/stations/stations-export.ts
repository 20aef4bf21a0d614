import type { KeyName } from '#src/backends/backend-error.ts';
import type { Station } from './station.ts';

/** The stations as a stations file holds them. Where there is a key, the file names the variable that is to hold it. */
export function exportStations(stations: readonly Station[]): { text: string; variables: string[] } {
	const variables: string[] = [];
	const declared = stations.map((station) => {
		const { guildId, name, backend, url, remote, keys, roles, channels } = station;
		const held = [...keys.keys()].map((key) => {
			const variable = variableFor(station, key);
			variables.push(variable);
			return [key, { env: variable }] as const;
		});
		return {
			guildId,
			name,
			backend: backend.kind,
			url,
			...(remote === '' ? {} : { station: remote }),
			keys: Object.fromEntries(held),
			roles,
			channels: Object.fromEntries(Object.entries(channels).filter(([, id]) => id !== undefined)),
		};
	});
	return { text: `${JSON.stringify({ stations: declared }, null, '\t')}\n`, variables };
}

/** Named by the station's id, so that no two are the same. */
function variableFor({ id }: Station, key: KeyName): string {
	return `AIRDECK_${id.toUpperCase()}_${key.toUpperCase()}_KEY`;
}
